package io.auditrules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void readsEveryKindOfValue() {
        assertThat(JsonReader.read(
                        " {\"a\": [1, -2.5e3, true, false, null], \"b\": {\"c\": \"\"}, \"d\": [], \"e\": {}} "))
                .isEqualTo(Map.of(
                        "a",
                        Arrays.asList(1L, -2500.0, true, false, null),
                        "b",
                        Map.of("c", ""),
                        "d",
                        List.of(),
                        "e",
                        Map.of()));
    }

    @Test
    void readsEscapes() {
        assertThat(JsonReader.read("\"a\\n\\r\\t\\b\\f\\\"\\\\\\/\\u00e9\\ud83d\\ude00\""))
                .isEqualTo("a\n\r\t\b\f\"\\/é\uD83D\uDE00");
    }

    @Test
    void readsWhatIsWritten() {
        Map<String, Object> value = Map.of("text", "<\u0001\n\"\\ü>", "numbers", List.of(1L, 2.5));

        assertThat(JsonReader.read(JsonWriter.write(value, JsonWriter.Escapes.GO)))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1", "\"a", "\"\\x\"", "{\"a\" 1}", "tru", "1 2", "-", "{1: 2}", "\"\\u00"})
    void refusesWhatIsNoJson(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonReader.read(text))
                .withMessageStartingWith("no JSON at character");
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.read("[".repeat(100_000)));
    }
}
