package io.auditrules.pipeline;

import java.util.ArrayList;
import java.util.List;

/** The steps of a path that {@code | json label="path"} accepts: keys, and indexes in brackets. */
final class JsonPathSteps {
    private JsonPathSteps() {}

    static List<String> of(String path) {
        List<String> steps = new ArrayList<>();
        int at = 0;
        while (at < path.length() && path.charAt(at) != 0) {
            char c = path.charAt(at);
            int end = at + 1;
            if (c == '"') {
                // a quoted key ends at a quote or at a bracket
                while (path.charAt(end) != '"' && path.charAt(end) != ']') {
                    end++;
                }
                steps.add(path.substring(at + 1, end));
                end++;
            } else if (c >= '0' && c <= '9') {
                while (path.charAt(end) >= '0' && path.charAt(end) <= '9') {
                    end++;
                }
                steps.add("[" + Long.parseLong(path.substring(at, end)) + "]");
            } else if (isFieldStart(c)) {
                while (end < path.length() && (isFieldStart(path.charAt(end)) || Character.isDigit(path.charAt(end)))) {
                    end++;
                }
                steps.add(path.substring(at, end));
            }
            at = end;
        }
        return steps;
    }

    private static boolean isFieldStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
