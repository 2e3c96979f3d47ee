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
 * Finds the texts of many filters in one pass over a batch. Of each text three characters in a row stand at every place of a
 * grid that is as wide as the shortest text allows; only where such three are found on the grid, texts are compared. The
 * steps do not depend on each other, which is what a processor likes. Not for several threads.
 */
public final class NeedleScan {
    /** Fewer texts are found faster one by one. */
    private static final int FEWEST = 6;

    /** Shorter texts would shorten every step; each is looked for by itself, but once for all that need it. */
    private static final int SHORTEST = 4;

    private static final int BLOCKS = 1 << 15;

    /** A wider grid would not make it faster by much. */
    private static final int MOST_PLACES = 32;

    private static final int[] NONE = {};

    private final List<Occurrences> texts = new ArrayList<>();
    private final List<Occurrences> shortTexts = new ArrayList<>();
    /** Whether three characters stand in a text, by their number. */
    private final boolean[] isKnown;
    /** The texts that three characters stand in, and how far from its beginning the last of them does. */
    private final int[][] candidates;

    private final int grid;
    /** Those of the batch, in one array for all batches. */
    private byte[] bytes = new byte[0];

    /** Where one text stands. */
    private static final class Occurrences {
        private final byte[] bytes;
        private final List<Needle> needles = new ArrayList<>();
        private int[] positions = new int[16];
        private int count;

        Occurrences(byte[] bytes) {
            this.bytes = bytes;
        }

        void tell(Batch batch) {
            for (Needle needle : needles) {
                needle.found(batch, positions, count);
            }
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
            if (needle.bytes().length <= LongTextSearch.SHORT) {
                byText.computeIfAbsent(needle.text(), text -> new Occurrences(needle.bytes()))
                        .needles
                        .add(needle);
            }
        }
        for (Occurrences text : byText.values()) {
            if (byText.size() >= FEWEST) {
                (text.bytes.length < SHORTEST ? shortTexts : texts).add(text);
            }
        }
        int shortest = texts.stream().mapToInt(text -> text.bytes.length).min().orElse(SHORTEST);
        grid = Math.min(shortest, MOST_PLACES) - 2;
        int blocks = texts.isEmpty() ? 0 : BLOCKS;
        isKnown = new boolean[blocks];
        candidates = new int[blocks][];
        Arrays.fill(candidates, NONE);
        for (int t = 0; t < texts.size(); t++) {
            // the last first, so that of two places in one step the first is found first
            for (int last = grid + 1; last >= 2; last--) {
                int block = block(texts.get(t).bytes, last);
                isKnown[block] = true;
                candidates[block] = append(candidates[block], t * MOST_PLACES + last);
            }
        }
    }

    private static int[] append(int[] values, int value) {
        int[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = value;
        return longer;
    }

    /** Three characters as one number; those of names and values differ in their low five bits. */
    private static int block(byte[] bytes, int last) {
        return ((bytes[last - 2] << 10) ^ (bytes[last - 1] << 5) ^ bytes[last]) & (BLOCKS - 1);
    }

    /** Tells the needles where they stand in a batch. */
    public void scan(Batch batch) {
        if (!texts.isEmpty()) {
            int length = batch.text().length();
            if (bytes.length < length) {
                bytes = new byte[length];
            }
            batch.copyBytes(bytes);
            scan(length);
            texts.forEach(text -> text.tell(batch));
        }
        for (Occurrences text : shortTexts) {
            text.count = 0;
            Needle needle = text.needles.get(0);
            for (int at = needle.find(batch.text(), 0); at != Needle.NOWHERE; at = needle.find(batch.text(), at + 1)) {
                text.add(at);
            }
            text.tell(batch);
        }
    }

    private void scan(int length) {
        texts.forEach(text -> text.count = 0);
        byte[] all = bytes;
        boolean[] known = isKnown;
        int step = grid;
        for (int at = 2; at < length; at += step) {
            int block = block(all, at);
            if (known[block]) {
                compare(at, length, candidates[block]);
            }
        }
    }

    private void compare(int at, int length, int[] places) {
        for (int place : places) {
            Occurrences text = texts.get(place / MOST_PLACES);
            int start = at - place % MOST_PLACES;
            if (start >= 0 && startsWith(start, length, text.bytes)) {
                text.add(start);
            }
        }
    }

    private boolean startsWith(int at, int length, byte[] text) {
        if (at + text.length > length) {
            return false;
        }
        // most differ soon; a call for a whole comparison costs more
        for (int i = 0; i < text.length; i++) {
            if (bytes[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
