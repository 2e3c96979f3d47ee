package io.auditrules.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When the lines of a batch were written. A line that tells no time is taken to be as old as the one before it that does,
 * or else the one after it. For one thread at a time.
 */
final class LineTimes {
    /** Not looked for yet; no line is as old. */
    private static final long UNKNOWN = Batch.NO_TIME + 1;

    /** What a line tells of itself. */
    interface Teller {
        /** Nanoseconds since 1970, or {@link Batch#NO_TIME}. */
        long time(int line);
    }

    private long @Nullable [] told;
    private long @Nullable [] all;

    /** The time of a line. */
    long time(int line, int size, Teller teller) {
        long time = told(line, size, teller);
        if (time != Batch.NO_TIME) {
            return time;
        }
        // all at once: line by line, a batch without any time would be searched from end to end for each
        long[] known = all;
        if (known == null) {
            known = filled(size, teller);
            all = known;
        }
        return known[line];
    }

    /** The time that a line tells itself. */
    long told(int line, int size, Teller teller) {
        long[] known = told;
        if (known == null) {
            known = new long[size];
            Arrays.fill(known, UNKNOWN);
            told = known;
        }
        if (known[line] == UNKNOWN) {
            known[line] = teller.time(line);
        }
        return known[line];
    }

    private long[] filled(int size, Teller teller) {
        long[] times = new long[size];
        long before = Batch.NO_TIME;
        int first = size;
        for (int i = 0; i < size; i++) {
            long time = told(i, size, teller);
            if (time != Batch.NO_TIME) {
                before = time;
                first = Math.min(first, i);
            }
            times[i] = before;
        }
        if (first < size) {
            Arrays.fill(times, 0, first, times[first]);
        }
        return times;
    }
}
