package io.auditrules.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LineBatchesTest {
    private static final Labels AUDIT = Labels.of("log_type", "audit");

    /** What a query sees of a line. */
    private record Seen(long time, Labels stream, String line) {}

    @Test
    void emptyLinesDoNotCountAndLineBreaksAreNoPartOfALine() {
        assertThat(read("a\n\r\n\nb\r\nc")).extracting(Seen::line).containsExactly("a", "b", "c");
    }

    @Test
    void aLineIsNotTornBetweenBatches() {
        String longLine = "x".repeat(500_000);

        assertThat(read("a\n" + longLine + "\n" + longLine + "y\nb"))
                .extracting(Seen::line)
                .containsExactly("a", longLine, longLine + "y", "b");
    }

    @Test
    void aLineThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> read("x".repeat(2 * LineBatches.LONGEST_LINE)))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageContaining("test.log has a line of more than 16 MiB");
    }

    @Test
    void theCollectorsTimeComesBeforeThatOfTheEvent() {
        assertThat(read("""
                        {"requestReceivedTimestamp":"2026-11-20T08:00:00.1Z","stageTimestamp":"2026-11-20T08:00:00.2Z"}
                        {"stageTimestamp":"2026-11-20T08:00:00.2Z","@timestamp":"2026-11-20T09:00:00.3+01:00"}
                        {"requestReceivedTimestamp":"2026-11-20T08:00:00.1Z","object":{"@timestamp":"2020-01-01T00:00:00Z"}}
                        """)).extracting(Seen::time).containsExactly(eight(200), eight(300), eight(100));
    }

    @Test
    void aLineWithoutTimeIsAsOldAsTheOneBefore() {
        assertThat(read("""
                        first
                        {"stageTimestamp":"2026-11-20T08:00:00.1Z"}
                        second
                        third
                        {"stageTimestamp":"2026-11-20T08:00:00.2Z"}
                        """))
                .extracting(Seen::time)
                .containsExactly(eight(100), eight(100), eight(100), eight(100), eight(200));
    }

    @Test
    @Timeout(10)
    void manyLinesWithoutTimeAreReadInNoTime() {
        assertThat(read("a\n".repeat(1_000_000))).hasSize(1_000_000).allMatch(seen -> seen.time() == Batch.NO_TIME);
    }

    @Test
    void anExportHasTimesAndLabelsOfItsOwn() {
        assertThat(read("""
                        {"labels":{"app":"x"},"line":"a \\"b\\" \\u00e9\\n","timestamp":"2026-11-20T08:00:00.1Z"}
                        {"labels":{},"line":"","timestamp":"2026-11-20T09:00:00.000000001+01:00"}
                        """))
                .containsExactly(
                        new Seen(eight(100), Labels.of("app", "x"), "a \"b\" é\n"),
                        new Seen(eight(0) + 1, Labels.EMPTY, ""));
    }

    @Test
    void aBrokenLineOfAnExportIsARawLine() {
        assertThat(read("""
                        {"labels":{"app":"x"},"line":"a","timestamp":"2026-11-20T08:00:00Z"}
                        {"labels":{"app":"x"},"line":"b","timest
                        """))
                .containsExactly(
                        new Seen(eight(0), Labels.of("app", "x"), "a"),
                        new Seen(eight(0), AUDIT, "{\"labels\":{\"app\":\"x\"},\"line\":\"b\",\"timest"));
    }

    @Test
    void anEventThatHasALineIsNoExport() {
        String event =
                "{\"labels\":{\"app\":\"x\"},\"line\":\"a\",\"timestamp\":\"2026-11-20T08:00:00Z\",\"verb\":\"get\"}";

        assertThat(read(event)).containsExactly(new Seen(Batch.NO_TIME, AUDIT, event));
    }

    @Test
    void knowsWhereLinesStandInTheText() {
        assertThat(lineNumbers("a\n\nb\r\n\nc\n")).containsExactly(1, 3, 5);
        assertThat(lineNumbers("""

                        {"labels":{},"line":"a","timestamp":"2026-11-20T08:00:00Z"}

                        {"labels":{},"line":"b","timestamp":"2026-11-20T08:00:00Z"}
                        """)).containsExactly(2, 4);
    }

    @Test
    void lineNumbersGoOnOverBatches() {
        assertThat(lineNumbers(("x".repeat(1_000) + "\n\n").repeat(2_000))).endsWith(3_997, 3_999);
    }

    private static List<Seen> read(String text) {
        List<Seen> lines = new ArrayList<>();
        for (Batch batch : batches(text)) {
            for (int i = 0; i < batch.size(); i++) {
                lines.add(new Seen(batch.time(i), batch.stream(i), new String(batch.bytes(i), UTF_8)));
            }
        }
        return lines;
    }

    private static List<Integer> lineNumbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        int before = 0;
        for (Batch batch : batches(text)) {
            for (int i = 0; i < batch.size(); i++) {
                numbers.add(before + batch.lineBreaksBefore(i) + 1);
            }
            before += batch.lineBreaksBefore(batch.size());
        }
        return numbers;
    }

    private static List<Batch> batches(String text) {
        List<Batch> all = new ArrayList<>();
        try (Batches batches = LineBatches.of(new ByteArrayInputStream(text.getBytes(UTF_8)), "test.log", AUDIT)) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                all.add(batch);
            }
        }
        return all;
    }

    private static long eight(int millis) {
        Instant eight = Instant.parse("2026-11-20T08:00:00Z");
        return eight.getEpochSecond() * 1_000_000_000L
                + Duration.ofMillis(millis).toNanos();
    }
}
