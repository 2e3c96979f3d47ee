package io.auditrules.pipeline;

import io.auditrules.bytes.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of {@code <ip> - <_> "<method>"}: texts and, in between, captures. */
final class PatternParts {
    private static final Pattern CAPTURE = Pattern.compile("<([A-Za-z_][A-Za-z0-9_]*)>");

    /** One part: a text or a capture. */
    static final class Part {
        private final byte @Nullable [] literal;
        private final String capture;

        private Part(byte @Nullable [] literal, String capture) {
            this.literal = literal;
            this.capture = capture;
        }

        /** The bytes of a text; null for a capture. */
        byte @Nullable [] literal() {
            return literal;
        }

        /** The name of a capture; {@code _} where it has none. */
        String capture() {
            return capture;
        }

        boolean isNamed() {
            return literal == null && !capture.equals("_");
        }
    }

    private PatternParts() {}

    /** The parts of an expression up to its first byte that is not UTF-8, where Loki v3.7.6 stops to read it. */
    static List<Part> of(String written) {
        String expression = Utf8.beforeBroken(written);
        List<Part> parts = new ArrayList<>();
        Matcher capture = CAPTURE.matcher(expression);
        int at = 0;
        while (capture.find()) {
            addText(expression.substring(at, capture.start()), parts);
            parts.add(new Part(null, capture.group(1)));
            at = capture.end();
        }
        addText(expression.substring(at), parts);
        return parts;
    }

    private static void addText(String text, List<Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Part(Utf8.encode(text), ""));
        }
    }
}
