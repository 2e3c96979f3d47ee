package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.regex.Pattern;

/** The keys of {@code | logfmt label="key"}, as Loki v3.7.6 reads them. */
final class LogfmtKey {
    private static final String BLANK = "[ \\t\\n]*";
    private static final String QUOTED = "\"[^\"\\]\\x00]*(?:[\"\\]]|(?=\\x00|$))" + BLANK;
    private static final Pattern KEY = Pattern.compile(
            BLANK + "(?:[A-Za-z_][A-Za-z0-9_]*" + BLANK + "|" + QUOTED + ")(?:" + QUOTED + ")*+(?:\\x00.*)?",
            Pattern.DOTALL);

    private LogfmtKey() {}

    static void check(String key) {
        if (key.length() > 1_000 || !KEY.matcher(key).matches()) {
            throw new IllegalValueException(
                    Text.shown(key) + " is not a key of logfmt", "write a name, or a name in double quotes");
        }
    }
}
