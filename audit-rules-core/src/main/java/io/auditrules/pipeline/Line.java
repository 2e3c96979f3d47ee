package io.auditrules.pipeline;

import io.auditrules.event.Batch;
import io.auditrules.json.Utf8;

/** The line on its way through the stages: bytes in UTF-8, first those of the batch, later what a stage made of them. */
final class Line {
    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private Batch batch = Batch.EMPTY;
    private int index;

    /** Starts over with a line of a batch. */
    void read(Batch newBatch, int line) {
        batch = newBatch;
        index = line;
        bytes = newBatch.bytes();
        from = newBatch.start(line);
        to = newBatch.end(line);
    }

    void replace(byte[] newBytes) {
        bytes = newBytes;
        from = 0;
        to = newBytes.length;
    }

    void replace(String text) {
        replace(Utf8.encode(text));
    }

    /** Whether the line is still that of its batch. */
    boolean isOriginal() {
        return bytes == batch.bytes();
    }

    Batch batch() {
        return batch;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    boolean isEmpty() {
        return to == from;
    }

    /** Nanoseconds since 1970. */
    long time() {
        return batch.time(index);
    }

    String text() {
        return Utf8.decode(bytes, from, to);
    }
}
