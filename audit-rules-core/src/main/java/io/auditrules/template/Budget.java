package io.auditrules.template;

/** What one expansion may cost, so that it ends whatever the template says. */
final class Budget {
    /** The longest text that may arise, in bytes. */
    static final int LONGEST_TEXT = 8_000_000;
    /** Steps and bytes together. */
    private static final long ALL = 20_000_000;
    /** A step of the walk weighs as much as this many bytes. */
    private static final int STEP = 40;

    private long left = ALL;

    void step() {
        spend(STEP);
    }

    void spend(long bytes) {
        left -= bytes;
        if (left < 0) {
            throw new Failure("the expansion takes more than " + ALL + " steps and bytes");
        }
    }

    /** Before a text of this length is made. */
    static void allow(long bytes) {
        if (bytes > LONGEST_TEXT) {
            throw new Failure("a text would be longer than " + LONGEST_TEXT + " bytes");
        }
    }
}
