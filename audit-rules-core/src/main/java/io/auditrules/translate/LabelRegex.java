package io.auditrules.translate;

import com.google.re2j.Pattern;
import io.auditrules.regex.RegexFilter;
import io.auditrules.rule.Field;
import io.auditrules.rule.ValuePattern;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The regular expressions of label filters. Loki anchors them at both ends, but v3.7.6 takes some for texts that may stand
 * anywhere in the value, {@code dev.*} and {@code role|roles} among them: those get anchors of their own, at which it takes the
 * expression as it is.
 */
final class LabelRegex {
    private static final String SPECIAL = "\\.+*?()|[]{}^$";
    private static final String ANY_TEXT = ".*";
    private static final String INSIDE_ELEMENT = "[^\"]*";

    private LabelRegex() {}

    /** One expression for all alternatives: {@code create|get}. For a list field, that one element fits. */
    static String of(Field field, List<ValuePattern> alternatives) {
        if (!field.isList()) {
            String regex = alternatives.stream()
                    .map(pattern -> of(pattern, ANY_TEXT, alternatives.size() > 1))
                    .collect(Collectors.joining("|"));
            return isTakenAsMeant(regex) ? regex : anchored(regex, alternatives);
        }
        String elements = alternatives.stream()
                .map(pattern -> of(pattern, INSIDE_ELEMENT, true))
                .collect(Collectors.joining("|"));
        // The list is one JSON text here, and an element has quotes around it.
        return ".*\"" + (alternatives.size() > 1 ? "(" + elements + ")" : elements) + "\".*";
    }

    /** Whether the text that Loki looks for instead of the expression, if it does, comes to the same. */
    private static boolean isTakenAsMeant(String regex) {
        return RegexFilter.ofLabel(regex).accept(new RegexFilter.Visitor<>() {
            @Override
            public Boolean everything(RegexFilter.Everything filter) {
                return regex.equals(ANY_TEXT);
            }

            @Override
            public Boolean notEmpty(RegexFilter.NotEmpty filter) {
                return true;
            }

            @Override
            public Boolean contains(RegexFilter.Contains filter) {
                return regex.startsWith(ANY_TEXT) && regex.endsWith(ANY_TEXT);
            }

            @Override
            public Boolean equalTo(RegexFilter.EqualTo filter) {
                // a leg that is always true, such as an empty one, is not among the texts
                return !Pattern.matches(regex, "");
            }

            @Override
            public Boolean anyOf(RegexFilter.AnyOf filter) {
                return filter.filters().stream().allMatch(RegexFilter.EqualTo.class::isInstance)
                        && !Pattern.matches(regex, "");
            }

            @Override
            public Boolean matches(RegexFilter.Matches filter) {
                return true;
            }
        });
    }

    private static String anchored(String regex, List<ValuePattern> alternatives) {
        boolean isGlob = alternatives.size() == 1 && alternatives.get(0) instanceof ValuePattern.Glob;
        if (!isGlob) {
            return "^(" + regex + ")$";
        }
        return regex.startsWith(ANY_TEXT) ? regex + "$" : "^" + regex;
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

            @Override
            public Boolean network(ValuePattern.Network network) {
                return false;
            }

            @Override
            public Boolean sameAs(ValuePattern.SameAs other) {
                return other.before().isEmpty() && other.after().isEmpty();
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

            @Override
            public String network(ValuePattern.Network network) {
                throw new IllegalArgumentException("an address is no text: " + network);
            }

            @Override
            public String sameAs(ValuePattern.SameAs other) {
                throw new IllegalArgumentException("another field's value is no expression: " + other);
            }
        });
    }
}
