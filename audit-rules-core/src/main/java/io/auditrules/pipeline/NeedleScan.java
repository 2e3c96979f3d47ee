package io.auditrules.pipeline;

import io.auditrules.event.Batch;
import io.auditrules.regex.LongTextSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the texts of many filters in one pass over a batch, as Wu and Manber do ("A fast algorithm for multi-pattern
 * searching", 1994): of a window as long as the shortest text the last two characters tell how far to go on. Not for several
 * threads.
 */
public final class NeedleScan {
    /** Fewer texts are found faster one by one. */
    private static final int FEWEST = 6;

    /** Shorter texts would shorten every step. */
    private static final int SHORTEST = 4;

    private static final int[] NONE = {};

    private final List<Occurrences> texts = new ArrayList<>();
    private final byte[] shifts;
    /** For the last two characters of a window the texts whose window ends so. */
    private final int[][] candidates;

    private final int window;

    /** Where one text stands. */
    private static final class Occurrences {
        private final byte[] bytes;
        private final List<Needle> needles = new ArrayList<>();
        private int[] positions = new int[16];
        private int count;

        Occurrences(byte[] bytes) {
            this.bytes = bytes;
        }

        void add(int position) {
            if (count == positions.length) {
                positions = Arrays.copyOf(positions, 2 * count);
            }
            positions[count++] = position;
        }
    }

    /** A scan for the texts of some queries. */
    public NeedleScan(Collection<Needle> needles) {
        Map<String, Occurrences> byText = new LinkedHashMap<>();
        for (Needle needle : needles) {
            if (needle.bytes().length >= SHORTEST && needle.bytes().length <= LongTextSearch.SHORT) {
                byText.computeIfAbsent(needle.text(), text -> new Occurrences(needle.bytes()))
                        .needles
                        .add(needle);
            }
        }
        if (byText.size() >= FEWEST) {
            texts.addAll(byText.values());
        }
        window = Math.min(
                Byte.MAX_VALUE,
                texts.stream().mapToInt(text -> text.bytes.length).min().orElse(SHORTEST));
        int pairs = texts.isEmpty() ? 0 : 1 << 16;
        shifts = new byte[pairs];
        candidates = new int[pairs][];
        Arrays.fill(shifts, (byte) (window - 1));
        Arrays.fill(candidates, NONE);
        for (int t = 0; t < texts.size(); t++) {
            byte[] bytes = texts.get(t).bytes;
            for (int i = 1; i < window; i++) {
                int pair = pair(bytes, i);
                shifts[pair] = (byte) Math.min(shifts[pair], window - 1 - i);
            }
            int last = pair(bytes, window - 1);
            candidates[last] = append(candidates[last], t);
        }
    }

    private static int[] append(int[] values, int value) {
        int[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = value;
        return longer;
    }

    private static int pair(byte[] bytes, int last) {
        return (bytes[last - 1] & 0xff) << 8 | (bytes[last] & 0xff);
    }

    /** Tells the needles where they stand in a batch. */
    public void scan(Batch batch) {
        if (texts.isEmpty()) {
            return;
        }
        byte[] bytes = batch.bytes();
        texts.forEach(text -> text.count = 0);
        int at = window - 1;
        while (at < bytes.length) {
            int pair = pair(bytes, at);
            int shift = shifts[pair];
            if (shift > 0) {
                at += shift;
                continue;
            }
            int start = at - window + 1;
            for (int t : candidates[pair]) {
                Occurrences text = texts.get(t);
                if (startsWith(bytes, start, text.bytes)) {
                    text.add(start);
                }
            }
            at++;
        }
        for (Occurrences text : texts) {
            for (Needle needle : text.needles) {
                needle.found(batch, text.positions, text.count);
            }
        }
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] text) {
        return at + text.length <= bytes.length && Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
    }
}
