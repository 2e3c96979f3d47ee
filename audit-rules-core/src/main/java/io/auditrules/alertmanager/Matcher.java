package io.auditrules.alertmanager;

import com.google.re2j.Pattern;
import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one label of an alert must look like. A label that an alert does not have counts as empty; a regular expression
 * (RE2) must match the whole value.
 */
public final class Matcher {
    private static final java.util.regex.Pattern LABEL = java.util.regex.Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    private final String label;
    private final Operator operator;
    private final String value;
    private final Optional<Pattern> regexp;

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

    /**
     * A matcher of three parts.
     *
     * @param label a name as every version of Alertmanager accepts it
     * @param operator how label and value are compared
     * @param value a text or a regular expression
     */
    public Matcher(String label, Operator operator, String value) {
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalValueException(
                    "\"" + label + "\" is not a label name",
                    "letters, digits and \"_\" are legal, not beginning with a digit;"
                            + " other characters need Alertmanager 0.27, and labels from Loki never have them");
        }
        this.label = label;
        this.operator = operator;
        this.value = value;
        this.regexp = operator.isRegexp() ? Optional.of(Regexps.compile(value)) : Optional.empty();
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
        return MatcherText.parse(text);
    }

    /** {@code label =~ "A|B"} for several values, {@code label = "A"} for one. */
    static Matcher oneOf(String label, List<String> values) {
        return values.size() == 1
                ? equal(label, values.get(0))
                : regexp(label, values.stream().map(Regexps::quote).collect(Collectors.joining("|")));
    }

    public String label() {
        return label;
    }

    public Operator operator() {
        return operator;
    }

    public String value() {
        return value;
    }

    /** Whether an alert with these labels is meant. */
    public boolean matches(Map<String, String> labels) {
        String actual = labels.getOrDefault(label, "");
        boolean same = regexp.map(pattern -> pattern.matcher(actual).find()).orElseGet(() -> actual.equals(value));
        return same != operator.isNegative();
    }

    /**
     * The only values that fulfil it, where they can be told: of {@code =}, and of {@code =~} with plain texts between bars, such as
     * {@code critical|warning}.
     */
    public Optional<List<String>> values() {
        return switch (operator) {
            case EQUAL -> Optional.of(List.of(value));
            case REGEXP -> Regexps.alternatives(value);
            case NOT_EQUAL, NOT_REGEXP -> Optional.empty();
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matcher that
                && label.equals(that.label)
                && operator == that.operator
                && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(label, operator, value);
    }

    /** As every parser of Alertmanager reads it: {@code label = "value"}, quotes and backslashes escaped. */
    @Override
    public String toString() {
        return label + " " + operator.symbol() + " " + quotedValue();
    }

    /** Without spaces, as Alertmanager shows it. */
    String compact() {
        return label + operator.symbol() + quotedValue();
    }

    private String quotedValue() {
        return "\"" + value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"") + "\"";
    }
}
