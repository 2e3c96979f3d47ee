package io.auditrules.check.wrong;

import io.auditrules.check.Check;
import java.util.List;

/** The checks of this package. */
public final class WrongChecks {
    private WrongChecks() {}

    /** All of them, in the order of their pages. */
    public static List<Check> all() {
        return List.of(
                new BothStages(),
                new BoolComparison(),
                new FallbackCountedTwice(),
                new UnknownLabel(),
                new CollidingSeries(),
                new LostLabel(),
                new ChangingLabel(),
                new DescriptionLabel());
    }
}
