package io.auditrules.regex;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A regular expression as a tree, in the shape that Go's {@code regexp/syntax} gives it with the flags of Perl once it is
 * simplified: texts are joined, alternatives factored, repeats in braces expanded. Loki v3.7.6 looks at this shape to decide
 * what a filter means, so it must be Go's to the node. It is that of the {@code grafana/regexp} that Loki builds with
 * (commit a468a5bfb3bc), which factors {@code (?i:a)b|Ac} though the case of its legs differs.
 *
 * <p>Which characters are letters, and which are each other's case, is asked from the Java runtime, whose Unicode version may
 * be another than Go's (15.0). No two versions disagree on a character that both know, so only characters that one of them
 * does not know can be judged differently.
 */
public sealed interface Regex {

    /**
     * The tree of an expression.
     *
     * @throws IllegalValueException if Loki would refuse the expression, or if it is too large for us
     */
    static Regex parse(String regex) {
        return Simplification.of(RegexParser.parse(regex, Flags.PERL));
    }

    /** The tree of an expression in which {@code .} is any character, also the end of a line. */
    static Regex parseWithDotAny(String regex) {
        return Simplification.of(RegexParser.parse(regex, Flags.PERL | Flags.DOT_NL));
    }

    /** Calls the visitor's method for this kind of node. */
    <R> R accept(Visitor<R> visitor);

    /** Nothing at all; no text matches. */
    record NoMatch() implements Regex {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.noMatch(this);
        }
    }

    /**
     * The empty text.
     *
     * @param ignoresCase whether it is what is left of a text in any case, which Loki asks
     */
    record EmptyMatch(boolean ignoresCase) implements Regex {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.emptyMatch(this);
        }
    }

    /**
     * A text, at least one character long.
     *
     * @param runes its characters as code points; a surrogate stands for itself and matches nothing
     * @param ignoresCase whether each may be in any case; it is then given in the case with the least code point
     */
    record Literal(List<Integer> runes, boolean ignoresCase) implements Regex {
        public Literal {
            runes = List.copyOf(runes);
            if (runes.isEmpty()) {
                throw new IllegalArgumentException("a literal has at least one character");
            }
        }

        /** The text as Go makes it of the characters: a surrogate becomes U+FFFD. */
        public String text() {
            StringBuilder text = new StringBuilder(runes.size());
            runes.forEach(rune -> text.appendCodePoint(Runes.isSurrogate(rune) ? Runes.REPLACEMENT : rune));
            return text.toString();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }
    }

    /**
     * One character of some.
     *
     * @param ranges the first and the last code point of each range, in order, neither overlapping nor adjoining
     */
    record CharClass(List<Integer> ranges) implements Regex {
        public CharClass {
            ranges = List.copyOf(ranges);
            if (ranges.size() % 2 != 0) {
                throw new IllegalArgumentException("a range has two ends");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.charClass(this);
        }

        /** How many characters it has. */
        int size() {
            int size = 0;
            for (int i = 0; i < ranges.size(); i += 2) {
                size += ranges.get(i + 1) - ranges.get(i) + 1;
            }
            return size;
        }

        /** Whether each of its characters is as asked; not to be called on large ones. */
        boolean all(IntPredicate condition) {
            for (int i = 0; i < ranges.size(); i += 2) {
                for (int rune = ranges.get(i); rune <= ranges.get(i + 1); rune++) {
                    if (!condition.test(rune)) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    /** One character, whichever. */
    record AnyChar() implements Regex {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.anyChar(this);
        }
    }

    /** One character other than the end of a line. */
    record AnyCharNotNewline() implements Regex {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.anyCharNotNewline(this);
        }
    }

    /** A place in the text rather than a part of it. */
    enum Assertion implements Regex {
        BEGIN_LINE,
        END_LINE,
        BEGIN_TEXT,
        END_TEXT,
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY;

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.assertion(this);
        }
    }

    /** A group that captures. */
    record Capture(Regex sub) implements Regex {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.capture(this);
        }
    }

    /**
     * Any number of times, also none.
     *
     * @param isLazy whether as few as possible
     * @param ignoresCase whether it was written where case does not matter, which Loki asks
     */
    record Star(Regex sub, boolean isLazy, boolean ignoresCase) implements Regex {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.star(this);
        }
    }

    /**
     * Once or more often.
     *
     * @param isLazy whether as few as possible
     */
    record Plus(Regex sub, boolean isLazy) implements Regex {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.plus(this);
        }
    }

    /**
     * Once or not at all.
     *
     * @param isLazy whether rather not
     */
    record Quest(Regex sub, boolean isLazy) implements Regex {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.quest(this);
        }
    }

    /** One after the other. */
    record Concat(List<Regex> subs) implements Regex {
        public Concat {
            subs = List.copyOf(subs);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.concat(this);
        }
    }

    /** One of them. */
    record Alternate(List<Regex> subs) implements Regex {
        public Alternate {
            subs = List.copyOf(subs);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.alternate(this);
        }
    }

    /** One method for each kind of node. */
    interface Visitor<R> {
        R noMatch(NoMatch node);

        R emptyMatch(EmptyMatch node);

        R literal(Literal node);

        R charClass(CharClass node);

        R anyChar(AnyChar node);

        R anyCharNotNewline(AnyCharNotNewline node);

        R assertion(Assertion node);

        R capture(Capture node);

        R star(Star node);

        R plus(Plus node);

        R quest(Quest node);

        R concat(Concat node);

        R alternate(Alternate node);
    }
}
