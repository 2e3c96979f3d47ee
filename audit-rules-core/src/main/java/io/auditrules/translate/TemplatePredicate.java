package io.auditrules.translate;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.rule.ValuePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a value must look like, as a test in a Go template. */
final class TemplatePredicate {
    private static final Pattern LONG_NUMBER = Pattern.compile("-?[0-9]{7,}");

    private TemplatePredicate() {}

    /** @param value an expression that is a text */
    static String of(String value, ValuePattern pattern) {
        return pattern.accept(new ValuePattern.Visitor<>() {
            @Override
            public String exact(ValuePattern.Exact exact) {
                if (LONG_NUMBER.matcher(exact.text()).matches()) {
                    throw new IllegalValueException(
                            "\"" + exact.text() + "\" cannot be compared with a number in a list",
                            "Loki's templates print numbers from 1000000 on as 1e+06; use a smaller one or an expression");
                }
                return "eq " + value + " " + quoted(exact.text());
            }

            @Override
            public String glob(ValuePattern.Glob glob) {
                List<String> parts = List.of(glob.text().split("\\*", -1));
                String first = parts.get(0);
                String last = parts.get(parts.size() - 1);
                if (parts.size() == 2 && last.isEmpty()) {
                    return "hasPrefix " + quoted(first) + " " + value;
                }
                if (parts.size() == 2 && first.isEmpty()) {
                    return "hasSuffix " + quoted(last) + " " + value;
                }
                if (parts.size() == 3 && first.isEmpty() && last.isEmpty()) {
                    return "contains " + quoted(parts.get(1)) + " " + value;
                }
                return matches(
                        "(?s)" + parts.stream().map(LabelRegex::quote).collect(Collectors.joining(".*")),
                        value,
                        pattern);
            }

            @Override
            public String regex(ValuePattern.Regex regex) {
                return matches("(?:" + regex.text() + ")", value, pattern);
            }

            @Override
            public String network(ValuePattern.Network network) {
                throw new IllegalValueException(
                        "a network cannot be looked for in a list", "Loki's templates know no addresses; use a glob");
            }

            @Override
            public String sameAs(ValuePattern.SameAs other) {
                return same(value, other);
            }
        });
    }

    /** That a value is the one of another field. */
    static String same(String value, ValuePattern.SameAs other) {
        List<String> parts = new ArrayList<>();
        if (!other.before().isEmpty()) {
            parts.add(quoted(other.before()));
        }
        // The root of the data is the labels, whatever the dot is here.
        parts.add("$." + other.field().label());
        if (!other.after().isEmpty()) {
            parts.add(quoted(other.after()));
        }
        String whole = parts.size() == 1 ? parts.get(0) : "(print " + String.join(" ", parts) + ")";
        return other.isPrefix() ? "hasPrefix " + whole + " " + value : "eq " + value + " " + whole;
    }

    /** Templates know no test for an expression: what matches as a whole is replaced by nothing. */
    private static String matches(String regex, String value, ValuePattern pattern) {
        String test = "eq (regexReplaceAll " + quoted("^" + regex + "$") + " " + value + " \"\") \"\"";
        return LabelRegex.holdsForAbsent(pattern) ? test : "and (ne " + value + " \"\") (" + test + ")";
    }

    /** A string of Go. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append((char) c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
