package io.auditrules.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Source;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.logql.LogQl;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationTest {
    private static final int QUERIES = 80;
    private static final Instant START = RandomEntries.BASE.minusSeconds(600);
    private static final Question.Steps STEPS =
            Question.steps(START, RandomEntries.BASE.plusSeconds(400), Duration.ofSeconds(100));

    @ParameterizedTest
    @EnumSource(RandomEntries.Kind.class)
    void answersEachOfManyTimesAsIfItWereAskedAlone(RandomEntries.Kind kind) {
        Log log = Log.of(RandomEntries.set(kind).stream()
                .limit(400)
                .map(EvaluationTest::entry)
                .toList());
        RandomQueries queries = new RandomQueries(7_000 + kind.seed(), kind);
        int told = 0;
        for (int i = 0; i < QUERIES; i++) {
            Query query = Query.of(LogQl.parseMetric(new Source("query", queries.metricQuery())))
                    .withLimits(new Limits(i % 3 == 0 ? 5 : 500));
            Map<Instant, Answer> answers;
            try {
                answers = each(query, log);
            } catch (IllegalValueException refused) {
                assertThatThrownBy(() -> query.evaluate(log, START)).hasMessage(refused.getMessage());
                continue;
            }
            answers.forEach((time, answer) ->
                    assertThat(told(answer)).as("%s at %s", query, time).isEqualTo(told(query.evaluate(log, time))));
            told += (int) answers.values().stream()
                    .filter(answer -> answer instanceof Answer.Vector vector
                            && !vector.samples().isEmpty())
                    .count();
        }
        assertThat(told).as("answers that say something").isGreaterThan(QUERIES);
    }

    @Test
    void hasAnAnswerForEachTimeAndNoOther() {
        assertThat(each("1 + 1", Log.of(List.of())).keySet())
                .hasSize(11)
                .startsWith(START)
                .endsWith(START.plusSeconds(1000));
    }

    @Test
    void failsOnlyAtTheTimesWhoseWindowHasTheBrokenLine() {
        Log log = Log.of(
                List.of(line(50, "{\"user\":\"eve\"}"), line(350, "{\"user\":\"ev"), line(750, "{\"user\":\"bob\"}")));

        Map<Instant, Answer> answers = each("sum by (user) (count_over_time({app=\"x\"} | json [200s]))", log);

        assertThat(answers.values().stream()
                        .map(answer -> answer instanceof Answer.Failure failure
                                ? failure.kind().toString()
                                : String.valueOf(
                                        ((Answer.Vector) answer).samples().size())))
                .containsExactly("0", "1", "1", "0", "PIPELINE_ERROR", "PIPELINE_ERROR", "0", "0", "1", "1", "0");
    }

    @Test
    void answersSeveralQueriesInOnePass() {
        Log log = Log.of(List.of(line(50, "a"), line(60, "b")));
        Evaluation evaluation = new Evaluation();
        Map<Instant, Evaluation.Ticket> all = evaluation.addEach(query("sum(count_over_time({app=\"x\"}[5m]))"), STEPS);
        Map<Instant, Evaluation.Ticket> some =
                evaluation.addEach(query("sum(count_over_time({app=\"x\"} |= \"a\" [5m]))"), STEPS);
        evaluation.read(log);

        assertThat(value(all)).isEqualTo(2);
        assertThat(value(some)).isEqualTo(1);
    }

    private static double value(Map<Instant, Evaluation.Ticket> tickets) {
        Answer answer =
                Objects.requireNonNull(tickets.get(START.plusSeconds(100))).answer();
        return ((Answer.Vector) answer).samples().get(0).value();
    }

    private static Map<Instant, Answer> each(String query, Log log) {
        return each(query(query), log);
    }

    private static Map<Instant, Answer> each(Query query, Log log) {
        Evaluation evaluation = new Evaluation();
        Map<Instant, Evaluation.Ticket> tickets = evaluation.addEach(query, STEPS);
        evaluation.read(log);
        Map<Instant, Answer> answers = new LinkedHashMap<>();
        tickets.forEach((time, ticket) -> answers.put(time, ticket.answer()));
        return answers;
    }

    /**
     * To twelve digits and in any order, because series are summed up as they come and equal ones sort either way; without
     * the message of a failure, which names any of several lines.
     */
    private static Object told(Answer answer) {
        if (answer instanceof Answer.Failure failure) {
            return failure.kind();
        }
        return answer instanceof Answer.Vector vector
                ? vector.samples().stream()
                        .map(sample -> sample.labels() + " " + String.format(Locale.ROOT, "%.12e", sample.value()))
                        .sorted()
                        .toList()
                : answer;
    }

    private static Query query(String text) {
        return Query.of(LogQl.parse(new Source("query", text)));
    }

    private static Entry line(int seconds, String line) {
        return Entry.of(START.plusSeconds(seconds), Labels.of("app", "x"), line);
    }

    private static Entry entry(RecordedEntry entry) {
        return new Entry(
                Times.instant(entry.nanos()), Labels.of(entry.labels()), Labels.of(entry.metadata()), entry.line());
    }
}
