package io.auditrules.query;

import java.util.List;
import java.util.Optional;

/**
 * What came of a look into logs.
 *
 * @param all one for each query, in the order in which they were typed
 * @param areFromFile whether the queries came from a file: then each answer stands under its query, be it a single one
 * @param format if empty, each in the one that is usual for it
 * @param notes what a person should know about the logs
 */
public record Findings(List<Finding> all, boolean areFromFile, Optional<AnswerFormat> format, List<String> notes) {
    public Findings {
        all = List.copyOf(all);
        notes = List.copyOf(notes);
    }

    /** The queries that Loki would not answer. */
    public List<Finding> failed() {
        return all.stream().filter(Finding::isFailed).toList();
    }

    /** Those whose notes are not in the text. */
    public List<Finding> untold() {
        return all.stream()
                .filter(finding -> !finding.isFailed() && formatOf(finding) != AnswerFormat.TABLE)
                .toList();
    }

    /** All answers as a text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : all) {
            AnswerFormat chosen = formatOf(finding);
            if (!areFromFile) {
                text.append(chosen.write(finding));
            } else {
                text.append(text.length() == 0 || chosen == AnswerFormat.JSON ? "" : "\n")
                        .append(chosen.writeUnderQuery(finding));
            }
        }
        return text.toString();
    }

    private AnswerFormat formatOf(Finding finding) {
        return format.orElseGet(() -> AnswerFormat.usualFor(finding.question()));
    }
}
