package io.auditrules.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.json.JsonWriter.Escapes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    @Test
    void writesAllKindsOfValues() {
        List<Object> values = Arrays.asList("a", true, 1, 2L, 0.5, null, List.of(), Map.of(), List.of(List.of()));

        assertThat(JsonWriter.write(values, Escapes.NEEDED)).isEqualTo("[\"a\",true,1,2,0.5,null,[],{},[[]]]");
    }

    @Test
    void keepsTheOrderOfKeys() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", Map.of("c", 2));

        assertThat(JsonWriter.write(map, Escapes.NEEDED)).isEqualTo("{\"b\":1,\"a\":{\"c\":2}}");
    }

    @Test
    void escapesWhatHasToBe() {
        assertThat(JsonWriter.write("\"\\\n\r\t\u0000\u001f/é😀<&>", Escapes.NEEDED))
                .isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0000\\u001f/é😀<&>\"");
    }

    @Test
    void escapesInKeysToo() {
        assertThat(JsonWriter.write(Map.of("a\"b", 1), Escapes.NEEDED)).isEqualTo("{\"a\\\"b\":1}");
    }

    @Test
    void escapesWhatGoDoes() {
        assertThat(JsonWriter.write("<&>\u2028\u2029é", Escapes.GO))
                .isEqualTo("\"\\u003c\\u0026\\u003e\\u2028\\u2029é\"");
    }
}
