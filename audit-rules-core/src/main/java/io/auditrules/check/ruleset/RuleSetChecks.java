package io.auditrules.check.ruleset;

import io.auditrules.check.Check;
import java.util.List;

/** The checks of this package. */
public final class RuleSetChecks {
    private RuleSetChecks() {}

    /** All of them, in the order of their pages. */
    public static List<Check> all() {
        return List.of(
                new DuplicateRule(), new ShadowedRule(), new TwoSeverities(), new OwnQueryLog(), new NoHealthRule());
    }
}
