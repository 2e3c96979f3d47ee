package io.auditrules.pipeline;

import io.auditrules.pipeline.PatternParts.Part;
import java.util.List;

/** {@code |> "<_>a<_>"}: the texts in their order, with something in between, from the beginning of the line to its end. */
final class PatternTest implements LineTest {
    private final List<Part> parts;

    PatternTest(String pattern) {
        parts = PatternParts.of(pattern);
    }

    @Override
    public boolean holds(Line line) {
        if (line.isEmpty() || parts.isEmpty()) {
            return line.isEmpty() && parts.isEmpty();
        }
        byte[] bytes = line.bytes();
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            byte[] literal = parts.get(i).literal();
            if (literal == null) {
                continue;
            }
            int found = Bytes.indexOf(bytes, at, bytes.length, literal);
            // a text at the head of the pattern may stand anywhere, as in Loki v3.7.6
            if (found < 0 || (i != 0 && found == at)) {
                return false;
            }
            at = found + literal.length;
        }
        boolean endsInCapture = parts.get(parts.size() - 1).literal() == null;
        return endsInCapture == (at != bytes.length);
    }
}
