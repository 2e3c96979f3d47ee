package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.regex.Re2;

/**
 * A test of the whole log line, as it was written by the API server or re-encoded by the collector: key order, spaces
 * and escapes (an ampersand may stand as its code) differ between the two.
 *
 * @param operator how the text is looked for
 * @param text a literal, or a regular expression (RE2, not anchored)
 */
public record LineFilter(Operator operator, String text) {

    /** LogQL's four line filters. */
    public enum Operator {
        CONTAINS,
        CONTAINS_NOT,
        MATCHES,
        MATCHES_NOT
    }

    public LineFilter {
        if (text.isEmpty()) {
            throw new IllegalValueException(
                    "an empty line filter lets every line pass",
                    "write what the line must contain, or delete the filter");
        }
        if (operator == Operator.MATCHES || operator == Operator.MATCHES_NOT) {
            Re2.check(text);
        }
    }

    /** {@code |=} */
    public static LineFilter contains(String text) {
        return new LineFilter(Operator.CONTAINS, text);
    }

    /** {@code !=} */
    public static LineFilter containsNot(String text) {
        return new LineFilter(Operator.CONTAINS_NOT, text);
    }

    /** {@code |~} */
    public static LineFilter matches(String regex) {
        return new LineFilter(Operator.MATCHES, regex);
    }

    /** {@code !~} */
    public static LineFilter matchesNot(String regex) {
        return new LineFilter(Operator.MATCHES_NOT, regex);
    }
}
