package io.auditrules.check.never;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.Grouping;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.Literal;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A label that plain json would have to make of a list. */
final class ListLabel implements Check {
    private static final About ABOUT = About.of("never/list");

    private static final String POD = "spec(_template_spec|_jobTemplate_spec_template_spec)?_";
    private static final Pattern LIST = Pattern.compile("(?<list>user_groups|impersonatedUser_groups|sourceIPs"
            + "|(user|impersonatedUser)_extra"
            + "|(requestObject|responseObject)_("
            + POD + "(containers|initContainers|ephemeralContainers|volumes|imagePullSecrets|tolerations|hostAliases)"
            + "|rules|subjects|webhooks|items|spec_usages|spec_tls|spec_externalIPs"
            + "|metadata_(ownerReferences|finalizers|managedFields)))(?<element>_\\w+)?");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            List<EventLines> lines = scene.auditLines(rule);
            lines.forEach(each -> checkFilters(rule, each, findings));
            rule.query().ifPresent(query -> query.accept(new Groups(lines, rule, findings)));
        }
    }

    private static void checkFilters(PlacedRule rule, EventLines lines, Findings findings) {
        for (LabelFilter filter : lines.filters()) {
            String label = filter.label();
            missing(lines, label).ifPresent(list -> {
                boolean holds = filter instanceof Matcher matcher && matcher.matchesEmpty();
                findings.add(
                        ABOUT,
                        rule.placeOf(label),
                        said(label) + ", so " + filter + (holds ? " always holds" : " never holds"),
                        advice(list));
            });
        }
    }

    private static String said(String label) {
        return "there is no label \"" + label + "\"";
    }

    /** The list that a label would come from, if nothing else can make the label. */
    private static Optional<String> missing(EventLines lines, String label) {
        java.util.regex.Matcher list = LIST.matcher(label);
        return lines.readsAllFields() && list.matches() && !lines.mayMake(label)
                ? Optional.of(list.group("list"))
                : Optional.empty();
    }

    private static String advice(String list) {
        return switch (list) {
            case "sourceIPs" -> "take the element by its place: | json ip=\"sourceIPs[0]\"";
            case "user_groups" -> "take the list as a text: | json groups=\"user.groups\" | groups=~`.*\"name\".*`";
            case "impersonatedUser_groups" ->
                "take the list as a text: | json groups=\"impersonatedUser.groups\" | groups=~`.*\"name\".*`";
            case "user_extra", "impersonatedUser_extra" ->
                "take the list as a text by its path: | json list=`" + list.replace('_', '.') + "[\"key\"]`";
            default -> "take the list as a text by its path: | json list=\"" + list.replace('_', '.') + "\"";
        };
    }

    /** Looks at what is grouped by. */
    private record Groups(List<EventLines> all, PlacedRule rule, Findings findings)
            implements Metric.Visitor<List<EventLines>> {
        @Override
        public List<EventLines> rangeAggregation(RangeAggregation query) {
            List<EventLines> lines = all.stream()
                    .filter(each -> each.range().equals(query.range()))
                    .toList();
            check(query.grouping(), lines);
            return lines;
        }

        @Override
        public List<EventLines> vectorAggregation(VectorAggregation query) {
            List<EventLines> lines = query.operand().accept(this);
            check(query.grouping(), lines);
            return lines;
        }

        private void check(Grouping grouping, List<EventLines> lines) {
            if (grouping.kind() != Grouping.Kind.BY || lines.isEmpty()) {
                return;
            }
            for (String label : grouping.labels()) {
                if (lines.stream().allMatch(each -> missing(each, label).isPresent())) {
                    findings.add(
                            ABOUT,
                            rule.placeOf(label),
                            said(label) + ", so nothing is told apart by it",
                            advice(missing(lines.get(0), label).orElseThrow()));
                }
            }
        }

        @Override
        public List<EventLines> binaryOperation(BinaryOperation query) {
            List<EventLines> lines = new ArrayList<>(query.left().accept(this));
            lines.addAll(query.right().accept(this));
            return lines;
        }

        @Override
        public List<EventLines> literal(Literal query) {
            return List.of();
        }

        @Override
        public List<EventLines> labelReplace(LabelReplace query) {
            // it may make any label
            query.operand().accept(this);
            return List.of();
        }

        @Override
        public List<EventLines> vector(Vector query) {
            return List.of();
        }

        @Override
        public List<EventLines> variants(Variants query) {
            query.variants().forEach(variant -> variant.accept(this));
            return List.of();
        }
    }
}
