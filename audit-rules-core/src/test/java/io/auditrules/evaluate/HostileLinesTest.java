package io.auditrules.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.LineBatches;
import io.auditrules.event.Log;
import io.auditrules.files.LogFiles;
import io.auditrules.logql.LogQl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a log: there is an answer or an error, soon and in bounded memory. The time limits only end a hang. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileLinesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Labels STREAM = Labels.of("a", "b");
    private static final Question LINES =
            Question.lines(NOW.minusSeconds(60), NOW.plusSeconds(60), Question.Direction.FORWARD, 10);
    private static final Question AT = Question.at(NOW);

    @TempDir
    private Path directory;

    private static Answer answer(String query, Question question, Log log) {
        return Query.of(LogQl.parse(new Source("query", query))).evaluate(log, question);
    }

    private static Labels labels(String stages, String line) {
        Answer answer = answer("{a=\"b\"} " + stages, LINES, Log.of(List.of(Entry.of(NOW, STREAM, line))));
        assertThat(answer).isInstanceOf(Answer.Streams.class);
        return ((Answer.Streams) answer).streams().get(0).labels();
    }

    private static String object(int count, IntFunction<String> member) {
        return IntStream.range(0, count).mapToObj(member).collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void aLineOfFiftyMegabytesInMemoryIsEvaluated() {
        String value = "y".repeat(50 << 20);

        assertThat(labels("| json", "{\"x\":\"" + value + "\"}").get("x")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"| json", "| json x=\"a.a[0].b\"", "| unpack", "| logfmt"})
    void oneHundredThousandObjectsOrArraysInEachOtherAreRead(String stage) {
        String objects = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
        String arrays = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(labels(stage, objects).get("a")).isEqualTo("b");
        assertThat(labels(stage, arrays).get("a")).isEqualTo("b");
        assertThat(labels(stage, "{\"a\":".repeat(100_000)).get("a")).isEqualTo("b");
        assertThat(labels(stage, "[".repeat(100_000)).get("a")).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneHundredThousandKeysAreAsManyLabels(boolean isDescending) {
        int keys = 100_000;
        IntFunction<String> key = i -> "k" + (isDescending ? 2 * keys - i : keys + i);

        assertThat(labels("| json", object(keys, i -> "\"" + key.apply(i) + "\":1"))
                        .size())
                .isEqualTo(keys + 1);
        assertThat(labels("| unpack", object(keys, i -> "\"" + (i == 0 ? "_entry" : key.apply(i)) + "\":\"1\""))
                        .size())
                .isEqualTo(keys);
        assertThat(labels(
                                "| logfmt",
                                IntStream.range(0, keys)
                                        .mapToObj(i -> key.apply(i) + "=1")
                                        .collect(Collectors.joining(" ")))
                        .size())
                .isEqualTo(keys + 1);
        assertThat(labels("| json | keep a, k150000", object(keys, i -> "\"" + key.apply(i) + "\":1")))
                .isEqualTo(Labels.of("a", "b", "k150000", "1"));
    }

    @Test
    void keysOfAMegabyteAreRead() {
        String key = "k".repeat(1 << 20);

        assertThat(labels("| json", "{\"" + key + "\":1}").get(key)).isEqualTo("1");
    }

    @Test
    void namesThatMultiplyALongKeyAreTooMuch() {
        String line = "{\"" + "k".repeat(1 << 20) + "\":" + object(100_000, i -> "\"a" + i + "\":1") + "}";

        assertThat(answer("{a=\"b\"} | json", LINES, Log.of(List.of(Entry.of(NOW, STREAM, line)))))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.message())
                                .contains("the labels of one line take more than 128 MiB"));
    }

    @Test
    void keysWithTheSameHashAreRead() {
        int keys = 1 << 14;
        IntFunction<String> key = i -> IntStream.range(0, 14)
                .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());

        assertThat(labels("| json", object(keys, i -> "\"" + key.apply(i) + "\":1"))
                        .size())
                .isEqualTo(keys + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "duration(x)", "bytes(x)"})
    void absurdNumbersAreErrorsOfTheirLines(String unwrapped) {
        String nines = "9".repeat(1 << 20);
        List<Entry> entries = List.of(
                        "1e" + nines, nines + "h", "9h".repeat(1 << 19), nines + "GB", "0x1p" + nines, "-." + nines)
                .stream()
                .map(value -> Entry.of(NOW, STREAM, "{\"x\":\"" + value + "\"}"))
                .toList();

        assertThat(answer(
                        "sum_over_time({a=\"b\"} | json | unwrap " + unwrapped + " | __error__=`` [1m])",
                        AT,
                        Log.of(entries)))
                .isEqualTo(new Answer.Vector(NOW, List.of()));
        assertThat(answer(
                        "{a=\"b\"} | json | x > 5 or x > 5m or x > 5KB or x = ip(`10.0.0.0/8`)",
                        LINES,
                        Log.of(entries)))
                .isInstanceOf(Answer.Streams.class);
    }

    @Test
    void aTextWithoutLineBreaksIsRefused() {
        Log endless = () -> LineBatches.of(repeating((byte) 'x', Long.MAX_VALUE), "endless", STREAM);

        assertThatThrownBy(() -> answer("count_over_time({a=\"b\"} [1m])", AT, endless))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageContaining("endless has a line of more than 16 MiB");
    }

    @Test
    void aMillionLinesWithoutTimesAreRead() {
        byte[] lines = "x\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        Log log = () -> LineBatches.of(new ByteArrayInputStream(lines), "log", STREAM);

        assertThat(answer("count_over_time({a=\"b\"} [1m])", AT, log)).isEqualTo(new Answer.Vector(NOW, List.of()));
    }

    @Test
    void anExportedLineMayHaveManyLabels() {
        String line = "{\"labels\":" + object(100_000, i -> "\"k" + (900_000 - i) + "\":\"1\"")
                + ",\"line\":\"x\",\"timestamp\":\"2026-11-23T12:00:00Z\"}\n";
        Log log = () -> LineBatches.of(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), "log", STREAM);

        assertThat(answer("sum(count_over_time({k900000=\"1\"} [1m]))", AT, log))
                .isEqualTo(new Answer.Vector(NOW, List.of(new Answer.Sample(Labels.EMPTY, 1))));
    }

    @Test
    void compressedLineBreaksTakeNoMemory() throws IOException {
        Path bomb = directory.resolve("bomb.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            repeating((byte) '\n', 256 << 20).transferTo(out);
        }

        assertThat(answer("count_over_time({a=\"b\"} [1m])", AT, new LogFiles(List.of(bomb), STREAM)))
                .isEqualTo(new Answer.Vector(NOW, List.of()));
    }

    @Test
    void brokenGzipIsAnErrorWithTheNameOfTheFile() throws IOException {
        Path whole = directory.resolve("whole.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write("{\"verb\":\"get\"}\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : new int[] {2, 10, bytes.length / 2, bytes.length - 4}) {
            Path broken = Files.write(directory.resolve("broken.gz"), Arrays.copyOf(bytes, length));

            assertThatThrownBy(
                            () -> answer("count_over_time({a=\"b\"} [1m])", AT, new LogFiles(List.of(broken), STREAM)))
                    .as("%d bytes", length)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("broken.gz");
        }
    }

    private static InputStream repeating(byte value, long count) {
        return new InputStream() {
            private long left = count;

            @Override
            public int read() {
                return left-- > 0 ? value : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                int size = (int) Math.min(left, length);
                Arrays.fill(bytes, offset, offset + size, value);
                left -= size;
                return size;
            }
        };
    }
}
