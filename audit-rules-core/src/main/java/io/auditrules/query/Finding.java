package io.auditrules.query;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problem;
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

    /** Whether Loki would not answer. */
    public boolean isFailed() {
        return answer instanceof Answer.Failure;
    }

    /** Of a query that Loki would not answer where it stands, why, and what to do; of others the table. */
    @Override
    public String toString() {
        if (answer instanceof Answer.Failure failure) {
            return new Problem(place, failure.message(), String.join("\n", notes)).toString();
        }
        return AnswerFormat.TABLE.write(this);
    }
}
