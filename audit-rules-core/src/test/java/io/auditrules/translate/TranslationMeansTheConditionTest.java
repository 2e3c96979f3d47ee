package io.auditrules.translate;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Query;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.rule.Site;
import io.auditrules.rule.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The query of a rule, asked of a log, answers what the rule says of the events: which ones count, and how many there are. */
class TranslationMeansTheConditionTest {
    private static final Translator TRANSLATOR =
            new Translator(Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build());
    private static final Labels AUDIT = Labels.of("log_type", "audit");
    private static final Labels OTHER = Labels.of("log_type", "infrastructure");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int CONDITIONS = 4_000;

    /** An event and how it was written. */
    private record Written(Map<String, Object> event, JsonLine encoder, String line) {
        static Written next(SplittableRandom random) {
            Map<String, Object> event = RandomEvents.next(random);
            JsonLine encoder = JsonLine.next(random);
            return new Written(event, encoder, encoder.write(event));
        }

        /** What a label holds: text, or a list as it was written but for the escapes; empty where there is nothing. */
        String value(Field field) {
            Object value = RandomEvents.get(event, field);
            if (value instanceof List<?> list) {
                return list.stream()
                        .map(element -> "\"" + element + "\"")
                        .collect(Collectors.joining("," + encoder.space(), "[", "]"));
            }
            return value == null ? "" : value.toString();
        }
    }

    /** A random rule, and what it is made of. */
    private record Case(Rule rule, Condition condition, List<Condition> exceptions, List<Field> by) {
        static Case next(SplittableRandom random) {
            Condition condition = RandomConditions.next(random);
            List<Condition> exceptions = random.nextInt(3) == 0 ? List.of(RandomConditions.next(random)) : List.of();
            List<Field> by = Stream.concat(RandomEvents.VALUES.keySet().stream(), Stream.of(Field.AUDIT_ID))
                    .filter(field -> random.nextInt(field.equals(Field.AUDIT_ID) ? 2 : 6) == 0)
                    .toList();
            Rule.Builder rule = Rule.alert("A")
                    .annotation("summary", "s")
                    .annotation("description", "d")
                    .when(condition)
                    .by(by.toArray(Field[]::new))
                    .threshold(threshold(random))
                    .window(WINDOW);
            exceptions.forEach(rule::except);
            return new Case(rule.build(), condition, exceptions, by);
        }

        private static Threshold threshold(SplittableRandom random) {
            Threshold.Operator[] operators = Threshold.Operator.values();
            Threshold.Operator operator = operators[random.nextInt(operators.length)];
            return switch (random.nextInt(4)) {
                case 0 -> counted(operator, random.nextInt(4));
                case 1 -> rate(operator, random.nextInt(4) / 600.0);
                case 2 -> distinct(random.nextBoolean() ? Field.NAME : Field.USER, operator);
                default -> Threshold.ANY_EVENT;
            };
        }

        /** What only 0 would pass. */
        private static final Set<Threshold.Operator> NEVER_ZERO =
                Set.of(Threshold.Operator.EQUAL, Threshold.Operator.AT_MOST, Threshold.Operator.BELOW);

        /** No event at all is no series that could be compared; what tells of silence is another query. */
        private static Threshold counted(Threshold.Operator operator, int number) {
            if (operator == Threshold.Operator.BELOW && number == 0) {
                return Threshold.ANY_EVENT;
            }
            Threshold threshold = Threshold.events(operator, number);
            return threshold.isSilence() ? Threshold.ANY_EVENT : threshold;
        }

        private static Threshold rate(Threshold.Operator operator, double perSecond) {
            return perSecond == 0 && NEVER_ZERO.contains(operator)
                    ? Threshold.ANY_EVENT
                    : Threshold.rate(operator, perSecond);
        }

        private static Threshold distinct(Field field, Threshold.Operator operator) {
            return operator == Threshold.Operator.BELOW ? Threshold.ANY_EVENT : Threshold.distinct(field, operator, 1);
        }

        /** Whether an event fulfils the condition, is no exception, and is the one of its request that counts. */
        boolean holds(Map<String, Object> event) {
            return RandomConditions.holds(condition, event)
                    && exceptions.stream().noneMatch(exception -> RandomConditions.holds(exception, event))
                    && Stages.oneOfEachRequest(clause())
                            .map(stage -> RandomConditions.holds(condition(stage), event))
                            .orElse(true);
        }

        private Clause clause() {
            return Clause.of(
                    condition.at(Site.DEFAULT),
                    exceptions.stream()
                            .map(exception -> exception.at(Site.DEFAULT))
                            .toList());
        }

        private static Condition condition(Clause clause) {
            return clause.accept(new Clause.Visitor<>() {
                @Override
                public Condition test(Clause.Test test) {
                    Condition one = Condition.any(test.alternatives().stream()
                            .map(pattern -> (Condition) new Condition.Matches(test.field(), pattern))
                            .toList());
                    return test.isNegated() ? Condition.not(one) : one;
                }

                @Override
                public Condition elements(Clause.Elements elements) {
                    throw new AssertionError("a stage is no list");
                }

                @Override
                public Condition and(Clause.And and) {
                    return Condition.all(
                            and.parts().stream().map(part -> part.accept(this)).toList());
                }

                @Override
                public Condition or(Clause.Or or) {
                    return Condition.any(
                            or.parts().stream().map(part -> part.accept(this)).toList());
                }
            });
        }

        /** What the rule says of the events, by the values of its fields. */
        Map<Labels, Double> expected(List<Written> events) {
            Map<Labels, Double> expected = new TreeMap<>();
            Map<Labels, List<Written>> groups = events.stream()
                    .filter(written -> holds(written.event()))
                    .filter(written -> !measured(written).isEmpty())
                    .collect(groupingBy(this::labels));
            groups.forEach((labels, group) -> {
                double value = measure(group);
                if (passes(value)) {
                    expected.put(labels, value);
                }
            });
            return expected;
        }

        private Labels labels(Written written) {
            Labels.Builder labels = new Labels.Builder();
            by.forEach(field -> labels.add(field.label(), written.value(field)));
            return labels.build().withoutEmpty();
        }

        private String measured(Written written) {
            return rule.detection().threshold().measure() instanceof Threshold.Distinct distinct
                    ? written.value(distinct.field())
                    : "one more";
        }

        private double measure(List<Written> group) {
            return rule.detection().threshold().measure().accept(new Threshold.Measure.Visitor<>() {
                @Override
                public Double events(Threshold.Events events) {
                    return (double) group.size();
                }

                @Override
                public Double rate(Threshold.Rate rate) {
                    return group.size() / (double) WINDOW.toSeconds();
                }

                @Override
                public Double distinct(Threshold.Distinct distinct) {
                    return (double) group.stream()
                            .map(written -> written.value(distinct.field()))
                            .distinct()
                            .count();
                }
            });
        }

        private boolean passes(double value) {
            double number = rule.detection().threshold().number().doubleValue();
            return switch (rule.detection().threshold().operator()) {
                case ABOVE -> value > number;
                case AT_LEAST -> value >= number;
                case BELOW -> value < number;
                case AT_MOST -> value <= number;
                case EQUAL -> value == number;
                case NOT_EQUAL -> value != number;
            };
        }
    }

    @Test
    void whatTheQueryAnswersIsWhatTheRuleSays() {
        int counted = 0;
        int events = 0;
        for (long seed = 0; seed < CONDITIONS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Case rule = Case.next(random);
            List<Written> written = Stream.generate(() -> Written.next(random))
                    .limit(4 + random.nextInt(12))
                    .toList();
            Translation translation = TRANSLATOR.translate(rule.rule());

            Map<Labels, Double> expected = rule.expected(written);
            Supplier<String> seen = seen(seed, rule, translation, written);
            Answer answer = Query.of(translation.query()).evaluate(log(written, random), NOW);

            assertThat(answer)
                    .as(seen)
                    .isInstanceOfSatisfying(
                            Answer.Vector.class,
                            vector -> assertThat(series(vector)).as(seen).isEqualTo(expected));
            counted += expected.size();
            events += written.size();
        }
        assertThat(events).isGreaterThan(30_000);
        assertThat(counted).isGreaterThan(2_500);
    }

    /** One line that breaks off, as lines of much text do, must not keep a rule from firing. */
    @Test
    void aLineThatBreaksOffFailsNoRule() {
        for (long seed = 0; seed < 1_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Case rule = Case.next(random);
            List<Written> written = Stream.generate(() -> Written.next(random))
                    .limit(12)
                    .map(whole -> new Written(
                            whole.event(),
                            whole.encoder(),
                            whole.line()
                                    .substring(0, random.nextInt(1, whole.line().length()))))
                    .toList();
            Translation translation = TRANSLATOR.translate(rule.rule());
            Supplier<String> seen = seen(seed, rule, translation, written);

            assertThat(Query.of(translation.query()).evaluate(log(written, random), NOW))
                    .as(seen)
                    .isInstanceOf(Answer.Vector.class);
        }
    }

    /** The events in the window, to its very ends, among lines that do not count: outside, of other streams, no JSON. */
    private static Log log(List<Written> events, SplittableRandom random) {
        Instant start = NOW.minus(WINDOW);
        List<Entry> entries = new ArrayList<>();
        events.forEach(written -> {
            long nanos = random.nextInt(5) == 0 ? 0 : random.nextLong(WINDOW.toNanos());
            entries.add(Entry.of(NOW.minusNanos(nanos), AUDIT, written.line()));
            if (random.nextInt(4) == 0) {
                entries.add(Entry.of(NOW.minusNanos(nanos), OTHER, written.line()));
                entries.add(Entry.of(start, AUDIT, written.line()));
                entries.add(Entry.of(NOW.plusNanos(1), AUDIT, written.line()));
                entries.add(Entry.of(NOW.minusNanos(nanos), AUDIT, "audit.k8s.io/v1 " + written.line()));
            }
        });
        return Log.of(entries);
    }

    /** Loki keeps a label that the line does not have as an empty one. */
    private static Map<Labels, Double> series(Answer.Vector vector) {
        Map<Labels, Double> series = new TreeMap<>();
        vector.samples().forEach(sample -> {
            Double before = series.put(sample.labels().withoutEmpty(), sample.value());
            assertThat(before).as("no series twice: %s", sample).isNull();
        });
        return series;
    }

    private static Supplier<String> seen(long seed, Case rule, Translation translation, List<Written> written) {
        return () -> "seed " + seed + "\nrule: " + rule + "\nquery: " + translation.text() + "\nevents:\n"
                + written.stream().map(Written::line).collect(Collectors.joining("\n"));
    }
}
