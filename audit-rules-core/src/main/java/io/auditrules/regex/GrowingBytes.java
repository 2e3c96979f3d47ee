package io.auditrules.regex;

import java.util.Arrays;

/**
 * Bytes to which others are appended as Go appends to a slice: what fits is written behind them, in the memory that they share
 * with whatever was appended before. Loki appends several endings to one beginning and so overwrites all but the last, unless
 * they do not fit.
 */
final class GrowingBytes {
    /** The sizes in which Go 1.26 hands out memory, up to 32 KiB; beyond that it is whole pages. */
    private static final int[] SIZES = {
        8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416, 448,
        480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200, 3456, 4096,
        4864, 5120, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432,
        19072, 20480, 21760, 24576, 27264, 28672, 32768
    };

    private static final int PAGE = 8192;
    /** Up to here memory is doubled when it does not suffice, beyond it grows by less. */
    private static final int DOUBLED = 256;

    static final GrowingBytes NONE = new GrowingBytes(new byte[0], 0);

    private final byte[] memory;
    private final int length;

    private GrowingBytes(byte[] memory, int length) {
        this.memory = memory;
        this.length = length;
    }

    GrowingBytes append(byte[] more) {
        int newLength = length + more.length;
        byte[] into = newLength <= memory.length ? memory : Arrays.copyOf(memory, grown(newLength));
        System.arraycopy(more, 0, into, length, more.length);
        return new GrowingBytes(into, newLength);
    }

    /** The bytes as they are now. */
    byte[] toByteArray() {
        return Arrays.copyOf(memory, length);
    }

    private int grown(int newLength) {
        int capacity = memory.length;
        if (newLength > 2 * capacity) {
            return roundedUp(newLength);
        }
        if (capacity < DOUBLED) {
            return roundedUp(2 * capacity);
        }
        while (capacity < newLength) {
            capacity += (capacity + 3 * DOUBLED) >> 2;
        }
        return roundedUp(capacity);
    }

    private static int roundedUp(int size) {
        for (int possible : SIZES) {
            if (size <= possible) {
                return possible;
            }
        }
        return (size + PAGE - 1) / PAGE * PAGE;
    }
}
