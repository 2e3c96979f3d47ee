package io.auditrules.pipeline;

import io.auditrules.bytes.Utf8;
import io.auditrules.event.Batch;
import io.auditrules.regex.ByteText;
import io.auditrules.regex.LongTextSearch;
import java.nio.charset.StandardCharsets;

/**
 * A text that is looked for in line after line. Where it stands next is looked up in the whole batch, since the JDK searches
 * a long text many times faster than many short ones.
 */
public final class Needle {
    static final int NOWHERE = Integer.MAX_VALUE;

    /** The characters of an audit log, the most frequent first; others are rarer still. */
    private static final String BY_FREQUENCY =
            "\"esato:irnc0u,d-m12pl.8/3v6 b4f579kRg{}\\yhTCwVIAxzSBq[]ZjFEMDUP()$G=&?W%";

    /** Of characters from this rank on, one in a hundred or fewer; to stop at those is faster than to compare texts. */
    private static final int RARE = 20;

    private final byte[] bytes;
    private final String text;
    /** Where in the text its rarest character stands; -1 if all are frequent. */
    private final int rare;

    private Batch batch = Batch.EMPTY;
    private int next = NOWHERE;

    /** The batch of which is known where the text stands; which of these comes next. */
    private Batch scanned = Batch.EMPTY;

    private int[] positions = new int[0];
    private int count;
    private int index;

    Needle(String text) {
        this(Utf8.encode(text));
    }

    private Needle(byte[] bytes) {
        this.bytes = bytes;
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
        this.rare = rarest(text);
    }

    private static int rarest(String text) {
        int rarest = -1;
        int highest = RARE - 1;
        for (int i = 0; i < text.length(); i++) {
            int index = BY_FREQUENCY.indexOf(text.charAt(i));
            int rank = index < 0 ? BY_FREQUENCY.length() : index;
            if (rank > highest) {
                highest = rank;
                rarest = i;
            }
        }
        return rarest;
    }

    static Needle of(ByteText text) {
        return new Needle(text.toByteArray());
    }

    /** Whether the text stands in a line of a batch. */
    boolean isIn(Batch current, int line) {
        return next(current, current.start(line)) <= current.end(line) - bytes.length;
    }

    /** Whether the text stands in a line that is no longer in its batch. */
    boolean isIn(byte[] line) {
        return Bytes.indexOf(line, 0, line.length, bytes) >= 0;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The bytes as text, one character for each. */
    String text() {
        return text;
    }

    /** Is told all places in a batch where the text stands; they hold until the next batch. */
    void found(Batch current, int[] places, int size) {
        scanned = current;
        positions = places;
        count = size;
        index = 0;
    }

    private int nextFound(int from) {
        while (index < count && positions[index] < from) {
            index++;
        }
        return index < count ? positions[index] : NOWHERE;
    }

    /** Where the text first stands in a batch at or after an offset; fast while offsets ascend. */
    private int next(Batch current, int from) {
        if (current == scanned) {
            return nextFound(from);
        }
        if (current != batch) {
            batch = current;
            next = -1;
        }
        if (next < from) {
            next = find(current.text(), from);
        }
        return next;
    }

    /** The JDK finds a rare character several times faster than a text. */
    int find(String all, int from) {
        if (bytes.length > LongTextSearch.SHORT) {
            int found = LongTextSearch.indexOf(all, from, text);
            return found < 0 ? NOWHERE : found;
        }
        if (rare < 0) {
            int found = all.indexOf(text, from);
            return found < 0 ? NOWHERE : found;
        }
        char c = text.charAt(rare);
        int at = all.indexOf(c, from + rare);
        while (at >= 0) {
            if (all.startsWith(text, at - rare)) {
                return at - rare;
            }
            at = all.indexOf(c, at + 1);
        }
        return NOWHERE;
    }

    /** The first line at or after one that could have the text, or {@link Batch#NO_LINE}. */
    int nextLine(Batch current, int fromLine) {
        // a batch that has the text nowhere need not be cut into lines
        int at = next(current, fromLine == 0 ? 0 : current.start(fromLine));
        if (at == NOWHERE) {
            return Batch.NO_LINE;
        }
        int line = current.lineAt(at, fromLine);
        return line < current.size() ? line : Batch.NO_LINE;
    }
}
