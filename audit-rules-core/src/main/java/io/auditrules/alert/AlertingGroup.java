package io.auditrules.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Rules that the ruler evaluates together, in order.
 *
 * @param interval between two evaluations
 * @param limit how many alerts of one rule may be active, more and the rule fails; 0 for any number. Loki 2.8 ignores it.
 */
public record AlertingGroup(String name, Duration interval, int limit, List<AlertingRule> rules) {
    public AlertingGroup {
        rules = List.copyOf(rules);
    }

    /** When the ruler evaluates the group from a first time on, to an end that counts. */
    public Ticks ticks(Instant first, Instant end) {
        return Ticks.every(interval, first, end);
    }
}
