package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.regex.Pattern;

/** The paths of {@code | json label="path"}, as Loki v3.7.6 reads them: {@code user.groups[0]}, {@code a["b c"].d}. */
final class JsonPath {
    private static final String BLANK = "[ \\t\\n]*";
    private static final String FIELD = "[A-Za-z_][A-Za-z0-9_]*";
    /** Loki ends a quoted key at a quote or at a bracket, and knows no escapes. */
    private static final String KEY = "\"[^\"\\]\\x00]*[\"\\]]";

    private static final String INDEX = "[0-9]{1,18}(?=[ \\t\\n\\]])";
    private static final String ACCESS = "\\[" + BLANK + "(?:" + KEY + "|" + INDEX + ")" + BLANK + "\\]" + BLANK;
    private static final Pattern PATH = Pattern.compile(
            BLANK + "(?:" + FIELD + BLANK + "|" + ACCESS + ")(?:\\." + BLANK + FIELD + BLANK + "|" + ACCESS
                    + ")*+(?:\\x00.*)?",
            Pattern.DOTALL);

    private JsonPath() {}

    static void check(String path) {
        if (path.length() > 1_000 || !PATH.matcher(path).matches()) {
            throw new IllegalValueException(
                    Text.shown(path) + " is not a path to a JSON value",
                    "write names and dots, such as user.username, and brackets for the rest:"
                            + " groups[0], annotations[\"a.b/c\"]");
        }
    }
}
