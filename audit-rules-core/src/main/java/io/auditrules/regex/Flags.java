package io.auditrules.regex;

/** What {@code (?imsU)} turn on and off. Go compares the flags of characters when it merges them, so each keeps its own. */
final class Flags {
    static final int FOLD_CASE = 1;
    static final int ONE_LINE = 2;
    static final int DOT_NL = 4;
    static final int NON_GREEDY = 8;

    /** What is on at the beginning. */
    static final int PERL = ONE_LINE;

    private Flags() {}
}
