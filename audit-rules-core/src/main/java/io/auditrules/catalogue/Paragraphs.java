package io.auditrules.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Long lines as a terminal shows them best. */
final class Paragraphs {
    private static final int WIDTH = 100;
    /** What is indented so far is code. */
    private static final String CODE = "    ";

    private Paragraphs() {}

    /** The text with its lines broken between words, what follows as far to the right as the first; code stays as it is. */
    static String wrapped(String text) {
        return text.lines()
                .map(line -> line.startsWith(CODE) ? line : wrappedLine(line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String wrappedLine(String line) {
        int indent = line.length()
                - line.stripLeading().length()
                + (line.stripLeading().startsWith("- ") ? 2 : 0);
        List<String> lines = new ArrayList<>();
        String rest = line;
        while (rest.length() > WIDTH) {
            int end = rest.lastIndexOf(' ', WIDTH);
            if (end <= indent) {
                end = rest.indexOf(' ', WIDTH);
            }
            if (end < 0) {
                break;
            }
            lines.add(rest.substring(0, end));
            rest = " ".repeat(indent) + rest.substring(end + 1);
        }
        lines.add(rest);
        return String.join("\n", lines);
    }
}
