package io.auditrules.regex;

import java.util.ArrayList;
import java.util.List;

/** A node while the parser works on it: it is joined, merged and factored in place. */
final class ParseNode {
    /** The kinds in Go's order: of two that stand for one character each, the later takes the earlier in. */
    enum Kind {
        NO_MATCH,
        EMPTY_MATCH,
        LITERAL,
        CHAR_CLASS,
        ANY_CHAR_NOT_NEWLINE,
        ANY_CHAR,
        BEGIN_LINE,
        END_LINE,
        BEGIN_TEXT,
        END_TEXT,
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY,
        CAPTURE,
        STAR,
        PLUS,
        QUEST,
        REPEAT,
        CONCAT,
        ALTERNATE,
        LEFT_PAREN,
        VERTICAL_BAR
    }

    Kind kind;
    int flags;
    /** The characters of a literal, or the ranges of a class. */
    Runes runes = new Runes();

    List<ParseNode> subs = new ArrayList<>();
    /** The bounds of a repeat; the upper one is -1 if there is none. */
    int least;

    int most;
    /** Whether a parenthesis captures. */
    boolean captures;

    /** Known once the node has been measured: how deep it is, and how deep once counted repeats are written out. */
    int height;

    long heightWrittenOut;

    /** How much it is once counted repeats are written out. */
    long size;

    ParseNode(Kind kind, int flags) {
        this.kind = kind;
        this.flags = flags;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isMark() {
        return kind == Kind.LEFT_PAREN || kind == Kind.VERTICAL_BAR;
    }

    boolean ignoresCase() {
        return (flags & Flags.FOLD_CASE) != 0;
    }

    boolean isLazy() {
        return (flags & Flags.NON_GREEDY) != 0;
    }

    /** Whether it stands for one character. */
    boolean isOneCharacter() {
        return switch (kind) {
            case LITERAL -> runes.size() == 1;
            case CHAR_CLASS, ANY_CHAR_NOT_NEWLINE, ANY_CHAR -> true;
            case NO_MATCH,
                    EMPTY_MATCH,
                    BEGIN_LINE,
                    END_LINE,
                    BEGIN_TEXT,
                    END_TEXT,
                    WORD_BOUNDARY,
                    NO_WORD_BOUNDARY,
                    CAPTURE,
                    STAR,
                    PLUS,
                    QUEST,
                    REPEAT,
                    CONCAT,
                    ALTERNATE,
                    LEFT_PAREN,
                    VERTICAL_BAR -> false;
        };
    }

    /** Whether alternatives may share it as their beginning: one character, or one repeated a fixed number of times. */
    boolean isSimpleBeginning() {
        return isOneCharacter()
                || (is(Kind.REPEAT) && least == most && subs.get(0).isOneCharacter());
    }

    /** Whether two such beginnings are the same; the case of a single character is not looked at. */
    boolean isSameBeginning(ParseNode other) {
        if (kind != other.kind) {
            return false;
        }
        if (is(Kind.REPEAT)) {
            return isLazy() == other.isLazy()
                    && least == other.least
                    && most == other.most
                    && subs.get(0).isSameBeginning(other.subs.get(0));
        }
        return runes.isEqualTo(other.runes);
    }

    /** Whether this one character may be the end of a line. */
    boolean matchesNewline() {
        return is(Kind.ANY_CHAR)
                || (is(Kind.CHAR_CLASS) && runes.hasInRange('\n'))
                || (is(Kind.LITERAL) && runes.size() == 1 && runes.get(0) == '\n');
    }

    /** Takes another that stands for one character in; its kind must not come after this one's. */
    void merge(ParseNode other) {
        if (is(Kind.ANY_CHAR_NOT_NEWLINE) && other.matchesNewline()) {
            kind = Kind.ANY_CHAR;
        } else if (is(Kind.CHAR_CLASS)) {
            other.addTo(runes);
        } else if (is(Kind.LITERAL) && (other.runes.get(0) != runes.get(0) || other.flags != flags)) {
            Runes merged = new Runes();
            addTo(merged);
            other.addTo(merged);
            kind = Kind.CHAR_CLASS;
            runes = merged;
        }
    }

    private void addTo(Runes ranges) {
        if (is(Kind.CHAR_CLASS)) {
            ranges.addRanges(runes);
        } else if (ignoresCase()) {
            ranges.addFoldedRange(runes.get(0), runes.get(0));
        } else {
            ranges.addRange(runes.get(0), runes.get(0));
        }
    }

    /** Puts a merged class in order; one of all characters gets the kind for that. */
    void clean() {
        if (!is(Kind.CHAR_CLASS)) {
            return;
        }
        runes.clean();
        if (runes.isEqualTo(new Runes(0, Runes.MAX))) {
            kind = Kind.ANY_CHAR;
            runes = new Runes();
        } else if (runes.isEqualTo(new Runes(0, '\n' - 1, '\n' + 1, Runes.MAX))) {
            kind = Kind.ANY_CHAR_NOT_NEWLINE;
            runes = new Runes();
        }
    }
}
