package io.auditrules.query;

import io.auditrules.evaluate.Answer;
import java.util.List;
import java.util.Optional;

/**
 * What came of a look into logs.
 *
 * @param all one for each query, in the order in which they were typed
 * @param areFromFile whether the queries came from a file: then each answer stands under its query, be it a single one
 * @param notes what a person should know about the logs
 */
public record Findings(List<Finding> all, boolean areFromFile, List<String> notes) {
    public Findings {
        all = List.copyOf(all);
        notes = List.copyOf(notes);
    }

    /** The queries that Loki would not answer. */
    public List<Finding> failed() {
        return all.stream()
                .filter(finding -> finding.answer() instanceof Answer.Failure)
                .toList();
    }

    /**
     * All answers as a text.
     *
     * @param format if empty, each in the one that is usual for it
     */
    public String text(Optional<AnswerFormat> format) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : all) {
            AnswerFormat chosen = format.orElseGet(() -> AnswerFormat.usualFor(finding.question()));
            if (!areFromFile) {
                text.append(chosen.write(finding));
            } else {
                text.append(text.isEmpty() || chosen == AnswerFormat.JSON ? "" : "\n")
                        .append(chosen.writeUnderQuery(finding));
            }
        }
        return text.toString();
    }
}
