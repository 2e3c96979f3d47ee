package io.auditrules.check.cost;

import io.auditrules.check.Check;
import java.util.List;

/** The checks of this package. */
public final class CostChecks {
    private CostChecks() {}

    /** All of them, in the order of their pages. */
    public static List<Check> all() {
        return List.of(new Reread(), new ParserFirst(), new SharedGroup());
    }
}
