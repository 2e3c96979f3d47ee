package io.auditrules.scenario;

import java.util.List;

/**
 * Something that did not come as expected.
 *
 * @param message what, in one line
 * @param details expected against got, and why; may be empty
 */
public record Mismatch(String message, List<String> details) {
    public Mismatch {
        details = List.copyOf(details);
    }

    /** The message, and the details below it with a margin. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(message);
        details.forEach(line -> text.append('\n').append(line.indent(2).stripTrailing()));
        return text.toString();
    }
}
