package io.auditrules.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.evaluate.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickLookTest {
    private static final String BY_VERB =
            "sum by (verb) (count_over_time({log_type=\"audit\"} | json verb=\"verb\" | __error__=\"\" [5m]))";

    @TempDir
    private Path folder;

    private Path log = Path.of("");

    @BeforeEach
    void writeLog() throws IOException {
        log = write("audit.log", """
                {"stageTimestamp":"2026-11-20T08:00:00Z","verb":"get"}
                {"stageTimestamp":"2026-11-20T08:10:00Z","verb":"get"}

                {"stageTimestamp":"2026-11-20T08:14:00.5Z","verb":"create"}
                """);
    }

    @Test
    void asksAtTheTimeOfTheNewestLine() {
        assertThat(text(look().query(BY_VERB))).isEqualTo("""
                verb    value
                create      1
                get         1

                2 series
                at 2026-11-20T08:14:00.500Z, the time of the newest line
                """);
    }

    @Test
    void countsTheNewestLineForAnOlderLokiToo() {
        assertThat(text(look().query(BY_VERB).lokiVersion("3.1"))).endsWith("""

                2 series
                at 2026-11-20T08:14:00.500000001Z, right after the newest line
                """);
    }

    @Test
    void asksAtTheTimeThatIsGiven() {
        assertThat(text(look().query(BY_VERB).at("2026-11-20T09:01:00+01:00"))).isEqualTo("""
                verb  value
                get       1

                1 series
                at 2026-11-20T08:01:00Z
                """);
    }

    @Test
    void asksInStepsFromTheOldestLineToTheNewest() {
        assertThat(text(look().query(BY_VERB).step("5m"))).isEqualTo("""
                time                  verb  value
                2026-11-20T08:00:00Z  get       1
                2026-11-20T08:10:00Z  get       1

                1 series
                from 2026-11-20T08:00:00Z to 2026-11-20T08:14:00.500Z, each 5m
                """);
    }

    @Test
    void aLogQueryYieldsAllLinesTheOldestFirst() {
        assertThat(text(look().query("{log_type=\"audit\"} | json | line_format \"{{.verb}}\"")))
                .isEqualTo("get\nget\ncreate\n");
    }

    @Test
    void aLogQueryYieldsTheNewestLinesWhereAsked() {
        assertThat(text(look().query("{log_type=\"audit\"} | json | line_format \"{{.verb}}\"")
                        .direction("backward")
                        .limit(2)))
                .isEqualTo("create\nget\n");
    }

    @Test
    void linesAreThoseOfTheWhileThatIsGiven() {
        assertThat(text(look().query("{log_type=\"audit\"}")
                        .start("2026-11-20T08:10:00Z")
                        .end("2026-11-20T08:14:00.5Z")))
                .isEqualTo("{\"stageTimestamp\":\"2026-11-20T08:10:00Z\",\"verb\":\"get\"}\n");
    }

    @Test
    void saysThatTheLimitMayHaveCutLines() {
        assertThat(look().query("{log_type=\"audit\"}")
                        .limit(2)
                        .build()
                        .run()
                        .all()
                        .get(0)
                        .notes())
                .contains("there may be more: these are as many as the limit lets through");
    }

    @Test
    void saysWhichStreamsThereAreWhereNoneIsSelected() {
        assertThat(text(look().query("count_over_time({log_type=\"infrastructure\"}[1h])")
                        .labels("log_type=audit, cluster=a")))
                .isEqualTo("""
                no series
                at 2026-11-20T08:14:00.500Z, the time of the newest line
                the logs have 3 lines, from 2026-11-20T08:00:00Z to 2026-11-20T08:14:00.500Z
                {log_type="infrastructure"} selects none of them
                the streams of the logs: {cluster="a", log_type="audit"}
                """);
    }

    @Test
    void saysHowManyLinesWereSelectedWhereNonePasses() {
        assertThat(text(look().query("count_over_time({log_type=\"audit\"} |= \"pods/exec\" [1h])")))
                .endsWith("{log_type=\"audit\"} selects 3 of them\n");
    }

    @Test
    void manyQueriesAreAnsweredUnderTheirTexts() throws IOException {
        Path file = write("queries.logql", "# what happened\n\n  " + BY_VERB + "\n{log_type=\"audit\"} |= `create`\n");

        Findings findings = QuickLook.builder(folder)
                .queryFile(file)
                .logs(List.of(log))
                .build()
                .run();

        assertThat(findings.text()).isEqualTo("""
                # %s
                verb    value
                create      1
                get         1

                2 series
                at 2026-11-20T08:14:00.500Z, the time of the newest line

                # {log_type="audit"} |= `create`
                {"stageTimestamp":"2026-11-20T08:14:00.5Z","verb":"create"}
                """.formatted(BY_VERB));
    }

    @Test
    void readsSeveralFilesOfSeveralKinds() throws IOException {
        Path packed = folder.resolve("packed");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("{\"@timestamp\":\"2026-11-20T08:13:00Z\",\"verb\":\"list\"}".getBytes(StandardCharsets.UTF_8));
        }
        Path exported = write("exported.jsonl", """
                {"labels":{"log_type":"audit"},"line":"{\\"verb\\":\\"watch\\"}","timestamp":"2026-11-20T08:12:00.123456789Z"}
                {"labels":{"log_type":"other"},"line":"{\\"verb\\":\\"watch\\"}","timestamp":"2026-11-20T08:12:00.123456789Z"}
                """);

        assertThat(text(look().query(BY_VERB).logs(List.of(log, packed, exported))))
                .startsWith("""
                verb    value
                create      1
                get         1
                list        1
                watch       1
                """);
    }

    @Test
    void saysWhichLineHadTheError() throws IOException {
        Path broken = write("broken.log", """
                {"stageTimestamp":"2026-11-20T07:00:00Z","verb":

                {"stageTimestamp":"2026-11-20T08:13:00Z","verb":"get"}
                {"stageTimestamp":"2026-11-20T08:14:00Z","verb":
                {"stageTimestamp":"2026-11-20T08:14:01Z","verb":
                """);

        Finding finding = look().query("count_over_time({log_type=\"audit\"} | json [5m])")
                .logs(List.of(log, broken))
                .build()
                .run()
                .failed()
                .get(0);

        assertThat(((Answer.Failure) finding.answer()).kind()).isEqualTo(Answer.Failure.Kind.PIPELINE_ERROR);
        assertThat(finding.notes()).containsExactly("broken.log:4: the first of 2 lines with an error");
    }

    @Test
    void saysWhichLineOfAnExportCouldNotBeUnwrapped() throws IOException {
        Path exported = write("exported.jsonl", """
                {"labels":{"log_type":"audit"},"line":"{\\"code\\":\\"200\\"}","timestamp":"2026-11-20T08:12:00Z"}

                {"labels":{"log_type":"audit"},"line":"{\\"code\\":\\"none\\"}","timestamp":"2026-11-20T08:12:01Z"}
                """);

        Finding finding = look().query("sum(sum_over_time({log_type=\"audit\"} | json | unwrap code [5m])) > 1")
                .logs(List.of(exported))
                .build()
                .run()
                .failed()
                .get(0);

        assertThat(finding.notes()).containsExactly("exported.jsonl:3: the only line with an error");
    }

    @Test
    void countsLinesThatTellNoTime() throws IOException {
        Path untimed = write("untimed.log", "one\ntwo\n");
        Path partly = write("partly.log", "one\n{\"stageTimestamp\":\"2026-11-20T08:13:00Z\"}\n");

        Findings findings = look().query(BY_VERB)
                .logs(List.of(log, untimed, partly))
                .build()
                .run();

        assertThat(findings.notes())
                .containsExactly(
                        "2 of 7 lines have no time, so no query sees them",
                        "1 of 7 lines tell no time and are taken to be as old as a line beside them");
    }

    @Test
    void needsATimeWhereNoLineTellsOne() throws IOException {
        Path untimed = write("untimed.log", "one\n");
        Path empty = write("empty.log", "");

        assertThatThrownBy(() ->
                        look().query(BY_VERB).logs(List.of(untimed)).build().run())
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("no line of the logs tells when it was written");
        assertThatThrownBy(
                        () -> look().query(BY_VERB).logs(List.of(empty)).build().run())
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("the logs have no line");
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> QuickLook.builder(folder)
                        .query("sum(count_over_time({log_type=\"audit\"} |= [5m]))")
                        .logs(List.of(folder, folder.resolve("missing.log")))
                        .labels("log_type")
                        .at("yesterday")
                        .limit(0)
                        .maxQuerySeries(0)
                        .direction("up")
                        .format("jsn")
                        .lokiVersion("new")
                        .build())
                .isInstanceOf(ProblemsException.class)
                .hasMessageContainingAll(
                        "query:1:43: ",
                        ".: this is a directory",
                        "missing.log: this file does not exist",
                        "labels: \"log_type\" is not a label",
                        "at: \"yesterday\" is not a time",
                        "limit: a limit of 0 lines",
                        "maxQuerySeries: 0 series",
                        "lokiVersion: \"new\" is not a version of Loki",
                        "direction: unknown \"up\"\n  legal here: forward, backward",
                        "format: unknown \"jsn\"\n  did you mean \"json\"? legal here: table, json, lines",
                        "10 problems");
    }

    @Test
    void tellsWhereInTheFileAQueryIsWrong() throws IOException {
        Path file = write("queries.logql", "\n{app=\"x\"}\n  rate({app=\"x\"})\n{app=\"x\"} | line_format \"{{\"\n");

        assertThatThrownBy(() -> QuickLook.builder(folder)
                        .queryFile(file)
                        .logs(List.of(log))
                        .build())
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("queries.logql:3:17: ")
                .hasMessageContaining("3 |   rate({app=\"x\"})\n")
                .hasMessageContaining("queries.logql:4:");
    }

    @Test
    void refusesWhatDoesNotFitTogether() throws IOException {
        Path file = write("queries.logql", "# none\n");

        assertProblem(look(), "query: no query is given");
        assertProblem(
                look().query(BY_VERB).queryFile(write("one.logql", BY_VERB)),
                "query: both \"query\" and \"queryFile\" are given");
        assertProblem(look().queryFile(file), "queries.logql: this file has no query");
        assertProblem(look().query(BY_VERB).logs(List.of()), "logs: no log file is named");
        assertProblem(
                look().query(BY_VERB).start("2026-11-20T08:00:00Z"), "start: a metric query over a range needs a step");
        assertProblem(
                look().query(BY_VERB).at("2026-11-20T08:00:00Z").step("1m"),
                "at: a query is asked at one time or in steps, not both");
        assertProblem(look().query("{a=\"b\"}").at("2026-11-20T08:00:00Z"), "at: a log query has lines of a while");
        assertProblem(look().query("{a=\"b\"}").step("1m"), "step: a log query has no steps");
        assertProblem(look().query(BY_VERB).step("0s"), "step: a step of 0s leads nowhere");
        assertProblem(
                look().query(BY_VERB).at("9999-01-01T00:00:00Z"),
                "at: \"9999-01-01T00:00:00Z\" is not a time of any log");
        assertProblem(look().query(BY_VERB).labels("a=b,a=c"), "labels: two values for the label \"a\"");
        assertProblem(look().query(BY_VERB).format("lines"), "query:1:1: a metric query has no lines");
    }

    @Test
    void refusesTimesThatDoNotFitTheLogs() {
        assertThatThrownBy(() -> look().query("{a=\"b\"}")
                        .start("2027-01-01T00:00:00Z")
                        .build()
                        .run())
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("is before the start 2027-01-01T00:00:00Z");
        assertThatThrownBy(() -> look().query(BY_VERB).step("1ms").build().run())
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("give a larger step");
    }

    private static void assertProblem(QuickLook.Builder look, String problem) {
        assertThatThrownBy(look::build)
                .isInstanceOf(ProblemsException.class)
                .hasMessageStartingWith(problem)
                .hasMessageEndingWith("\n\n1 problem");
    }

    private QuickLook.Builder look() {
        return QuickLook.builder(folder).logs(List.of(log));
    }

    private static String text(QuickLook.Builder look) {
        return look.build().run().text();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
