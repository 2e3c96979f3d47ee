package io.auditrules.check.blind;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.And;
import io.auditrules.logql.Drop;
import io.auditrules.logql.Grouping;
import io.auditrules.logql.Json;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LabelSelection;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.Logfmt;
import io.auditrules.logql.LokiVersion;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.NumberFilter;
import io.auditrules.logql.Or;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Stage;
import io.auditrules.logql.Unpack;
import io.auditrules.logql.VectorAggregation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A parser behind which nothing drops the lines that it could not read. */
final class Unguarded implements Check {
    private static final About ABOUT = About.of("blind/unguarded");
    private static final String ERROR = "__error__";

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        LokiVersion version = LokiVersion.parse(scene.platform().loki());
        for (PlacedRule rule : scene.rules()) {
            rule.query().stream()
                    .flatMap(Read::of)
                    .forEach(read -> new Lines(read, rule.lines(read.range()), version)
                            .unguarded()
                            .ifPresent(stage -> tell(rule, stage, findings)));
        }
    }

    private static void tell(PlacedRule rule, Stage parser, Findings findings) {
        findings.add(
                ABOUT,
                rule.placeOf(parser),
                parser instanceof Json json && !json.extractions().isEmpty()
                        ? "nothing behind this parser drops the lines that are no JSON, such as those of auditd with"
                                + " the OTLP data model"
                        : "nothing behind this parser drops the lines that it cannot read");
    }

    /** What becomes of a line that a parser cannot read; as real Lokis do it (3.7.6). */
    private static final class Lines {
        private final Read read;
        private final EventLines lines;
        private final LokiVersion version;
        private final List<Stage> stages;

        Lines(Read read, EventLines lines, LokiVersion version) {
            this.read = read;
            this.lines = lines;
            this.version = version;
            this.stages = lines.stages();
        }

        /** The first parser whose errors nothing takes away; empty if no error comes through. */
        Optional<Stage> unguarded() {
            for (int i = 0; i < stages.size(); i++) {
                Stage stage = stages.get(i);
                if (!isGuarded(stages.subList(i + 1, stages.size())) && comesThrough(stage)) {
                    return Optional.of(stage);
                }
            }
            return Optional.empty();
        }

        private boolean isGuarded(List<Stage> behind) {
            return behind.stream().anyMatch(this::isGuard)
                    || read.range().unwrap().stream()
                            .flatMap(unwrap -> unwrap.filters().stream())
                            .anyMatch(this::isGuard);
        }

        private boolean isGuard(Stage stage) {
            if (stage instanceof And and) {
                return and.filters().stream().anyMatch(this::isGuard);
            }
            if (stage instanceof Drop drop) {
                return drop.labels().stream()
                        .anyMatch(label -> label instanceof LabelSelection.Named named
                                && named.label().equals(ERROR));
            }
            return stage instanceof Matcher matcher
                    && matcher.label().equals(ERROR)
                    && lines.test(matcher).fails("JSONParserErr");
        }

        private boolean comesThrough(Stage stage) {
            if (stage instanceof Json json) {
                return json.extractions().isEmpty() ? comesThroughWholeParser() : comesThroughSelectiveParser();
            }
            return (stage instanceof Logfmt logfmt && logfmt.isStrict()) || stage instanceof Unpack;
        }

        /**
         * Json makes labels of a broken line up to where it breaks. Where it is known which labels are used it stops as soon as
         * it has them, and does not see an error behind; if one of them is missing, a filter that wants it drops the line.
         */
        private boolean comesThroughWholeParser() {
            Optional<Set<String>> kept = kept();
            if (kept.isEmpty()) {
                return true;
            }
            if (stages.stream().anyMatch(stage -> !isOfLinesOrFilters(stage))
                    || read.range().unwrap().isPresent()) {
                return true;
            }
            Set<String> used = new HashSet<>(kept.get());
            lines.filters().forEach(filter -> used.add(filter.label()));
            return !used.stream().allMatch(this::isWanted);
        }

        /** The labels that the series keep, if Loki knows them before it reads. */
        private Optional<Set<String>> kept() {
            return read.aggregation().operation() == RangeAggregation.Operation.ABSENT_OVER_TIME
                    ? Optional.of(Set.of())
                    : read.sum()
                            .map(VectorAggregation::grouping)
                            .filter(grouping -> grouping.kind() != Grouping.Kind.WITHOUT)
                            .map(grouping -> Set.copyOf(grouping.labels()));
        }

        private static boolean isOfLinesOrFilters(Stage stage) {
            return stage instanceof LineFilter || stage instanceof LabelFilter || stage instanceof Json;
        }

        private boolean isWanted(String label) {
            return lines.necessary().stream().anyMatch(filter -> filter.label().equals(label) && dropsMissing(filter));
        }

        /** With expressions json passes over what is broken, but for a line that is no JSON at all: that has no label. */
        private boolean comesThroughSelectiveParser() {
            boolean usesNoLabel = kept().filter(Set::isEmpty).isPresent()
                    && lines.filters().isEmpty()
                    && stages.stream().allMatch(Lines::isOfLinesOrFilters)
                    && read.range().unwrap().isEmpty();
            return lines.isOfOpenShift()
                    && !usesNoLabel
                    && lines.necessary().stream().noneMatch(this::dropsMissing)
                    && stages.stream().noneMatch(this::wantsJson)
                    && lines.selector().stream().noneMatch(this::excludesAuditd);
        }

        /** Whether a line filter wants a text that only JSON has. */
        private boolean wantsJson(Stage stage) {
            if (!(stage instanceof LineFilter filter)) {
                return false;
            }
            List<String> texts = lines.test(filter).texts();
            return !texts.isEmpty() && texts.stream().allMatch(Lines::isOfJson);
        }

        private static boolean isOfJson(String text) {
            return text.contains("\":") || text.contains("\"auditID\"") || text.contains("{\"");
        }

        private boolean excludesAuditd(Matcher matcher) {
            return matcher.label().endsWith("log_source")
                    && lines.testOfSelector(matcher).fails("auditd");
        }

        private boolean dropsMissing(LabelFilter filter) {
            if (filter instanceof Or or) {
                return or.filters().stream().allMatch(this::dropsMissing);
            }
            if (filter instanceof NumberFilter && !version.isAtLeast(LokiVersion.NUMBER_FILTERS_DROP)) {
                return false;
            }
            return lines.test(filter).fails("");
        }
    }
}
