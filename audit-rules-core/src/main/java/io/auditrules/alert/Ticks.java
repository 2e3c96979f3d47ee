package io.auditrules.alert;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.evaluate.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a group is evaluated: at even steps, some of which the ruler may miss.
 *
 * @param step between two
 * @param times in order
 */
public record Ticks(Duration step, List<Instant> times) {
    /** As many steps as one question to the evaluator has at most; a longer run is asked in parts. */
    private static final int MOST_STEPS = 10_000;
    /** A run that is longer than this was not meant. */
    private static final int MOST_TICKS = 1_000_000;

    public Ticks {
        times = List.copyOf(times);
    }

    /**
     * From a first time on, to an end that counts.
     *
     * @throws IllegalValueException if there would be more than a million
     */
    public static Ticks every(Duration step, Instant first, Instant end) {
        if (Duration.between(first, end).dividedBy(step) > MOST_TICKS) {
            throw new IllegalValueException(
                    "evaluated every " + step + ", the run from " + first + " to " + end + " has more than "
                            + MOST_TICKS + " evaluations",
                    "make the run shorter, or the interval longer");
        }
        List<Instant> times = new ArrayList<>();
        for (Instant time = first; !time.isAfter(end); time = time.plus(step)) {
            times.add(time);
        }
        return new Ticks(step, times);
    }

    /** These without those of a while that the ruler misses; neither its start nor its end counts. */
    public Ticks without(Instant start, Instant end) {
        return new Ticks(
                step,
                times.stream()
                        .filter(time -> !time.isAfter(start) || !time.isBefore(end))
                        .toList());
    }

    /** Questions that together ask for all of them, and perhaps for more. */
    public List<Question.Steps> questions() {
        List<Question.Steps> questions = new ArrayList<>();
        for (int from = 0; from < times.size(); ) {
            int to = from;
            Instant last = times.get(from).plus(step.multipliedBy(MOST_STEPS));
            while (to + 1 < times.size() && !times.get(to + 1).isAfter(last)) {
                to++;
            }
            questions.add(Question.steps(times.get(from), times.get(to), step));
            from = to + 1;
        }
        return questions;
    }
}
