package io.auditrules.check;

import io.auditrules.logql.And;
import io.auditrules.logql.BytesFilter;
import io.auditrules.logql.Decolorize;
import io.auditrules.logql.DurationFilter;
import io.auditrules.logql.IpFilter;
import io.auditrules.logql.Json;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LineFormat;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.NumberFilter;
import io.auditrules.logql.Or;
import io.auditrules.logql.Stage;
import io.auditrules.logql.Unpack;
import io.auditrules.regex.Re2;
import io.auditrules.rule.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The filters that each line of a range must pass, tried on sample events. A filter says yes, no, or nothing where it asks for
 * what is not known of the event. That an event of a cluster passes cannot be known; but which filter tells one event from
 * another that differs from it in one thing.
 */
public final class Sieve {
    /** Whoever reads these reads the audit log. */
    private static final Set<String> AUDIT_PATHS = Set.of(
            "objectRef.resource",
            "objectRef.subresource",
            "objectRef.apiGroup",
            "objectRef.namespace",
            "objectRef.name",
            "user.username",
            "impersonatedUser.username",
            "responseStatus.code",
            "auditID",
            "requestURI",
            Field.DECISION.jsonPath());

    private final LogRange range;
    private final EventLines lines;
    private final List<Stage> filters;
    private final Map<String, Optional<String>> fields = new HashMap<>();
    private final Map<String, com.google.re2j.Pattern> patterns = new HashMap<>();
    private final IdentityHashMap<LabelFilter, LabelTest> tests = new IdentityHashMap<>();
    private final IdentityHashMap<LineFilter, Map<SampleEvent, Optional<Boolean>>> passed = new IdentityHashMap<>();

    private Sieve(LogRange range) {
        this.range = range;
        this.lines = new EventLines(range);
        this.filters = filters(lines.stages());
    }

    /** Those of a rule that read the audit log. */
    static List<Sieve> of(PlacedRule rule) {
        Set<String> groupings = rule.query().map(QueryLabels::groupedBy).orElse(Set.of());
        return rule.ranges().stream()
                .map(Sieve::new)
                .filter(sieve -> sieve.readsAuditLog(groupings))
                .toList();
    }

    private boolean readsAuditLog(Set<String> groupings) {
        boolean selects = range.query().selector().matchers().stream()
                .anyMatch(matcher ->
                        (matcher.label().equals("log_type") || matcher.label().equals("openshift_log_type"))
                                && !matcher.operator().isNegative()
                                && LabelTest.ofSelector(matcher).passes("audit"));
        Stream<String> labels =
                Stream.concat(groupings.stream(), lines.filters().stream().map(EventLines::label));
        boolean extracts = lines.stages().stream()
                .filter(Json.class::isInstance)
                .flatMap(stage -> ((Json) stage).extractions().stream())
                .anyMatch(extraction -> AUDIT_PATHS.contains(extraction.expression()));
        return selects
                || extracts
                || labels.anyMatch(
                        label -> field(label).filter(AUDIT_PATHS::contains).isPresent());
    }

    private static List<Stage> filters(List<Stage> stages) {
        List<Stage> filters = new ArrayList<>();
        boolean isRaw = true;
        for (Stage stage : stages) {
            if (stage instanceof And and) {
                filters.addAll(and.filters());
            } else if (stage instanceof LabelFilter || (stage instanceof LineFilter && isRaw)) {
                filters.add(stage);
            }
            isRaw &= !(stage instanceof LineFormat || stage instanceof Decolorize || stage instanceof Unpack);
        }
        return filters;
    }

    /** What its lines are. */
    public EventLines lines() {
        return lines;
    }

    /** The first filter that certainly lets one event pass and certainly not the other. */
    public Optional<Stage> dividing(SampleEvent kept, SampleEvent dropped) {
        return dividing(kept, dropped, stage -> true);
    }

    /** The same, if it says what is wanted and not what is unwanted. */
    public Optional<Stage> wanting(SampleEvent kept, SampleEvent dropped) {
        return dividing(kept, dropped, stage -> !isNegative(stage));
    }

    /** The same, if it says what is unwanted. */
    public Optional<Stage> excluding(SampleEvent kept, SampleEvent dropped) {
        return dividing(kept, dropped, Sieve::isNegative);
    }

    private Optional<Stage> dividing(SampleEvent kept, SampleEvent dropped, Predicate<Stage> which) {
        return filters.stream()
                .filter(filter -> which.test(filter)
                        && passes(filter, kept).equals(Optional.of(true))
                        && passes(filter, dropped).equals(Optional.of(false)))
                .findFirst();
    }

    /** Whether filters treat two events alike. */
    public boolean treatsAlike(SampleEvent one, SampleEvent other) {
        return filters.stream().allMatch(filter -> passes(filter, one).equals(passes(filter, other)));
    }

    /** Whether no filter on labels certainly drops an event; a filter on the text may look for what the sample lacks. */
    public boolean mayPass(SampleEvent event) {
        return filters.stream()
                .filter(LabelFilter.class::isInstance)
                .noneMatch(filter -> passes(filter, event).equals(Optional.of(false)));
    }

    private static boolean isNegative(Stage stage) {
        if (stage instanceof LineFilter filter) {
            return filter.operator().isNegative();
        }
        if (stage instanceof Or or) {
            return or.filters().stream().allMatch(Sieve::isNegative);
        }
        if (stage instanceof And and) {
            return and.filters().stream().allMatch(Sieve::isNegative);
        }
        return stage instanceof Matcher matcher && matcher.operator().isNegative();
    }

    /** What a filter says of an event. */
    private Optional<Boolean> passes(Stage stage, SampleEvent event) {
        return stage instanceof LineFilter filter
                ? passed.computeIfAbsent(filter, key -> new IdentityHashMap<>())
                        .computeIfAbsent(event, key -> passesLine(filter, key))
                : ((LabelFilter) stage).accept(new OfEvent(event));
    }

    private Optional<Boolean> passesLine(LineFilter filter, SampleEvent event) {
        boolean isFound = false;
        for (LineFilter.Alternative alternative : filter.effective()) {
            if (alternative.isIp()) {
                return Optional.empty();
            }
            switch (filter.operator()) {
                case CONTAINS, NOT_CONTAINS -> isFound |= event.line().contains(alternative.text());
                case MATCHES, NOT_MATCHES ->
                    isFound |= pattern(alternative.text()).matcher(event.line()).find();
                case PATTERN, NOT_PATTERN -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(isFound != filter.operator().isNegative());
    }

    private com.google.re2j.Pattern pattern(String regex) {
        return patterns.computeIfAbsent(regex, Re2::compile);
    }

    private Optional<String> field(String label) {
        return fields.computeIfAbsent(label, lines::field);
    }

    private final class OfEvent implements LabelFilter.Visitor<Optional<Boolean>> {
        private final SampleEvent event;

        OfEvent(SampleEvent event) {
            this.event = event;
        }

        private Optional<String> value(String label) {
            return field(label).flatMap(event::field);
        }

        @Override
        public Optional<Boolean> matcher(Matcher filter) {
            return test(filter);
        }

        @Override
        public Optional<Boolean> number(NumberFilter filter) {
            return test(filter);
        }

        @Override
        public Optional<Boolean> duration(DurationFilter filter) {
            return test(filter);
        }

        @Override
        public Optional<Boolean> bytes(BytesFilter filter) {
            return test(filter);
        }

        @Override
        public Optional<Boolean> ip(IpFilter filter) {
            return test(filter);
        }

        private Optional<Boolean> test(LabelFilter filter) {
            return value(EventLines.label(filter))
                    .flatMap(value ->
                            tests.computeIfAbsent(filter, LabelTest::of).holds(value));
        }

        @Override
        public Optional<Boolean> and(And filter) {
            return joined(filter.filters(), false);
        }

        @Override
        public Optional<Boolean> or(Or filter) {
            return joined(filter.filters(), true);
        }

        /** One that says {@code decisive} decides; else, if one says nothing, nobody knows. */
        private Optional<Boolean> joined(List<LabelFilter> filters, boolean decisive) {
            boolean isKnown = true;
            for (LabelFilter filter : filters) {
                Optional<Boolean> answer = filter.accept(this);
                if (answer.equals(Optional.of(decisive))) {
                    return answer;
                }
                isKnown &= answer.isPresent();
            }
            return isKnown ? Optional.of(!decisive) : Optional.empty();
        }
    }
}
