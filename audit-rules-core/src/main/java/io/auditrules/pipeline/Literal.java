package io.auditrules.pipeline;

import io.auditrules.event.Batch;
import io.auditrules.regex.ByteText;
import java.nio.charset.StandardCharsets;

/**
 * A text that is looked for in line after line. Where it stands next is looked up in the whole batch, since the JDK searches
 * a long text many times faster than many short ones.
 */
final class Literal {
    private static final int NOWHERE = Integer.MAX_VALUE;

    private final byte[] bytes;
    private final String text;
    private Batch batch = Batch.EMPTY;
    private int next = NOWHERE;

    Literal(String text) {
        this(text.getBytes(StandardCharsets.UTF_8));
    }

    private Literal(byte[] bytes) {
        this.bytes = bytes;
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static Literal of(ByteText text) {
        return new Literal(text.toByteArray());
    }

    /** Whether the text stands in a line. */
    boolean isIn(Line line) {
        return line.isOriginal()
                ? next(line.batch(), line.from()) <= line.to() - bytes.length
                : Bytes.indexOf(line.bytes(), line.from(), line.to(), bytes) >= 0;
    }

    /** Where the text first stands in a batch at or after an offset; fast while offsets ascend. */
    private int next(Batch current, int from) {
        if (current != batch) {
            batch = current;
            next = -1;
        }
        if (next < from) {
            int found = current.text().indexOf(text, from);
            next = found < 0 ? NOWHERE : found;
        }
        return next;
    }

    /** The first line at or after one that could have the text; the batch's size if none could. */
    int nextLine(Batch current, int fromLine) {
        if (fromLine >= current.size()) {
            return current.size();
        }
        int at = next(current, current.start(fromLine));
        return at == NOWHERE ? current.size() : current.lineAt(at, fromLine);
    }
}
