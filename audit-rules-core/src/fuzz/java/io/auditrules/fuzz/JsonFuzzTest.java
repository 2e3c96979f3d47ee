package io.auditrules.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Query;
import io.auditrules.evaluate.Question;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.logql.LogQl;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The json stages take any line: they label it or tell an error. The input is a path, a line break, and a line.
 */
class JsonFuzzTest {
    private static final Instant TIME = Instant.parse("2026-11-23T12:00:00Z");
    private static final Question LINES =
            Question.lines(TIME.minusSeconds(1), TIME.plusSeconds(1), Question.Direction.FORWARD, 10);
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @FuzzTest(maxDuration = "10m")
    void labelsALineOrTellsAnError(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        int lineBreak = text.indexOf('\n');
        String path = text.substring(0, Math.max(0, lineBreak));
        String line = text.substring(lineBreak + 1);
        Log log = Log.of(List.of(Entry.of(TIME, Labels.of("app", "x"), line)));
        answer("{app=\"x\"} | json", LINES, log);
        answer("sum by (a, b_c) (count_over_time({app=\"x\"} | json | d!=\"1\" [1m]))", Question.at(TIME), log);
        try {
            String quoted = path.replace("\\", "\\\\").replace("\"", "\\\"");
            answer("{app=\"x\"} | json a=\"" + quoted + "\", b=\"a[0].b\" | __error__=``", LINES, log);
        } catch (ProblemsException refused) {
            // the path is none
        }
        JsonNode value = strict(line);
        if (value != null) {
            String expected = value.textValue();
            assertThat(answer("{app=\"x\"} | json a=\"a\"", LINES, log)).isInstanceOfSatisfying(
                    Answer.Streams.class,
                    streams -> assertThat(streams.streams().get(0).labels().get("a")).isEqualTo(expected));
        }
    }

    /** The text that a strict reader finds for the key a; null if it finds none, or one that Loki changes on purpose. */
    private static @Nullable JsonNode strict(String line) {
        if (!line.startsWith("{")) {
            return null;
        }
        try {
            JsonNode value = STRICT.readTree(line).get("a");
            return value != null
                            && value.isTextual()
                            && value.textValue().chars().noneMatch(c -> c == 0xfffd || Character.isSurrogate((char) c))
                    ? value
                    : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static Answer answer(String query, Question question, Log log) {
        return Query.of(LogQl.parse(new Source("query", query))).evaluate(log, question);
    }
}
