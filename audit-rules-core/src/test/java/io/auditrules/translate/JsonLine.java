package io.auditrules.translate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event as one JSON line, as different encoders write it: other orders of keys, with and without spaces, with few or
 * many characters escaped.
 */
record JsonLine(String space, String escaped, boolean isAscii, SplittableRandom random) {

    /** An encoder with habits of its own. */
    static JsonLine next(SplittableRandom random) {
        List<String> escapes = List.of("", "<>&", "/", "<>&'+`", "=<>&'");
        return new JsonLine(
                random.nextBoolean() ? " " : "",
                escapes.get(random.nextInt(escapes.size())),
                random.nextBoolean(),
                random);
    }

    String write(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
            Collections.shuffle(entries, new Random(random.nextLong()));
            return entries.stream()
                    .map(entry -> string((String) entry.getKey()) + ":" + space + write(entry.getValue()))
                    .collect(Collectors.joining("," + space, "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::write).collect(Collectors.joining("," + space, "[", "]"));
        }
        return value instanceof String text ? string(text) : String.valueOf(value);
    }

    private String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (escaped.indexOf(c) >= 0 || c < ' ' || (isAscii && c > '~')) {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
