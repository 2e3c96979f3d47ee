package io.auditrules.query;

import io.auditrules.evaluate.Answer.LogLine;
import io.auditrules.evaluate.Answer.Streams;
import io.auditrules.evaluate.Question;
import java.util.Comparator;
import java.util.List;

/** The lines of all streams together, in the direction of the question. */
final class TimedLines {
    private TimedLines() {}

    static List<LogLine> of(Streams answer, Question question) {
        Comparator<LogLine> byTime = Comparator.comparing(LogLine::time);
        boolean isBackward =
                question instanceof Question.Lines lines && lines.direction() == Question.Direction.BACKWARD;
        return answer.streams().stream()
                .flatMap(stream -> stream.lines().stream())
                .sorted(isBackward ? byTime.reversed() : byTime)
                .toList();
    }
}
