package io.auditrules.event;

import io.auditrules.bytes.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names and values, sorted by name: what tells a stream, a series or an alert from others. As in Loki v3.7.6 a value may
 * be empty, which is not the same as no label.
 */
public final class Labels implements Comparable<Labels> {
    /** No labels. */
    public static final Labels EMPTY = new Labels(new String[0]);

    private static final int FEW = 32;

    private final String[] pairs;
    private final int hash;

    private Labels(String[] pairs) {
        this.pairs = pairs;
        this.hash = Arrays.hashCode(pairs);
    }

    /** These names and values, in turn: {@code of("app", "x", "level", "info")}. */
    public static Labels of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a name without a value: " + namesAndValues[namesAndValues.length - 1]);
        }
        Builder builder = new Builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** The entries of a map. */
    public static Labels of(Map<String, String> labels) {
        Builder builder = new Builder();
        labels.forEach(builder::add);
        return builder.build();
    }

    public int size() {
        return pairs.length / 2;
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /** The name at an index, in the order of names. */
    public String name(int index) {
        return pairs[2 * index];
    }

    /** The value at an index, in the order of names. */
    public String value(int index) {
        return pairs[2 * index + 1];
    }

    /** The value of a label; empty where there is none. */
    public String get(String name) {
        int index = indexOf(name);
        return index < 0 ? "" : pairs[index + 1];
    }

    /** Whether there is a label of the name, be it empty. */
    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** Where the name first stands among the pairs; -1 if it does not. */
    private int indexOf(String name) {
        int from = 0;
        int to = pairs.length / 2;
        // few are compared faster one by one
        while (to - from > FEW) {
            int middle = (from + to) >>> 1;
            if (compareBytes(pairs[2 * middle], name) < 0) {
                from = middle + 1;
            } else {
                to = middle + 1;
            }
        }
        for (int i = from; i < to; i++) {
            if (pairs[2 * i].equals(name)) {
                return 2 * i;
            }
        }
        return -1;
    }

    /** Whether a name or a value has the character U+FFFD, at which Loki v3.7.6 fails when it reads what it wrote down. */
    public boolean hasReplacementCharacter() {
        for (String text : pairs) {
            if (text.indexOf('\uFFFD') >= 0) {
                return true;
            }
        }
        return false;
    }

    /** As people see them, with U+FFFD for each byte that is no part of a character. */
    public Labels visible() {
        Builder builder = new Builder();
        for (int i = 0; i < pairs.length; i += 2) {
            builder.add(Utf8.visible(pairs[i]), Utf8.visible(pairs[i + 1]));
        }
        return builder.build();
    }

    /** Only the labels of these names. */
    public Labels keep(Collection<String> names) {
        return filter(names, true, true);
    }

    /** All but the labels of these names. */
    public Labels drop(Collection<String> names) {
        return filter(names, false, true);
    }

    /** All but those with an empty value. */
    public Labels withoutEmpty() {
        return filter(Set.of(), false, false);
    }

    private Labels filter(Collection<String> names, boolean kept, boolean emptyToo) {
        Builder builder = new Builder();
        for (int i = 0; i < pairs.length; i += 2) {
            if (names.contains(pairs[i]) == kept && (emptyToo || !pairs[i + 1].isEmpty())) {
                builder.add(pairs[i], pairs[i + 1]);
            }
        }
        return builder.size() == size() ? this : builder.build();
    }

    /** These, with a label set or, where the value is empty, removed. */
    public Labels with(String name, String value) {
        Builder builder = new Builder();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i].equals(name)) {
                builder.add(pairs[i], pairs[i + 1]);
            }
        }
        if (!value.isEmpty()) {
            builder.add(name, value);
        }
        return builder.build();
    }

    /** As a map, in the order of names. */
    public Map<String, String> asMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels && hash == labels.hash && Arrays.equals(pairs, labels.pairs);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** By name, value, next name …; the bytes of UTF-8 decide, as in Loki. */
    @Override
    public int compareTo(Labels other) {
        for (int i = 0; i < Math.min(pairs.length, other.pairs.length); i++) {
            int order = compareBytes(pairs[i], other.pairs[i]);
            if (order != 0) {
                return order;
            }
        }
        return pairs.length - other.pairs.length;
    }

    /** UTF-8 sorts by code point; UTF-16 would put surrogates before the last characters of the basic plane. */
    private static int compareBytes(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                return Character.isSurrogate(left) == Character.isSurrogate(right)
                        ? left - right
                        : Character.isSurrogate(left) ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }

    /** As Loki writes them: {@code {app="x", level="info"}}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < pairs.length; i += 2) {
            text.append(i == 0 ? "" : ", ").append(pairs[i]).append('=');
            quote(pairs[i + 1], text);
        }
        return text.append('}').toString();
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        text.append(String.format("\\x%02x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    /** Collects labels in any order. */
    public static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<String> values = new ArrayList<>();

        public Builder add(String name, String value) {
            names.add(name);
            values.add(value);
            return this;
        }

        public int size() {
            return names.size();
        }

        public void clear() {
            names.clear();
            values.clear();
        }

        /** The labels, sorted; of one name several stay in the order in which they came. */
        public Labels build() {
            int size = names.size();
            if (size == 0) {
                return EMPTY;
            }
            return new Labels(size > FEW ? sorted() : inserted());
        }

        private String[] sorted() {
            Integer[] order = new Integer[names.size()];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> compareBytes(names.get(a), names.get(b)));
            String[] pairs = new String[2 * order.length];
            for (int i = 0; i < order.length; i++) {
                pairs[2 * i] = names.get(order[i]);
                pairs[2 * i + 1] = values.get(order[i]);
            }
            return pairs;
        }

        /** Few labels come almost in order. */
        private String[] inserted() {
            int size = names.size();
            String[] pairs = new String[2 * size];
            for (int i = 0; i < size; i++) {
                int at = i;
                String name = names.get(i);
                while (at > 0 && compareBytes(pairs[2 * at - 2], name) > 0) {
                    pairs[2 * at] = pairs[2 * at - 2];
                    pairs[2 * at + 1] = pairs[2 * at - 1];
                    at--;
                }
                pairs[2 * at] = name;
                pairs[2 * at + 1] = values.get(i);
            }
            return pairs;
        }
    }
}
