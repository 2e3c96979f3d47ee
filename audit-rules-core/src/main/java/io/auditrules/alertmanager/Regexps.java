package io.auditrules.alertmanager;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.auditrules.diagnostic.IllegalValueException;

/** Regular expressions as Alertmanager reads them: RE2, for a whole value. */
final class Regexps {
    private static final String ADVICE =
            "the syntax is RE2's: no look-around, no back-references; quote a literal . * ? + ( ) [ ] { } | ^ $ with a"
                    + " backslash";

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

    /** Escapes what a regular expression would take for more than a character. */
    static String quote(String literal) {
        return literal.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
    }
}
