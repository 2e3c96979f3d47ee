package io.auditrules.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map of Go whose keys are texts. */
abstract sealed class GoMap implements GoType.Typed {
    /** The element, or Go's zero value where there is none. */
    abstract @Nullable Object get(String key);

    abstract int size();

    abstract List<String> unsortedKeys();

    /** In the order in which Go ranges over them and prints them. */
    final List<String> keys() {
        List<String> keys = new ArrayList<>(unsortedKeys());
        keys.sort(null);
        return keys;
    }

    /** Labels: texts of Java, read as bytes when they are looked up. */
    static final class OfStrings extends GoMap {
        private final GoType type;
        private final Map<String, String> entries;

        OfStrings(Map<String, String> entries) {
            this(GoType.STRING_MAP, entries);
        }

        OfStrings(GoType type, Map<String, String> entries) {
            this.type = type;
            this.entries = entries;
        }

        @Override
        public GoType type() {
            return type;
        }

        /** The texts of Java. */
        Map<String, String> entries() {
            return entries;
        }

        @Override
        Object get(String key) {
            String value = entries.get(Utf8.textOf(key));
            return value == null ? "" : Utf8.bytesOf(value);
        }

        @Override
        int size() {
            return entries.size();
        }

        @Override
        List<String> unsortedKeys() {
            return entries.keySet().stream().map(Utf8::bytesOf).toList();
        }
    }

    /** A map of anything, as JSON gives it. */
    static final class OfAnything extends GoMap {
        private final Map<String, GoType.Element> entries = new HashMap<>();

        void put(String key, @Nullable Object value) {
            entries.put(key, new GoType.Element(value));
        }

        @Override
        public GoType type() {
            return GoType.MAP;
        }

        @Override
        Object get(String key) {
            GoType.Element element = entries.get(key);
            return element == null ? new GoType.Element(null) : element;
        }

        @Override
        int size() {
            return entries.size();
        }

        @Override
        List<String> unsortedKeys() {
            return List.copyOf(entries.keySet());
        }
    }
}
