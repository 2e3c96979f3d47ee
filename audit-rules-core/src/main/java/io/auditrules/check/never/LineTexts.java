package io.auditrules.check.never;

import io.auditrules.check.EventLines;
import io.auditrules.check.LineTest;
import io.auditrules.logql.LineFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which texts a line has, and which it has not, by the line filters that it has passed. */
final class LineTexts {
    private final EventLines lines;
    private final List<LineFilter> passed = new ArrayList<>();

    LineTexts(EventLines lines) {
        this.lines = lines;
    }

    /** The line passes a filter. */
    void pass(LineFilter filter) {
        passed.add(filter);
    }

    /** The filter that such a line has passed, and that no line passes which passes this one too. */
    Optional<LineFilter> contradiction(LineFilter filter) {
        LineTest test = lines.test(filter);
        return passed.stream()
                .filter(before -> dropsAll(lines.test(before), test) || dropsAll(test, lines.test(before)))
                .findFirst();
    }

    private static boolean dropsAll(LineTest one, LineTest other) {
        return !other.texts().isEmpty() && other.texts().stream().allMatch(one::drops);
    }

    /** The filter that such a line has passed, and with which it does not have this text. */
    Optional<LineFilter> exclusion(String text) {
        return passed.stream().filter(before -> lines.test(before).drops(text)).findFirst();
    }
}
