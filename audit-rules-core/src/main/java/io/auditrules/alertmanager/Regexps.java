package io.auditrules.alertmanager;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.auditrules.diagnostic.IllegalValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Regular expressions as Alertmanager reads them: RE2, for a whole value. */
final class Regexps {
    private static final String ADVICE =
            "the syntax is RE2's: no look-around, no back-references; quote a literal . * ? + ( ) [ ] { } | ^ $ with a"
                    + " backslash";

    /** What is more than a character in a regular expression. */
    private static final String MEANINGFUL = "\\.+*?()|[]{}^$";

    private Regexps() {}

    /**
     * The expression, to be asked with {@code find}. Alertmanager also accepts {@code a)|(b}, which closes the parenthesis
     * that Alertmanager itself opens around it, and reads it in one way under {@code matchers} and in another under
     * {@code match_re}; nobody means that, so it is refused here.
     *
     * @throws IllegalValueException if it is none, or one that is too large
     */
    static Pattern compile(String regexp) {
        RegexpSize.check(regexp);
        try {
            Pattern.compile(regexp);
            return Pattern.compile("^(?:" + regexp + ")$");
        } catch (PatternSyntaxException e) {
            // RE2/J's words for a parenthesis that nothing opened.
            String reason = e.getDescription().replace("regexp/syntax: internal error", "unexpected )");
            throw new IllegalValueException("not a regular expression that Alertmanager accepts: " + reason, ADVICE);
        }
    }

    /** The texts that an expression of plain texts between bars matches; empty for any other expression. */
    static Optional<List<String>> alternatives(String regexp) {
        boolean isGroup = regexp.startsWith("(") && regexp.endsWith(")");
        String inner = isGroup ? regexp.substring(regexp.startsWith("(?:") ? 3 : 1, regexp.length() - 1) : regexp;
        List<String> alternatives = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '|') {
                alternatives.add(text.toString());
                text.setLength(0);
            } else if (c == '\\' && i + 1 < inner.length() && MEANINGFUL.indexOf(inner.charAt(i + 1)) >= 0) {
                i++;
                text.append(inner.charAt(i));
            } else if (MEANINGFUL.indexOf(c) >= 0) {
                return Optional.empty();
            } else {
                text.append(c);
            }
        }
        alternatives.add(text.toString());
        return Optional.of(alternatives);
    }

    /** Escapes what a regular expression would take for more than a character. */
    static String quote(String literal) {
        return literal.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
    }
}
