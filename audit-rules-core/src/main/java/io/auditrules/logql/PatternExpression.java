package io.auditrules.logql;

import io.auditrules.bytes.Utf8;
import io.auditrules.diagnostic.IllegalValueException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The little language of {@code | pattern} and {@code |>}: texts with captures such as {@code <ip>} between them. Loki v3.7.6
 * reads up to the first byte that is not UTF-8.
 */
final class PatternExpression {
    private static final Pattern CAPTURE = Pattern.compile("<([A-Za-z_][A-Za-z0-9_]*)>");

    private PatternExpression() {}

    /** Refuses what Loki's {@code | pattern} refuses (v3.7.6). */
    static void checkParser(String written) {
        String expression = read(written);
        Set<String> names = new HashSet<>();
        Matcher capture = CAPTURE.matcher(expression);
        while (capture.find()) {
            if (!capture.group(1).equals("_") && !names.add(capture.group(1))) {
                throw new IllegalValueException(
                        "the pattern captures " + Text.shown(capture.group()) + " twice",
                        "give each capture its own name, or <_>");
            }
        }
        if (names.isEmpty()) {
            throw new IllegalValueException("the pattern captures nothing", "name what becomes a label: <name>");
        }
        checkGaps(expression);
    }

    /** Refuses what Loki's {@code |>} refuses (v3.7.6). */
    static void checkLineFilter(String written) {
        String expression = read(written);
        Matcher capture = CAPTURE.matcher(expression);
        while (capture.find()) {
            if (!capture.group(1).equals("_")) {
                throw new IllegalValueException(
                        "a line filter cannot capture " + Text.shown(capture.group()), "write <_>, or use | pattern");
            }
        }
        checkGaps(expression);
    }

    private static String read(String written) {
        String expression = Utf8.beforeBroken(written);
        if (expression.isEmpty() && !written.isEmpty()) {
            throw new IllegalValueException("the pattern begins with a byte that is not UTF-8", "");
        }
        return expression;
    }

    private static void checkGaps(String expression) {
        Matcher capture = CAPTURE.matcher(expression);
        int end = -1;
        while (capture.find()) {
            if (capture.start() == end) {
                throw new IllegalValueException(
                        "two captures of the pattern touch at " + Text.shown(capture.group()),
                        "put a text between them");
            }
            end = capture.end();
        }
    }
}
