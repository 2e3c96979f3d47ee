package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads matchers as Alertmanager up to 0.26 does, and later versions in classic and fallback mode: tolerant of values
 * without quotes and of stray backslashes. The rules are those of {@code pkg/labels/parse.go} in Alertmanager 0.25.
 */
final class ClassicMatchers {
    /** Go's {@code \s}, which lacks the vertical tab that Java's has. */
    private static final String SPACE = "[\\t\\n\\f\\r ]*";

    private static final Pattern MATCHER = Pattern.compile(
            SPACE + "([a-zA-Z_:][a-zA-Z0-9_:]*)" + SPACE + "(=~|=|!=|!~)" + SPACE + "(.*?)" + SPACE, Pattern.DOTALL);

    private ClassicMatchers() {}

    /** @throws IllegalValueException if the text does not parse */
    static List<MatcherTerm> parse(String text) {
        String list = text.startsWith("{") ? text.substring(1) : text;
        list = list.endsWith("}") ? list.substring(0, list.length() - 1) : list;
        List<MatcherTerm> terms = new ArrayList<>();
        for (String part : split(list)) {
            terms.add(term(part));
        }
        return terms;
    }

    /** Cuts at commas outside quotes; a comma at the very end ends nothing. */
    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        boolean escaped = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == ',') {
                // A comma leaves "escaped" as it is: after a stray backslash the next quote still counts as escaped.
                if (!quoted) {
                    parts.add(part.toString());
                    part.setLength(0);
                    continue;
                }
            } else if (c == '"') {
                quoted ^= !escaped;
                escaped = false;
            } else {
                escaped = c == '\\' && !escaped;
            }
            part.append(c);
        }
        String last = GoSpace.trim(part.toString());
        if (!last.isEmpty()) {
            parts.add(last);
        }
        return parts;
    }

    private static MatcherTerm term(String part) {
        java.util.regex.Matcher matcher = MATCHER.matcher(part);
        if (!matcher.matches()) {
            throw new IllegalValueException(
                    "\"" + part + "\" is not a matcher", "write a label, one of = != =~ !~, and a value in quotes");
        }
        for (Matcher.Operator operator : Matcher.Operator.values()) {
            if (operator.symbol().equals(matcher.group(2))) {
                return new MatcherTerm(matcher.group(1), operator, unescape(matcher.group(3)));
            }
        }
        throw new IllegalStateException(matcher.group(2));
    }

    private static String unescape(String raw) {
        boolean open = raw.startsWith("\"");
        String text = open ? raw.substring(1) : raw;
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean last = i == text.length() - 1;
            if (c == '\\' && !last) {
                i++;
                char next = text.charAt(i);
                switch (next) {
                    case 'n' -> value.append('\n');
                    case '"', '\\' -> value.append(next);
                    default -> value.append('\\').append(next);
                }
            } else if (c == '"') {
                if (!open || !last) {
                    throw strayQuote(raw);
                }
                open = false;
            } else {
                value.append(c);
            }
        }
        if (open) {
            throw strayQuote(raw);
        }
        return value.toString();
    }

    private static IllegalValueException strayQuote(String raw) {
        return new IllegalValueException(
                "the value " + raw + " has a double quote that is not closed or not escaped",
                "put the whole value into double quotes, and a backslash before each one inside");
    }
}
