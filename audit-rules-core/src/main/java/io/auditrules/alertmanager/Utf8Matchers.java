package io.auditrules.alertmanager;

import io.auditrules.alertmanager.Matcher.Operator;
import io.auditrules.diagnostic.IllegalValueException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads matchers as Alertmanager 0.27 and newer do by default: any label name, values with other than plain characters
 * in quotes, Go's escapes. The rules are those of {@code matcher/parse} in Alertmanager 0.34.
 */
final class Utf8Matchers {
    private final String text;
    private int position;

    private Utf8Matchers(String text) {
        this.text = text;
    }

    /** @throws IllegalValueException if the text does not parse */
    static List<MatcherTerm> parse(String text) {
        return new Utf8Matchers(text).list();
    }

    private List<MatcherTerm> list() {
        List<MatcherTerm> terms = new ArrayList<>();
        boolean open = accept("{");
        while (!atEnd() && !at("}")) {
            String label = word("a label name");
            Operator operator = operator();
            terms.add(new MatcherTerm(label, operator, word("a value after " + operator.symbol())));
            if (atEnd() || at("}")) {
                break;
            }
            if (!accept(",")) {
                throw expected(open ? "\",\" or \"}\"" : "\",\"");
            }
        }
        if (open && !accept("}")) {
            throw expected("\"}\"");
        }
        if (!atEnd()) {
            throw expected("the end");
        }
        return terms;
    }

    private Operator operator() {
        // The longer ones first: "=" also begins "=~".
        for (Operator operator : List.of(Operator.REGEXP, Operator.NOT_REGEXP, Operator.NOT_EQUAL, Operator.EQUAL)) {
            if (accept(operator.symbol())) {
                return operator;
            }
        }
        throw expected("one of = != =~ !~");
    }

    private String word(String what) {
        skipSpace();
        int start = position;
        if (at("\"")) {
            position++;
            while (position < text.length() && text.charAt(position) != '"') {
                position += text.charAt(position) == '\\' ? 2 : 1;
            }
            if (position >= text.length()) {
                position = text.length();
                throw expected("a closing quote");
            }
            position++;
            return GoString.unquote(text.substring(start, position));
        }
        while (position < text.length() && !isReserved(text.codePointAt(position))) {
            position += Character.charCount(text.codePointAt(position));
        }
        if (position == start) {
            throw expected(what);
        }
        return text.substring(start, position);
    }

    private static boolean isReserved(int c) {
        return GoSpace.is(c) || "{}!=~,\\\"'`".indexOf(c) >= 0;
    }

    private boolean accept(String token) {
        if (at(token)) {
            position += token.length();
            return true;
        }
        return false;
    }

    private boolean at(String token) {
        skipSpace();
        return text.startsWith(token, position);
    }

    private boolean atEnd() {
        skipSpace();
        return position >= text.length();
    }

    private void skipSpace() {
        while (position < text.length() && GoSpace.is(text.codePointAt(position))) {
            position++;
        }
    }

    private IllegalValueException expected(String what) {
        String found = position >= text.length()
                ? "at the end"
                : "at character " + (1 + text.codePointCount(0, position)) + ", before \"" + text.substring(position)
                        + "\"";
        return new IllegalValueException(
                "expected " + what + " " + found,
                "write it as label = \"value\" or label =~ \"regexp\", the value in double quotes");
    }
}
