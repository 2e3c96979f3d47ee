package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Rules that Loki evaluates together, in order.
 *
 * @param name unique in a project
 * @param interval how often they are evaluated
 * @param limit how many alerts one of the rules may have at a time: with more it fails and has none (Loki 2.9 and later, and
 *     {@code AlertingRule}); 0 for any number
 * @param rules at least one
 */
public record RuleGroup(String name, Duration interval, int limit, List<Rule> rules) {
    /** The Loki Operator's own default, written out. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

    public RuleGroup {
        rules = List.copyOf(rules);
        checkName(name);
        checkInterval(interval);
        if (limit < 0) {
            throw new IllegalValueException("a limit of " + limit + " makes no sense", "write 0 or leave it out");
        }
        if (rules.isEmpty()) {
            throw new IllegalValueException("the group \"" + name + "\" has no rule", "add one, or delete the group");
        }
    }

    /** A group that is evaluated every minute. */
    public static RuleGroup of(String name, Rule... rules) {
        return new RuleGroup(name, DEFAULT_INTERVAL, 0, Arrays.asList(rules));
    }

    /** The same group, evaluated this often. */
    public RuleGroup every(Duration interval) {
        return new RuleGroup(name, interval, limit, rules);
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if the name is blank or has a line end
     */
    public static void checkName(String name) {
        if (name.isBlank() || name.lines().count() != 1) {
            throw new IllegalValueException(
                    "\"" + name + "\" cannot be the name of a group", "write one line, for example pod-access");
        }
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if the interval has no length
     */
    public static void checkInterval(Duration interval) {
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalValueException("a group cannot be evaluated every 0s", "write for example 1m");
        }
    }
}
