package io.auditrules.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Code points that grow in number: those of a text, or the first and last ones of the ranges of a class. */
final class Runes {
    static final int MAX = Character.MAX_CODE_POINT;
    static final int REPLACEMENT = 0xFFFD;

    private int[] values;
    private int size;

    Runes(int... values) {
        this.values = values.length == 0 ? new int[4] : values.clone();
        this.size = values.length;
    }

    static boolean isSurrogate(int rune) {
        return rune >= Character.MIN_SURROGATE && rune <= Character.MAX_SURROGATE;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return values[index];
    }

    List<Integer> toList() {
        List<Integer> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(values[i]);
        }
        return list;
    }

    boolean isEqualTo(Runes other) {
        return Arrays.equals(values, 0, size, other.values, 0, other.size);
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    void addAll(Runes others) {
        for (int i = 0; i < others.size; i++) {
            add(others.values[i]);
        }
    }

    void truncate(int newSize) {
        size = newSize;
    }

    void removeFirst(int count) {
        System.arraycopy(values, count, values, 0, size - count);
        size -= count;
    }

    boolean isSingle() {
        return size == 2 && values[0] == values[1];
    }

    boolean hasInRange(int rune) {
        for (int i = 0; i < size; i += 2) {
            if (values[i] <= rune && rune <= values[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Adds a range; widens one of the last two if they touch, which keeps upper and lower case apart and few. */
    void addRange(int low, int high) {
        for (int at = size - 2; at >= 0 && at >= size - 4; at -= 2) {
            if (low <= values[at + 1] + 1 && values[at] <= high + 1) {
                values[at] = Math.min(values[at], low);
                values[at + 1] = Math.max(values[at + 1], high);
                return;
            }
        }
        add(low);
        add(high);
    }

    void addRanges(Runes ranges) {
        for (int i = 0; i < ranges.size; i += 2) {
            addRange(ranges.values[i], ranges.values[i + 1]);
        }
    }

    /** Adds a range and what differs from its characters by case only. */
    void addFoldedRange(int low, int high) {
        if (low <= CaseFolding.FIRST && high >= CaseFolding.LAST) {
            addRange(low, high);
            return;
        }
        int from = Math.max(low, CaseFolding.FIRST);
        int to = Math.min(high, CaseFolding.LAST);
        if (from > to) {
            addRange(low, high);
            return;
        }
        if (low < from) {
            addRange(low, from - 1);
        }
        if (high > to) {
            addRange(to + 1, high);
        }
        for (int rune = from; rune <= to; rune++) {
            addRange(rune, rune);
            for (int other = CaseFolding.next(rune); other != rune; other = CaseFolding.next(other)) {
                addRange(other, other);
            }
        }
    }

    void addFoldedRanges(Runes ranges) {
        for (int i = 0; i < ranges.size; i += 2) {
            addFoldedRange(ranges.values[i], ranges.values[i + 1]);
        }
    }

    /** Puts the ranges in order and joins those that overlap or adjoin. */
    void clean() {
        long[] sorted = new long[size / 2];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = ((long) values[2 * i] << 32) | values[2 * i + 1];
        }
        Arrays.sort(sorted);
        size = 0;
        for (long range : sorted) {
            int low = (int) (range >> 32);
            int high = (int) range;
            if (size > 0 && low <= values[size - 1] + 1) {
                values[size - 1] = Math.max(values[size - 1], high);
            } else {
                add(low);
                add(high);
            }
        }
    }

    /** The characters that are not in these clean ranges. */
    Runes negated() {
        Runes negated = new Runes();
        int next = 0;
        for (int i = 0; i < size; i += 2) {
            if (next < values[i]) {
                negated.add(next);
                negated.add(values[i] - 1);
            }
            next = values[i + 1] + 1;
        }
        if (next <= MAX) {
            negated.add(next);
            negated.add(MAX);
        }
        return negated;
    }
}
