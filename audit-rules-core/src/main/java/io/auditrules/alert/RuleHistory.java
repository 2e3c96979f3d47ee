package io.auditrules.alert;

import java.util.List;

/** What became of a rule, one evaluation after the other. */
public record RuleHistory(AlertingRule rule, List<Evaluation> evaluations) {
    public RuleHistory {
        evaluations = List.copyOf(evaluations);
    }
}
