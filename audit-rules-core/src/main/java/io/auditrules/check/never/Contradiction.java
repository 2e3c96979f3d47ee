package io.auditrules.check.never;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.LabelTest;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.And;
import io.auditrules.logql.Drop;
import io.auditrules.logql.Keep;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LabelFormat;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LineFormat;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.NumberFilter;
import io.auditrules.logql.Or;
import io.auditrules.logql.Stage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Filters that no line passes together, though one may pass each of them. */
final class Contradiction implements Check {
    private static final About ABOUT = About.of("never/contradiction");
    private static final Set<String> CODES =
            Set.copyOf(IntStream.range(100, 600).mapToObj(Integer::toString).toList());

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            for (EventLines lines : rule.lines()) {
                new Walk(rule, lines, findings).walk();
            }
        }
    }

    /** A filter that a line has passed. */
    private record Passed(LabelFilter filter, LabelTest test) {}

    /** Goes with a line through the stages. */
    private static final class Walk {
        private final PlacedRule rule;
        private final EventLines lines;
        private final Findings findings;
        private final Map<String, List<Passed>> labels = new HashMap<>();
        private final Set<String> ofStream = new HashSet<>();
        private LineTexts texts;

        Walk(PlacedRule rule, EventLines lines, Findings findings) {
            this.rule = rule;
            this.lines = lines;
            this.texts = new LineTexts(lines);
            this.findings = findings;
        }

        void walk() {
            for (Matcher matcher : lines.selector()) {
                if (!matcher.matchesEmpty()) {
                    ofStream.add(matcher.label());
                }
                pass(matcher, true);
            }
            lines.stages().forEach(this::pass);
            lines.range().unwrap().ifPresent(unwrap -> unwrap.filters().forEach(this::pass));
        }

        private void pass(Stage stage) {
            if (stage instanceof And and) {
                and.filters().forEach(this::pass);
            } else if (stage instanceof Or) {
                // one of them may hold
                return;
            } else if (stage instanceof LabelFilter filter) {
                pass(filter, false);
            } else if (stage instanceof LineFilter filter) {
                texts.contradiction(filter)
                        .ifPresent(other -> findings.add(
                                ABOUT,
                                rule.placeOf(filter.alternatives().get(0)),
                                "no line passes " + shown(filter) + " that has passed " + shown(other)));
                texts.pass(filter);
            } else if (stage instanceof LabelFormat format) {
                format.assignments().forEach(made -> {
                    labels.remove(made.label());
                    labels.remove(made.value());
                });
            } else if (stage instanceof Drop || stage instanceof Keep) {
                labels.clear();
            } else if (stage instanceof LineFormat) {
                texts = new LineTexts(lines);
            } else if (stage.isParser()) {
                // a parser does not touch the labels of the stream
                labels.keySet().retainAll(ofStream);
            }
        }

        private void pass(LabelFilter filter, boolean isOfSelector) {
            String label = filter.label();
            Passed now = new Passed(
                    filter,
                    isOfSelector && filter instanceof Matcher matcher
                            ? lines.testOfSelector(matcher)
                            : lines.test(filter));
            List<Passed> before = labels.computeIfAbsent(label, key -> new ArrayList<>());
            if (!before.isEmpty() && isPossible(label, before) && !isPossible(label, with(before, now))) {
                findings.add(ABOUT, rule.placeOf(filter), said(label, before, now));
            } else {
                text(filter)
                        .flatMap(texts::exclusion)
                        .ifPresent(exclusion -> findings.add(
                                ABOUT,
                                rule.placeOf(filter),
                                "a line with this value does not pass " + shown(exclusion)));
            }
            before.add(now);
        }

        /** The text that stands in a line whose label has the value, if the line's text is not changed on the way. */
        private Optional<String> text(LabelFilter filter) {
            return filter instanceof Matcher matcher
                            && matcher.operator() == Matcher.Operator.EQ
                            && matcher.value().matches("[A-Za-z0-9._:/-]+")
                            && !ofStream.contains(matcher.label())
                            && lines.stages().stream().noneMatch(LineFormat.class::isInstance)
                            && lines.field(matcher.label()).isPresent()
                    ? Optional.of(matcher.value())
                    : Optional.empty();
        }

        private String said(String label, List<Passed> before, Passed now) {
            String one = before.stream()
                    .filter(other -> !isPossible(label, List.of(other, now)))
                    .map(other -> shown(other.filter()))
                    .findFirst()
                    .orElse("the filters on \"" + label + "\" before");
            return "no line passes " + shown(now.filter()) + " that has passed " + one;
        }

        /** Whether a value may pass all of them. */
        private boolean isPossible(String label, List<Passed> filters) {
            if (filters.size() < 2) {
                return true;
            }
            Set<String> candidates = new LinkedHashSet<>();
            boolean areAll = false;
            if (lines.field(label).equals(Optional.of("responseStatus.code"))) {
                candidates.addAll(CODES);
                areAll = true;
            }
            for (Passed passed : filters) {
                passed.test().texts().ifPresent(candidates::addAll);
                areAll |= passed.test().texts().isPresent();
            }
            List<Double> ends = filters.stream()
                    .map(Passed::filter)
                    .filter(NumberFilter.class::isInstance)
                    .map(filter -> ((NumberFilter) filter).value().value())
                    .sorted()
                    .toList();
            if (!ends.isEmpty() && !areAll) {
                candidates.addAll(around(ends));
                areAll = true;
            }
            if (!areAll) {
                return true;
            }
            candidates.add("");
            return candidates.stream()
                    .anyMatch(value ->
                            filters.stream().noneMatch(passed -> passed.test().fails(value)));
        }

        /** Numbers at, beside and between these: if there is one between two filters, one of them is. */
        private static List<String> around(List<Double> ends) {
            List<String> around = new ArrayList<>();
            for (int i = 0; i < ends.size(); i++) {
                double end = ends.get(i);
                double next = i + 1 < ends.size() ? ends.get(i + 1) : end + 2;
                for (double number : new double[] {end - 1, end, (end + next) / 2}) {
                    around.add(BigDecimal.valueOf(number).toPlainString());
                }
            }
            return around;
        }

        private static List<Passed> with(List<Passed> before, Passed now) {
            List<Passed> all = new ArrayList<>(before);
            all.add(now);
            return all;
        }
    }

    static String shown(Stage stage) {
        String text = stage.toString();
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
