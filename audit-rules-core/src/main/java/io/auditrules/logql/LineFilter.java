package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.regex.Re2;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A filter on the whole line, {@code |= "a" or "b"}: with a negative operator a line must pass every alternative.
 *
 * <p>In Loki v3.7.6 an {@code ip()} among the alternatives of {@code |=}, {@code |~} or {@code |>} is an ordinary text,
 * and an {@code ip()} followed by one more {@code or} makes Loki forget all alternatives between the first and it; see
 * {@link #effective()}.
 *
 * @param alternatives at least one
 */
public record LineFilter(Operator operator, List<Alternative> alternatives) implements Stage {

    /** How a line is compared. */
    public enum Operator {
        CONTAINS("|="),
        NOT_CONTAINS("!="),
        MATCHES("|~"),
        NOT_MATCHES("!~"),
        PATTERN("|>"),
        NOT_PATTERN("!>");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** As LogQL writes it. */
        public String symbol() {
            return symbol;
        }

        /** Whether it holds where the comparison fails. */
        public boolean isNegative() {
            return this == NOT_CONTAINS || this == NOT_MATCHES || this == NOT_PATTERN;
        }
    }

    /**
     * What is looked for: a text, an RE2 regular expression or a pattern, as the operator says, or an IP address.
     *
     * @param isIp whether the text is written in {@code ip(…)}: an address, a range or a CIDR
     */
    public record Alternative(String text, boolean isIp) {

        public Alternative {
            Text.check(text);
        }
    }

    public LineFilter {
        alternatives = List.copyOf(alternatives);
        if (alternatives.isEmpty()) {
            throw new IllegalValueException("a line filter without a text", "");
        }
        List<Alternative> checked = effective(operator, alternatives);
        for (Alternative alternative : checked) {
            check(operator, alternative, operator.isNegative() || checked.size() == 1);
        }
    }

    private static void check(Operator operator, Alternative alternative, boolean ipCounts) {
        if (alternative.isIp() && ipCounts) {
            if (operator != Operator.CONTAINS && operator != Operator.NOT_CONTAINS) {
                throw new IllegalValueException(
                        "\"" + operator.symbol() + "\" cannot be used with ip()", "use |= ip(…) or != ip(…)");
            }
            IpPattern.check(alternative.text());
            return;
        }
        switch (operator) {
            case CONTAINS, NOT_CONTAINS -> {}
            case MATCHES, NOT_MATCHES -> Re2.check(alternative.text());
            case PATTERN, NOT_PATTERN -> PatternExpression.checkLineFilter(alternative.text());
        }
    }

    /** {@code |= "text"}. */
    public static LineFilter contains(String... texts) {
        return of(Operator.CONTAINS, texts);
    }

    /** {@code != "text"}. */
    public static LineFilter notContains(String... texts) {
        return of(Operator.NOT_CONTAINS, texts);
    }

    /** {@code |~ "regex"}. */
    public static LineFilter matches(String... regexes) {
        return of(Operator.MATCHES, regexes);
    }

    /** {@code !~ "regex"}. */
    public static LineFilter notMatches(String... regexes) {
        return of(Operator.NOT_MATCHES, regexes);
    }

    private static LineFilter of(Operator operator, String... texts) {
        return new LineFilter(
                operator,
                Arrays.stream(texts).map(text -> new Alternative(text, false)).toList());
    }

    /** The alternatives that Loki v3.7.6 looks for. */
    public List<Alternative> effective() {
        return effective(operator, alternatives);
    }

    private static List<Alternative> effective(Operator operator, List<Alternative> alternatives) {
        if (operator.isNegative()) {
            return alternatives;
        }
        int last = alternatives.size() - 1;
        int from = last;
        while (from > 1 && !alternatives.get(from - 1).isIp()) {
            from--;
        }
        return from <= 1
                ? alternatives
                : Stream.concat(
                                alternatives.stream().limit(1),
                                alternatives.stream().skip(from))
                        .toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.lineFilter(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
