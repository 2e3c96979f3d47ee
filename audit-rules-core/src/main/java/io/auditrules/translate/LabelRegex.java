package io.auditrules.translate;

import com.google.re2j.Pattern;
import io.auditrules.rule.Field;
import io.auditrules.rule.ValuePattern;
import java.util.List;
import java.util.stream.Collectors;

/** The regular expressions of label filters, which Loki anchors at both ends. */
final class LabelRegex {
    private static final String SPECIAL = "\\.+*?()|[]{}^$";
    private static final String INSIDE_ELEMENT = "[^\"]*";

    private LabelRegex() {}

    /** One expression for all alternatives: {@code create|get}. For a list field, that one element fits. */
    static String of(Field field, List<ValuePattern> alternatives) {
        if (!field.isList()) {
            return alternatives.stream()
                    .map(pattern -> of(pattern, ".*", alternatives.size() > 1))
                    .collect(Collectors.joining("|"));
        }
        String elements = alternatives.stream()
                .map(pattern -> of(pattern, INSIDE_ELEMENT, true))
                .collect(Collectors.joining("|"));
        // The list is one JSON text here, and an element has quotes around it.
        return ".*\"" + (alternatives.size() > 1 ? "(" + elements + ")" : elements) + "\".*";
    }

    /** True if a field with this value, which is no list, has one of the looks. */
    static boolean isMatch(Field field, List<ValuePattern> alternatives, String value) {
        return Pattern.matches(of(field, alternatives), value);
    }

    /** True if the pattern fits the empty text, which is what an absent field reads as. */
    static boolean holdsForAbsent(ValuePattern pattern) {
        return pattern.accept(new ValuePattern.Visitor<>() {
            @Override
            public Boolean exact(ValuePattern.Exact exact) {
                return exact.text().isEmpty();
            }

            @Override
            public Boolean glob(ValuePattern.Glob glob) {
                return glob.text().replace("*", "").isEmpty();
            }

            @Override
            public Boolean regex(ValuePattern.Regex regex) {
                return Pattern.matches(regex.text(), "");
            }
        });
    }

    /** The text with a backslash before what RE2 would take for an operator. */
    static String quote(String text) {
        return text.codePoints()
                .mapToObj(point -> (SPECIAL.indexOf(point) >= 0 ? "\\" : "") + Character.toString(point))
                .collect(Collectors.joining());
    }

    private static String of(ValuePattern pattern, String anyText, boolean isAlternative) {
        return pattern.accept(new ValuePattern.Visitor<>() {
            @Override
            public String exact(ValuePattern.Exact exact) {
                return quote(exact.text());
            }

            @Override
            public String glob(ValuePattern.Glob glob) {
                return List.of(glob.text().split("\\*", -1)).stream()
                        .map(LabelRegex::quote)
                        .collect(Collectors.joining(anyText));
            }

            @Override
            public String regex(ValuePattern.Regex regex) {
                return isAlternative ? "(?:" + regex.text() + ")" : regex.text();
            }
        });
    }
}
