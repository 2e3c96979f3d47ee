package io.auditrules.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LokiVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/loki.md says is so. */
class LokiPageTest {
    private static final Path PAGE = Path.of("../docs/loki.md");
    private static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");
    private static final String TRUNCATED = "{\"verb\":\"get\",\"user\":\"u\",\"x\":";

    @Test
    void tellsHowMuchWasAsked() throws IOException {
        long instants = asked(RecordedQuestion.Kind.INSTANT);
        long ranges = asked(RecordedQuestion.Kind.RANGE);
        long logs = asked(RecordedQuestion.Kind.LOG);

        assertThat(Files.readString(PAGE))
                .contains(String.format("| %,d |", instants))
                .contains(String.format("| %,d |", ranges))
                .contains(String.format("| %,d |", logs));
    }

    private static long asked(RecordedQuestion.Kind kind) {
        return RecordedAnswers.names().stream()
                .map(RecordedAnswers::load)
                .flatMap(set -> set.exchanges().stream())
                .filter(exchange -> exchange.question().kind() == kind)
                .count();
    }

    @Test
    void listsTheKnownDifferences() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(Files.readAllLines(Path.of("src/test/resources/evaluate/known-differences.tsv")))
                .filteredOn(line -> !line.startsWith("#"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(page).contains(line.split("\t", 3)[1]));
    }

    @Test
    void aParserStopsWhenItHasAllLabels() {
        assertThat(count("sum by (verb) (count_over_time({app=\"x\"} | json [5m]))", TRUNCATED))
                .isEqualTo("[Sample[labels={verb=\"get\"}, value=1.0]]");
        assertThat(count("count_over_time({app=\"x\"} | json [5m])", TRUNCATED)).isEqualTo("PIPELINE_ERROR");
        assertThat(count("sum by (verb) (count_over_time({app=\"x\"} | json | __error__=\"\" [5m]))", TRUNCATED))
                .isEqualTo("[]");
        assertThat(count("sum(count_over_time({app=\"x\"} | json [5m]))", "no json"))
                .isEqualTo("[Sample[labels={}, value=1.0]]");
    }

    @Test
    void pathsTellHardlyAnyBrokenLine() {
        assertThat(count("sum by (v) (count_over_time({app=\"x\"} | json v=\"verb\" [5m]))", TRUNCATED))
                .isEqualTo("[Sample[labels={v=\"get\"}, value=1.0]]");
        assertThat(count("sum by (v) (count_over_time({app=\"x\"} | json v=\"verb\" [5m]))", " {\"verb\":\"get\"}"))
                .isEqualTo("PIPELINE_ERROR");
    }

    @Test
    void textsInLabelFiltersAreNotAnchored() {
        String line = "{\"user\":\"xdev1\",\"sub\":\"no-exec-here\"}";

        assertThat(count("sum(count_over_time({app=\"x\"} | json | user=~\"dev.*\" [5m]))", line))
                .isEqualTo("[Sample[labels={}, value=1.0]]");
        assertThat(count("sum(count_over_time({app=\"x\"} | json | sub=~\"exec|exit\" [5m]))", line))
                .isEqualTo("[Sample[labels={}, value=1.0]]");
        assertThat(count("sum(count_over_time({app=\"x\"} | json | user=~\"dev[0-9]\" [5m]))", line))
                .isEqualTo("[]");
    }

    @Test
    void aNumberFilterDropsALineWithoutTheLabelSinceLoki3() {
        String query = "count_over_time({app=\"x\"} | json | code != 404 | drop __error__, __error_details__ [5m])";

        assertThat(count(query, "{}")).isEqualTo("[]");
        assertThat(count(query, "no json")).isEqualTo("[]");
        assertThat(Query.of(LogQl.parse(new Source("query", query)))
                        .withVersion(LokiVersion.parse("2.8"))
                        .evaluate(log("no json"), AT))
                .hasToString("Vector[time=" + AT + ", samples=[Sample[labels={app=\"x\"}, value=1.0]]]");
    }

    @Test
    void aLineOfTheVeryNanosecondCountsSinceLoki32() {
        Log log = Log.of(List.of(Entry.of(AT, Labels.of("app", "x"), "l")));
        Query query = Query.of(LogQl.parseMetric(new Source("query", "sum(count_over_time({app=\"x\"}[5m]))")));
        Query older = query.withVersion(LokiVersion.parse("3.1"));
        Question.Steps steps = Question.steps(AT, AT.plusSeconds(60), Duration.ofMinutes(1));

        assertThat(query.evaluate(log, AT))
                .hasToString("Vector[time=" + AT + ", samples=[Sample[labels={}, value=1.0]]]");
        assertThat(older.evaluate(log, AT)).hasToString("Vector[time=" + AT + ", samples=[]]");
        assertThat(older.evaluate(log, AT.plusNanos(1)).toString()).contains("value=1.0");
        // of several times at once it is only the last that has none
        assertThat(ask(older, log, steps)).hasToString(String.valueOf(ask(query, log, steps)));
        assertThat(ask(older, log, Question.steps(AT.minusSeconds(60), AT, Duration.ofMinutes(1))))
                .hasToString("Matrix[series=[]]");
    }

    private static Answer ask(Query query, Log log, Question question) {
        Evaluation evaluation = new Evaluation();
        Evaluation.Ticket ticket = evaluation.add(query, question);
        evaluation.read(log);
        return ticket.answer();
    }

    @Test
    void aTakenLabelBecomesExtracted() {
        assertThat(count("sum by (app, app_extracted) (count_over_time({app=\"x\"} | json [5m]))", "{\"app\":\"y\"}"))
                .isEqualTo("[Sample[labels={app=\"x\", app_extracted=\"y\"}, value=1.0]]");
        assertThat(count("sum(count_over_time({app=\"x\"} | json | app=\"y\" [5m]))", "{\"app\":\"y\"}"))
                .isEqualTo("[]");
    }

    @Test
    void aLineFormatThatNobodyReadsIsLeftOut() {
        assertThat(count("count_over_time({app=\"x\"} | line_format \"{{ nope }}\" [5m])", "l"))
                .isEqualTo("[Sample[labels={app=\"x\"}, value=1.0]]");
    }

    @Test
    void arithmeticIsThatOfLoki() {
        assertThat(count("vector(1) / 0", "")).isEqualTo("[Sample[labels={}, value=NaN]]");
        assertThat(Query.of(LogQl.parse(new Source("query", "1 == 2"))).evaluate(log(""), AT))
                .isEqualTo(new Answer.Scalar(AT, 0));
    }

    @Test
    void aValueThatIsListedTwiceCountsTwice() {
        assertThat(count("count_over_time({app=~\"x|x\"}[5m])", "l"))
                .isEqualTo("[Sample[labels={app=\"x\"}, value=2.0]]");
        assertThat(count("count_over_time({app=~\"x|y|x|x\"}[5m])", "l"))
                .isEqualTo("[Sample[labels={app=\"x\"}, value=3.0]]");
        assertThat(count("count_over_time({app=~\"x|x\", app!=\"\"}[5m])", "l"))
                .isEqualTo("[Sample[labels={app=\"x\"}, value=1.0]]");
        assertThat(count("count_over_time({app=~\"x|x\", pod=~\"|y|y\"}[5m])", "l"))
                .isEqualTo("[Sample[labels={app=\"x\"}, value=2.0]]");
        assertThat(count("count_over_time({app=~\"(x|x)\"}[5m])", "l"))
                .isEqualTo("[Sample[labels={app=\"x\"}, value=1.0]]");
        assertThat(ask(
                        Query.of(LogQl.parse(new Source("query", "{app=~\"x|x\"}"))),
                        log("l"),
                        Question.lines(AT.minusSeconds(60), AT, Question.Direction.FORWARD, 10)))
                .hasToString("Streams[streams=[LogStream[labels={app=\"x\"}, lines=[LogLine[time=" + AT.minusSeconds(1)
                        + ", text=l]]]]]");
    }

    @Test
    void aLineFilterMayLookForAnyByte() {
        assertThat(count("count_over_time({app=\"x\"} |= \"\\xc3\" [5m])", "é")).contains("value=1.0");
        assertThat(count("count_over_time({app=\"x\"} |= \"\\xff\" [5m])", "a\uDCFFb"))
                .contains("value=1.0");
        assertThat(count("count_over_time({app=\"x\"} |= \"\\xff\" [5m])", "é")).isEqualTo("[]");
    }

    @Test
    void numbersThatGoCannotReadAreZeroAndNegativeZeroIsADuration() {
        assertThat(count("sum(count_over_time({app=\"x\"} | json n=\"n\" | n < 0x10 [5m]))", "{\"n\":5}"))
                .isEqualTo("[]");
        assertThat(count("sum(count_over_time({app=\"x\"} | json n=\"n\" | n > - 0 [5m]))", "{\"n\":5}"))
                .isEqualTo("PIPELINE_ERROR");
        assertThat(count("sum(count_over_time({app=\"x\"} | json n=\"n\" | n > - 0 [5m]))", "{\"n\":\"5s\"}"))
                .contains("value=1.0");
    }

    @Test
    void anAddressThatIsNoneNeverMatches() {
        String line = "{\"ip\":\"10.0.0.1\",\"b\":\"c\"}";

        assertThat(count("sum(count_over_time({app=\"x\"} | json | b=\"c\" and ip!=ip(\"nowhere\") [5m]))", line))
                .isEqualTo("[]");
        assertThat(count("sum(count_over_time({app=\"x\"} | json | b=\"c\" or ip=ip(\"nowhere\") [5m]))", line))
                .contains("value=1.0");
    }

    @Test
    void listsAtMostFiveDifferences() throws IOException {
        assertThat(Files.readAllLines(PAGE).stream()
                        .dropWhile(line -> !line.equals("## Known differences"))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("## "))
                        .filter(line -> line.matches("[0-9]\\. .*")))
                .hasSizeBetween(1, 5);
    }

    @Test
    void variantsAreRefusedByName() {
        assertThat(count("variants(count_over_time({app=\"x\"}[1m])) of ({app=\"x\"}[1m])", ""))
                .isEqualTo("NOT_SUPPORTED");
    }

    private static Log log(String line) {
        return Log.of(List.of(Entry.of(AT.minusSeconds(1), Labels.of("app", "x"), line)));
    }

    private static String count(String query, String line) {
        Answer answer = Query.of(LogQl.parse(new Source("query", query))).evaluate(log(line), AT);
        return answer instanceof Failure failure
                ? failure.kind().toString()
                : ((Answer.Vector) answer).samples().toString();
    }
}
