package io.auditrules.check.evaded;

import io.auditrules.check.Check;
import java.util.List;

/** The checks of this package. */
public final class EvadedChecks {
    private EvadedChecks() {}

    /** All of them, in the order of their pages. */
    public static List<Check> all() {
        return List.of(
                new OneVerb(),
                new DebugPodNames(),
                new ListWithoutWatch(),
                new DeleteOneByOne(),
                new WriteWithoutPatch(),
                new SystemUsers(),
                new FirstSourceIp(),
                new UserAgent());
    }
}
