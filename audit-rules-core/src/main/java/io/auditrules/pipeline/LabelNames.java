package io.auditrules.pipeline;

import io.auditrules.bytes.Utf8;
import java.util.Arrays;

/**
 * Names of labels made of the keys of a line: blanks around are cut, a leading digit gets {@code _} before it, and each
 * character that is not {@code [A-Za-z0-9_]} becomes {@code _}. A key that was seen before is not made again.
 */
final class LabelNames {
    private static final int MOST = 4096;
    /** Longer keys are rare, and would take memory for ever. */
    private static final int LONGEST = 256;

    private final byte[][] keys = new byte[MOST * 2][];
    private final String[] names = new String[MOST * 2];
    private int size;

    /** The name for a key; empty if nothing is left of it. */
    String of(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int slot = (hash ^ hash >>> 15) & (keys.length - 1);
        for (byte[] key = keys[slot]; key != null; key = keys[slot]) {
            if (Arrays.equals(key, 0, key.length, bytes, from, to)) {
                return names[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        String name = sanitized(Utf8.decode(bytes, from, to), true);
        if (size < MOST && to - from <= LONGEST) {
            size++;
            keys[slot] = Arrays.copyOfRange(bytes, from, to);
            names[slot] = name;
        }
        return name;
    }

    /** The name that a key becomes; in the middle of a name a digit may lead. */
    static String sanitized(String key, boolean isStart) {
        String trimmed = trim(key);
        if (trimmed.isEmpty()) {
            return "";
        }
        StringBuilder name = new StringBuilder(trimmed.length() + 1);
        if (isStart && trimmed.charAt(0) >= '0' && trimmed.charAt(0) <= '9') {
            name.append('_');
        }
        trimmed.codePoints().forEach(c -> name.append(isNameCharacter(c) ? (char) c : '_'));
        return name.toString();
    }

    private static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** Without the blanks, as Unicode defines them, around a text. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return switch (c) {
            case '\t', '\n', 0x0b, '\f', '\r', ' ', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200a;
        };
    }
}
