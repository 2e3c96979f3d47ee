package io.auditrules.query;

import io.auditrules.diagnostic.Place;
import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Question;
import java.util.List;

/**
 * A query that was asked of the logs, and what came of it.
 *
 * @param query as it was typed
 * @param place where it was typed
 * @param question when it was asked
 * @param answer what Loki would answer
 * @param notes what a person should know about the answer: which time was taken, why there may be nothing
 */
public record Finding(String query, Place place, Question question, Answer answer, List<String> notes) {
    public Finding {
        notes = List.copyOf(notes);
    }
}
