package io.auditrules.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.auditrules.bytes.Utf8;
import io.auditrules.diagnostic.IllegalValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What Loki v3.7.6 makes of a regular expression in a filter: plain texts to look for where it can, the expression itself
 * where it cannot. That changes answers, and these are Loki's:
 *
 * <ul>
 *   <li>a label filter is anchored as an expression and as a text, but {@code label=~"dev.*"} and
 *       {@code label=~"exec|exit"} become texts that occur anywhere in the value;
 *   <li>a leg that is always true is dropped from its alternatives: {@code a|b|} wants {@code a} or {@code b};
 *   <li>{@code .*} is true and {@code .+} is any text at all, also where it has ends of lines;
 *   <li>in {@code abcd.*|abce.*} the second text overwrites the first one in memory, so that only {@code abce} is found; this
 *       depends on the length of what the two have in common.
 * </ul>
 *
 * <p>A negated filter is true where the filter is not. Immutable, and can be used by several threads.
 */
public sealed interface RegexFilter {

    /**
     * The filter that {@code |~} makes of an expression; {@code !~} is its opposite.
     *
     * @throws IllegalValueException if Loki would refuse the expression, or if it is too large for us
     */
    static RegexFilter ofLine(String regex) {
        Regex tree = Regex.parse(regex);
        RegexFilter literals = LiteralFilters.ofLine(tree);
        return literals == null ? new Matches(regex, tree, false) : literals;
    }

    /**
     * The filter that {@code | label=~} makes of an expression; {@code !~} is its opposite. A label that is not there has the
     * empty value. Loki asks the matcher of {@link #ofMatcher} where repeats nest deeper than 1,000 once they are written out,
     * such as <code>x{0,501}</code>; those are refused here.
     *
     * @throws IllegalValueException if Loki would refuse the expression, or if it is too large for us
     */
    static RegexFilter ofLabel(String regex) {
        if (Re2.isTextsWithoutUtf8(regex)) {
            return ofTexts(regex);
        }
        Regex tree = Regex.parse(regex);
        RegexFilter literals = LiteralFilters.ofLabel(tree);
        return literals == null ? new Matches(regex, tree, true) : literals;
    }

    /**
     * The matcher that {@code =~} makes of an expression in a stream selector and in {@code keep} and {@code drop}: it is
     * Prometheus', always anchored, and {@code .} is also the end of a line. Where case does not matter, Prometheus looks at as
     * many bytes as the expression's text has, so it does not find the Kelvin sign for {@code k} or the long s for {@code s}
     * in front of other text; this finds them.
     *
     * @throws IllegalValueException if Loki would refuse the expression, or if it is too large for us
     */
    static RegexFilter ofMatcher(String regex) {
        if (Re2.isTextsWithoutUtf8(regex)) {
            return ofTexts(regex);
        }
        Regex tree = Regex.parseWithDotAny(regex);
        if (tree instanceof Regex.EmptyMatch) {
            return new EqualTo(ByteText.of(""), false);
        }
        if (tree instanceof Regex.Literal literal && !literal.ignoresCase()) {
            return new EqualTo(ByteText.of(literal.text()), false);
        }
        if (tree instanceof Regex.Star star && star.sub() instanceof Regex.AnyChar) {
            return new Everything();
        }
        if (tree instanceof Regex.Plus plus && plus.sub() instanceof Regex.AnyChar) {
            return new NotEmpty();
        }
        return new Matches(regex, tree, true);
    }

    /** One of the texts between the bars. */
    private static RegexFilter ofTexts(String texts) {
        return new AnyOf(Arrays.stream(texts.split("\\|", -1))
                .<RegexFilter>map(text -> new EqualTo(ByteText.of(text), false))
                .toList());
    }

    /** Whether a part of these bytes, without the end of the line, passes. */
    boolean test(byte[] text, int from, int to);

    /** Whether a value passes. */
    default boolean test(String text) {
        byte[] bytes = Utf8.encode(text);
        return test(bytes, 0, bytes.length);
    }

    /**
     * Texts of which at least one occurs in every text that passes; none if there are no such texts. To look for them first is
     * faster than {@link #test(byte[], int, int)} where few lines pass.
     */
    List<ByteText> requiredTexts();

    /** Calls the visitor's method for this kind of filter. */
    <R> R accept(Visitor<R> visitor);

    /** Everything passes. */
    record Everything() implements RegexFilter {
        @Override
        public boolean test(byte[] text, int from, int to) {
            return true;
        }

        @Override
        public List<ByteText> requiredTexts() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.everything(this);
        }
    }

    /** Everything passes but the empty text. */
    record NotEmpty() implements RegexFilter {
        @Override
        public boolean test(byte[] text, int from, int to) {
            return from < to;
        }

        @Override
        public List<ByteText> requiredTexts() {
            return List.of();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.notEmpty(this);
        }
    }

    /**
     * What has a text in it passes.
     *
     * @param text in lower case if the case does not matter
     * @param ignoresCase whether it may be in any case, see {@link ByteText#isInAnyCaseIn}
     */
    record Contains(ByteText text, boolean ignoresCase) implements RegexFilter {
        /** Each character of a line may be compared with as many, so longer texts would take long. */
        private static final int LONGEST_IN_ANY_CASE = 1_000;

        public Contains {
            if (ignoresCase && text.length() > LONGEST_IN_ANY_CASE) {
                throw new IllegalValueException(
                        "the regular expression looks for a text of more than " + LONGEST_IN_ANY_CASE
                                + " bytes in any case",
                        "look for a part of it");
            }
        }

        @Override
        public boolean test(byte[] bytes, int from, int to) {
            return ignoresCase ? text.isInAnyCaseIn(bytes, from, to) : text.isIn(bytes, from, to);
        }

        @Override
        public List<ByteText> requiredTexts() {
            return ignoresCase ? List.of() : List.of(text);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.contains(this);
        }
    }

    /**
     * What is a text passes.
     *
     * @param text in lower case if the case does not matter
     * @param ignoresCase whether it may be in any case, but it has as many bytes
     */
    record EqualTo(ByteText text, boolean ignoresCase) implements RegexFilter {
        @Override
        public boolean test(byte[] bytes, int from, int to) {
            return to - from == text.length()
                    && (ignoresCase ? text.isInAnyCaseIn(bytes, from, to) : text.isEqualTo(bytes, from, to));
        }

        @Override
        public List<ByteText> requiredTexts() {
            return ignoresCase || text.length() == 0 ? List.of() : List.of(text);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.equalTo(this);
        }
    }

    /** What passes one of several filters passes. */
    record AnyOf(List<RegexFilter> filters) implements RegexFilter {
        public AnyOf {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean test(byte[] text, int from, int to) {
            for (RegexFilter filter : filters) {
                if (filter.test(text, from, to)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public List<ByteText> requiredTexts() {
            List<ByteText> all = new ArrayList<>();
            for (RegexFilter filter : filters) {
                List<ByteText> texts = filter.requiredTexts();
                if (texts.isEmpty()) {
                    return List.of();
                }
                all.addAll(texts);
            }
            return RequiredTexts.withoutImplied(all);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.anyOf(this);
        }
    }

    /** What the expression itself matches passes. */
    final class Matches implements RegexFilter {
        private final String regex;
        private final boolean isAnchored;
        private final Pattern pattern;
        private final List<ByteText> requiredTexts;

        private Matches(String regex, Regex tree, boolean isAnchored) {
            this.regex = regex;
            this.isAnchored = isAnchored;
            this.pattern = Re2jPattern.of(tree);
            this.requiredTexts = RequiredTexts.of(tree);
        }

        /** The expression as it was written. */
        public String regex() {
            return regex;
        }

        /** Whether it must match from the beginning to the end. */
        public boolean isAnchored() {
            return isAnchored;
        }

        @Override
        public boolean test(byte[] text, int from, int to) {
            return test(Utf8.decode(text, from, to));
        }

        /** On a text: RE2/J 1.8 takes what follows a character beyond ASCII for the beginning if it is given bytes. */
        @Override
        public boolean test(String text) {
            // Go reads a byte that is no part of a character as U+FFFD
            Matcher matcher = pattern.matcher(Utf8.visible(text));
            return isAnchored ? matcher.matches() : matcher.find();
        }

        @Override
        public List<ByteText> requiredTexts() {
            return requiredTexts;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.matches(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Matches matches
                    && regex.equals(matches.regex)
                    && isAnchored == matches.isAnchored
                    && pattern.equals(matches.pattern);
        }

        @Override
        public int hashCode() {
            return regex.hashCode();
        }

        @Override
        public String toString() {
            return "Matches[regex=" + regex + ", isAnchored=" + isAnchored + "]";
        }
    }

    /** One method for each kind of filter. */
    interface Visitor<R> {
        R everything(Everything filter);

        R notEmpty(NotEmpty filter);

        R contains(Contains filter);

        R equalTo(EqualTo filter);

        R anyOf(AnyOf filter);

        R matches(Matches filter);
    }
}
