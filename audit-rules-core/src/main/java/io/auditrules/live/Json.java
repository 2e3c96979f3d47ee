package io.auditrules.live;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a peer wrote in JSON, as what it is to be. */
final class Json {
    private Json() {}

    static Map<?, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("no object: " + value);
    }

    /** The objects of a list; none where there is no list, as Go writes an empty one. */
    static List<Map<?, ?>> objects(@Nullable Object value) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> objects.add(object(each)));
        }
        return objects;
    }

    static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, text) -> texts.put((String) name, text(text)));
        }
        return texts;
    }

    static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    static Instant time(@Nullable Object value) {
        return OffsetDateTime.parse(text(value)).toInstant();
    }
}
