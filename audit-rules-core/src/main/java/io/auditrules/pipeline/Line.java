package io.auditrules.pipeline;

import io.auditrules.bytes.Utf8;
import io.auditrules.event.Batch;
import org.jspecify.annotations.Nullable;

/** The line on its way through the stages: first as it is in the batch, later what a stage made of it. */
final class Line {
    private Batch batch = Batch.EMPTY;
    private int index;
    private boolean isOriginal;
    private byte @Nullable [] bytes;

    /** Starts over with a line of a batch. */
    void read(Batch newBatch, int line) {
        batch = newBatch;
        index = line;
        isOriginal = true;
        bytes = null;
    }

    void replace(byte[] newBytes) {
        isOriginal = false;
        bytes = newBytes;
    }

    void replace(String text) {
        replace(Utf8.encode(text));
    }

    /** The bytes in UTF-8; not to be changed. */
    byte[] bytes() {
        byte[] known = bytes;
        if (known == null) {
            known = batch.bytes(index);
            bytes = known;
        }
        return known;
    }

    int length() {
        return isOriginal ? batch.end(index) - batch.start(index) : bytes().length;
    }

    boolean isEmpty() {
        return length() == 0;
    }

    /** Nanoseconds since 1970. */
    long time() {
        return batch.time(index);
    }

    String text() {
        byte[] all = bytes();
        return Utf8.decode(all, 0, all.length);
    }

    /** Whether a text stands in the line. */
    boolean has(Needle needle) {
        return isOriginal ? needle.isIn(batch, index) : needle.isIn(bytes());
    }
}
