package io.auditrules.prerequisite;

import io.auditrules.rule.AuditLevel;
import io.auditrules.rule.AuditProfile;
import io.auditrules.rule.Condition;
import io.auditrules.rule.LineFilter;
import io.auditrules.rule.Query;
import io.auditrules.rule.Rule;
import io.auditrules.rule.Threshold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What rules must see of a cluster: of which requests an event must be recorded and forwarded, and how much of it. It may
 * be more than they look at, never less; the one thing that is taken for granted is that a condition which names a
 * resource and no API group means one that Kubernetes or OpenShift serves.
 */
public final class Needs {
    /** No event is needed. */
    public static final Needs NONE = new Needs(List.of());

    /** More alternatives of one condition are taken together, so that no condition is too much. */
    private static final int MOST = 64;

    private final List<Need> needs;

    private Needs(List<Need> needs) {
        this.needs = List.copyOf(needs);
    }

    static Needs of(Need... needs) {
        return simplified(List.of(needs));
    }

    /** What a condition must see. */
    public static Needs of(Condition condition) {
        return NeedsOfCondition.of(condition);
    }

    /** What a rule must see: its condition, and the fields that it excepts, groups and counts by. */
    public static Needs of(Rule rule) {
        return rule.detection().query().accept(new Query.Visitor<>() {
            @Override
            public Needs events(Query.Events events) {
                if (StreamWatch.isOne(events, rule.detection().threshold())) {
                    return NONE;
                }
                Needs needs = Needs.of(events.when());
                if (!events.lines().isEmpty()) {
                    needs = needs.ofWholeLine(
                            events.lines().stream().map(LineFilter::text).toList());
                }
                AuditLevel level = levelBeside(rule);
                Needs own = new Needs(
                        needs.needs.stream().map(need -> need.atLeast(level)).toList());
                return rule.detection().also().stream()
                        .map(companion -> Needs.of(companion.when()))
                        .reduce(own, Needs::or);
            }

            @Override
            public Needs pipeline(Query.Pipeline pipeline) {
                return Needs.of(Need.ANY).ofWholeLine(List.of(pipeline.logql()));
            }

            @Override
            public Needs expression(Query.Expression expression) {
                return StreamWatch.isOne(expression.logql())
                        ? NONE
                        : Needs.of(Need.ANY).ofWholeLine(List.of(expression.logql()));
            }
        });
    }

    /** What rules must see together. */
    public static Needs of(Collection<Rule> rules) {
        // Sorted, so that the order of rules has no say in what is taken together.
        return simplified(rules.stream()
                .flatMap(rule -> of(rule).needs.stream())
                .sorted(Comparator.comparing(Need::toString))
                .toList());
    }

    private static AuditLevel levelBeside(Rule rule) {
        Stream<AuditLevel> exceptions = rule.exceptions().stream().map(NeedsOfCondition::levelOf);
        Stream<AuditLevel> by = rule.detection().by().stream()
                .flatMap(one -> one.field().stream())
                .map(NeedsOfCondition::levelOf);
        Stream<AuditLevel> counted = rule.detection().threshold().measure() instanceof Threshold.Distinct distinct
                ? Stream.of(NeedsOfCondition.levelOf(distinct.field()))
                : Stream.empty();
        return Stream.of(exceptions, by, counted)
                .flatMap(levels -> levels)
                .max(AuditLevel::compareTo)
                .orElse(AuditLevel.METADATA);
    }

    /** LogQL may look anywhere; which bodies it needs can only be told from what it names. */
    private Needs ofWholeLine(List<String> texts) {
        AuditLevel level = texts.stream().anyMatch(text -> text.contains("responseObject"))
                ? AuditLevel.REQUEST_RESPONSE
                : texts.stream().anyMatch(text -> text.contains("requestObject"))
                        ? AuditLevel.REQUEST
                        : AuditLevel.METADATA;
        return new Needs(
                needs.stream().map(need -> need.atLeast(level).ofWholeLine()).toList());
    }

    /** What either needs. */
    public Needs or(Needs other) {
        List<Need> either = new ArrayList<>(needs);
        either.addAll(other.needs);
        return simplified(either);
    }

    /** What is needed where both must hold. */
    Needs and(Needs other) {
        List<Need> both = new ArrayList<>();
        for (Need left : needs) {
            for (Need right : other.needs) {
                both.add(left.and(right));
            }
        }
        return simplified(both).bounded();
    }

    /** The same, or more, but no more alternatives than are reasonable. */
    Needs bounded() {
        return needs.size() <= MOST ? this : of(needs.stream().reduce(Need::or).orElseThrow());
    }

    List<Need> list() {
        return needs;
    }

    /** Whether a profile records all that is needed. */
    public boolean isMetBy(AuditProfile profile) {
        return needs.stream().allMatch(need -> need.isMetBy(profile));
    }

    /** OpenShift's profile that records the least, but no less of what is needed than any other. */
    public AuditProfile leastProfile() {
        return Stream.of(AuditProfile.DEFAULT, AuditProfile.WRITE_REQUEST_BODIES)
                .filter(profile -> needs.stream().allMatch(need -> need.isMetAsFarAsCanBeBy(profile)))
                .findFirst()
                .orElse(AuditProfile.ALL_REQUEST_BODIES);
    }

    /** Without what nothing can fulfil and what is needed anyway; those that differ in one part are one. */
    private static Needs simplified(Collection<Need> all) {
        List<Need> some = new ArrayList<>(
                all.stream().filter(need -> !need.isNone()).distinct().toList());
        boolean isChanged = true;
        while (isChanged) {
            isChanged = false;
            for (int i = 0; i < some.size() && !isChanged; i++) {
                for (int j = i + 1; j < some.size() && !isChanged; j++) {
                    Need left = some.get(i);
                    Need right = some.get(j);
                    if (left.covers(right) || right.covers(left) || left.differences(right) == 1) {
                        some.set(i, left.covers(right) ? left : right.covers(left) ? right : left.or(right));
                        some.remove(j);
                        isChanged = true;
                    }
                }
            }
        }
        return new Needs(some);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Needs that && needs.equals(that.needs);
    }

    @Override
    public int hashCode() {
        return needs.hashCode();
    }

    @Override
    public String toString() {
        return needs.toString();
    }
}
