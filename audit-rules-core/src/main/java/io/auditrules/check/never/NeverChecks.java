package io.auditrules.check.never;

import io.auditrules.check.Check;
import java.util.List;

/** The checks of this package. */
public final class NeverChecks {
    private NeverChecks() {}

    /** All of them, in the order of their pages. */
    public static List<Check> all() {
        return List.of(
                new Pending(),
                new Threshold(),
                new Contradiction(),
                NoSuchValue.alone(),
                NoSuchValue.amongOthers(),
                new NoSuchLabel(),
                new ListLabel(),
                new ExecCode(),
                new StageOfRequest(),
                new Level(),
                new NoBody(),
                new EscapedText(),
                new RepeatedCharacter());
    }
}
