package io.auditrules.check.blind;

import io.auditrules.check.Check;
import java.util.List;

/** The checks of this package. */
public final class BlindChecks {
    private BlindChecks() {}

    /** All of them, in the order of their pages. */
    public static List<Check> all() {
        return List.of(
                new Unguarded(),
                new SeriesLimit(),
                new GroupLimit(),
                Gap.betweenEvaluations(),
                Gap.lateLines(),
                new MissingNumber(),
                new LongLine());
    }
}
