package io.auditrules.alertmanager;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;
import java.util.Map;

/**
 * What one label of an alert must look like. A label that an alert does not have counts as empty; a regular expression
 * (RE2) must match the whole value.
 *
 * @param label a name as every version of Alertmanager accepts it
 * @param operator how label and value are compared
 * @param value a text or a regular expression
 */
public record Matcher(String label, Operator operator, String value) {
    private static final java.util.regex.Pattern LABEL = java.util.regex.Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    /** How a matcher compares. */
    public enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        REGEXP("=~"),
        NOT_REGEXP("!~");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** As Alertmanager writes it. */
        public String symbol() {
            return symbol;
        }

        /** True where the value is a regular expression. */
        public boolean isRegexp() {
            return this == REGEXP || this == NOT_REGEXP;
        }

        /** True for {@code !=} and {@code !~}, which an absent label can fulfil. */
        public boolean isNegative() {
            return this == NOT_EQUAL || this == NOT_REGEXP;
        }
    }

    public Matcher {
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalValueException(
                    "\"" + label + "\" is not a label name",
                    "letters, digits and \"_\" are legal, not beginning with a digit;"
                            + " other characters need Alertmanager 0.27, and labels from Loki never have them");
        }
        if (operator.isRegexp()) {
            checkRegexp(value);
        }
    }

    /** {@code label = "value"}. */
    public static Matcher equal(String label, String value) {
        return new Matcher(label, Operator.EQUAL, value);
    }

    /** {@code label != "value"}. */
    public static Matcher notEqual(String label, String value) {
        return new Matcher(label, Operator.NOT_EQUAL, value);
    }

    /** {@code label =~ "value"}. */
    public static Matcher regexp(String label, String value) {
        return new Matcher(label, Operator.REGEXP, value);
    }

    /** {@code label !~ "value"}. */
    public static Matcher notRegexp(String label, String value) {
        return new Matcher(label, Operator.NOT_REGEXP, value);
    }

    /**
     * The matchers that a text of Alertmanager's says, usually one: {@code severity =~ "critical|warning"}.
     *
     * @throws IllegalValueException if Alertmanager 0.25 refuses the text, or newer versions read it another way
     */
    public static List<Matcher> parse(String text) {
        return MatcherText.parse(text).matchers();
    }

    /** {@code label =~ "A|B"} for several values, {@code label = "A"} for one. */
    static Matcher oneOf(String label, List<String> values) {
        return values.size() == 1
                ? equal(label, values.get(0))
                : regexp(label, values.stream().map(Matcher::quote).collect(java.util.stream.Collectors.joining("|")));
    }

    /** Whether an alert with these labels is meant. */
    public boolean matches(Map<String, String> labels) {
        String actual = labels.getOrDefault(label, "");
        return switch (operator) {
            case EQUAL -> actual.equals(value);
            case NOT_EQUAL -> !actual.equals(value);
            case REGEXP -> anchored(value).matcher(actual).find();
            case NOT_REGEXP -> !anchored(value).matcher(actual).find();
        };
    }

    /** As every parser of Alertmanager reads it: {@code label = "value"}, quotes and backslashes escaped. */
    @Override
    public String toString() {
        String escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
        return label + " " + operator.symbol() + " \"" + escaped + "\"";
    }

    /**
     * Whether Alertmanager accepts a regular expression. It also accepts {@code a)|(b}, which closes the parenthesis that
     * Alertmanager itself opens around it, and reads it in one way under {@code matchers} and in another under
     * {@code match_re}; nobody means that, so it is refused here.
     */
    static void checkRegexp(String regexp) {
        try {
            Pattern.compile(regexp);
        } catch (PatternSyntaxException e) {
            throw new IllegalValueException(
                    "not a regular expression that Alertmanager accepts: "
                            // RE2/J's words for a parenthesis that nothing opened.
                            + e.getDescription().replace("regexp/syntax: internal error", "unexpected )"),
                    "the syntax is RE2's: no look-around, no back-references; quote a literal . * ? + ( ) [ ] { } | ^ $"
                            + " with a backslash");
        }
    }

    private static Pattern anchored(String regexp) {
        return Pattern.compile("^(?:" + regexp + ")$");
    }

    /** Escapes what a regular expression would take for more than a character. */
    private static String quote(String literal) {
        return literal.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
    }
}
