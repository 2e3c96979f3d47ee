package io.auditrules.query;

import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Answer.LogLine;

/** The lines of a log query, each followed by a line break. */
final class LinesText {
    private LinesText() {}

    static String of(Finding finding) {
        StringBuilder text = new StringBuilder();
        if (finding.answer() instanceof Answer.Streams streams) {
            for (LogLine line : TimedLines.of(streams, finding.question())) {
                text.append(line.text()).append('\n');
            }
        }
        return text.toString();
    }
}
