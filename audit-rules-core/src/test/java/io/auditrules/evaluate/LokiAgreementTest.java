package io.auditrules.evaluate;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.evaluate.RecordedAnswers.Exchange;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.logql.LogQl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded question gets from us the answer that Loki v3.7.6 gave. */
class LokiAgreementTest {
    private static final double RELATIVE = 1e-9;
    private static final Map<String, List<Known>> KNOWN = known().stream().collect(groupingBy(Known::set));

    /** A question that is answered differently, and why. */
    private record Known(String set, String query, String reason) {}

    private record Line(long time, Map<String, String> labels, String text) {}

    static List<String> sets() {
        return RecordedAnswers.names();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void answersAreThoseOfLoki(String name) {
        RecordedAnswers set = RecordedAnswers.load(name);
        Log log = log(set);
        List<String> disagreements = new ArrayList<>();
        List<String> known =
                KNOWN.getOrDefault(name, List.of()).stream().map(Known::query).toList();
        for (Exchange exchange : set.exchanges()) {
            Optional<String> difference = difference(exchange, log);
            boolean isKnown = known.contains(exchange.question().query());
            if (difference.isPresent() != isKnown) {
                disagreements.add(exchange.question() + "\n    " + difference.orElse("agrees, but is listed as known"));
            }
        }
        assertThat(disagreements)
                .as(disagreements.size() + " of " + set.exchanges().size() + " questions")
                .isEmpty();
    }

    @Test
    void threeDifferencesAreKnown() {
        assertThat(KNOWN.values().stream().flatMap(List::stream)).hasSize(3);
    }

    private static List<Known> known() {
        String file = "/evaluate/known-differences.tsv";
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LokiAgreementTest.class.getResourceAsStream(file), file),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 3))
                    .map(parts -> new Known(parts[0], parts[1], parts[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Log log(RecordedAnswers set) {
        return Log.of(set.entries().stream()
                .map(entry -> new Entry(
                        Times.instant(entry.nanos()),
                        Labels.of(entry.labels()),
                        Labels.of(entry.metadata()),
                        entry.line()))
                .toList());
    }

    private static Optional<String> difference(Exchange exchange, Log log) {
        Answer ours = answer(exchange.question(), log);
        RecordedAnswer loki = exchange.answer();
        if (loki instanceof RecordedAnswer.Refusal refusal) {
            return isOfKind(refusal, ours) ? Optional.empty() : Optional.of(refusal + " but " + ours);
        } else if (loki instanceof RecordedAnswer.Scalar scalar) {
            return ours instanceof Answer.Scalar number && isEqual(scalar.value(), number.value())
                    ? Optional.empty()
                    : Optional.of(scalar + " but " + ours);
        } else if (loki instanceof RecordedAnswer.InstantVector vector) {
            return ours instanceof Answer.Vector samples ? difference(vector, samples) : Optional.of("fails: " + ours);
        } else if (loki instanceof RecordedAnswer.Matrix matrix) {
            return ours instanceof Answer.Matrix series ? difference(matrix, series) : Optional.of("fails: " + ours);
        } else if (loki instanceof RecordedAnswer.Streams streams) {
            return ours instanceof Answer.Streams lines
                    ? difference(streams, lines, exchange.question())
                    : Optional.of("fails: " + ours);
        }
        throw new AssertionError(loki);
    }

    private static Answer answer(RecordedQuestion asked, Log log) {
        Question question = switch (asked.kind()) {
            case INSTANT -> Question.at(Times.instant(asked.start()));
            case RANGE ->
                Question.steps(
                        Times.instant(asked.start()), Times.instant(asked.end()), Duration.ofNanos(asked.step()));
            case LOG ->
                Question.lines(
                        Times.instant(asked.start()),
                        Times.instant(asked.end()),
                        asked.isForward() ? Question.Direction.FORWARD : Question.Direction.BACKWARD,
                        asked.limit());
        };
        try {
            return Query.of(LogQl.parse(new Source("query", asked.query()))).evaluate(log, question);
        } catch (ProblemsException | IllegalValueException e) {
            return new Failure(Failure.Kind.NOT_SUPPORTED, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isOfKind(RecordedAnswer.Refusal refusal, Answer ours) {
        if (!(ours instanceof Failure failure)) {
            return false;
        }
        String message = refusal.message();
        // of two errors, one for each side of an operation, Loki tells both and we tell one
        boolean isSeveral = message.matches("(?s)[0-9]+ errors.*");
        return isSeveral || failure.kind() == kind(message);
    }

    private static Failure.Kind kind(String message) {
        if (message.contains("pipeline error")) {
            return Failure.Kind.PIPELINE_ERROR;
        }
        if (message.contains("maximum number of series")) {
            return Failure.Kind.SERIES_LIMIT;
        }
        return message.contains("multiple matches") || message.contains("duplicate series")
                ? Failure.Kind.VECTOR_MATCHING
                : Failure.Kind.NOT_SUPPORTED;
    }

    private static boolean isEqual(String loki, double ours) {
        double expected = Double.parseDouble(loki.replace("Inf", "Infinity"));
        return Double.compare(expected, ours) == 0
                || expected == ours
                || Math.abs(expected - ours) <= RELATIVE * Math.max(Math.abs(expected), Math.abs(ours));
    }

    /** Labels as a map: Loki writes a label that stands twice, in a grouping by the same name twice, once. */
    private static Optional<String> difference(RecordedAnswer.InstantVector loki, Answer.Vector ours) {
        List<Answer.Sample> left = new ArrayList<>(ours.samples());
        List<RecordedAnswer.Point> missing = new ArrayList<>();
        for (RecordedAnswer.Point point : loki.points()) {
            Optional<Answer.Sample> found = left.stream()
                    .filter(sample ->
                            sample.labels().asMap().equals(point.labels()) && isEqual(point.value(), sample.value()))
                    .findFirst();
            found.ifPresentOrElse(left::remove, () -> missing.add(point));
        }
        if (!missing.isEmpty() || !left.isEmpty()) {
            return Optional.of("misses " + missing + " and has " + left);
        }
        List<Map<String, String>> order =
                loki.points().stream().map(RecordedAnswer.Point::labels).toList();
        return !loki.isOrdered()
                        || order.equals(ours.samples().stream()
                                .map(sample -> sample.labels().asMap())
                                .toList())
                ? Optional.empty()
                : Optional.of("has another order than " + order + ": " + ours);
    }

    private static Optional<String> difference(RecordedAnswer.Matrix loki, Answer.Matrix ours) {
        List<Answer.Series> left = new ArrayList<>(ours.series());
        List<RecordedAnswer.Row> missing = new ArrayList<>();
        for (RecordedAnswer.Row row : loki.rows()) {
            Optional<Answer.Series> found =
                    left.stream().filter(series -> isEqual(row, series)).findFirst();
            found.ifPresentOrElse(left::remove, () -> missing.add(row));
        }
        return missing.isEmpty() && left.isEmpty()
                ? Optional.empty()
                : Optional.of("misses " + missing + " and has " + left);
    }

    private static boolean isEqual(RecordedAnswer.Row row, Answer.Series series) {
        if (!series.labels().asMap().equals(row.labels())
                || series.points().size() != row.values().size()) {
            return false;
        }
        for (int i = 0; i < row.values().size(); i++) {
            Answer.Point point = series.points().get(i);
            // an offset with a fraction of a millisecond makes Loki round down twice
            if (Math.abs(point.time().toEpochMilli() - row.times().get(i)) > 1
                    || !isEqual(row.values().get(i), point.value())) {
                return false;
            }
        }
        return true;
    }

    /** Which lines of one nanosecond a limit cuts off, hashes of labels decide in Loki. */
    private static Optional<String> difference(
            RecordedAnswer.Streams loki, Answer.Streams ours, RecordedQuestion question) {
        List<Line> expected = new ArrayList<>();
        for (RecordedAnswer.Lines stream : loki.streams()) {
            for (int i = 0; i < stream.lines().size(); i++) {
                expected.add(new Line(
                        stream.times().get(i), stream.labels(), stream.lines().get(i)));
            }
        }
        List<Line> actual = new ArrayList<>();
        for (Answer.LogStream stream : ours.streams()) {
            stream.lines()
                    .forEach(line -> actual.add(
                            new Line(Times.nanos(line.time()), stream.labels().asMap(), line.text())));
        }
        if (expected.size() != actual.size()) {
            return Optional.of(expected.size() + " lines but " + actual.size() + ": " + actual);
        }
        if (expected.size() == question.limit()) {
            long cut = expected.stream()
                    .mapToLong(Line::time)
                    .reduce(question.isForward() ? Math::max : Math::min)
                    .orElseThrow();
            expected.removeIf(line -> line.time() == cut);
            actual.removeIf(line -> line.time() == cut);
        }
        List<Line> missing = new ArrayList<>(expected);
        actual.forEach(missing::remove);
        expected.forEach(actual::remove);
        return missing.isEmpty() && actual.isEmpty()
                ? Optional.empty()
                : Optional.of("misses " + missing + " and has " + actual);
    }
}
