package io.auditrules.event;

import org.jspecify.annotations.Nullable;

/** The batches of a log, in order. A batch may fetch its text as late as it is asked for it, but not after this is closed. */
public interface Batches extends AutoCloseable {

    /**
     * The next batch; null behind the last.
     *
     * @throws java.io.UncheckedIOException if the log cannot be read
     * @throws io.auditrules.diagnostic.IllegalValueException if a line is too long
     */
    @Nullable
    Batch next();

    @Override
    void close();
}
