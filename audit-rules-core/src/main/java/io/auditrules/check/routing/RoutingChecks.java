package io.auditrules.check.routing;

import io.auditrules.check.Check;
import java.util.List;

/** The checks of this package. */
public final class RoutingChecks {
    private RoutingChecks() {}

    /** All of them, in the order of their pages. */
    public static List<Check> all() {
        return List.of(
                new TellsNobody(),
                new OnlyDefault(),
                new Unreachable(),
                new UnusedReceiver(),
                new InhibitsOthers(),
                new GroupsUnrelated(),
                new Newer(),
                new NamespaceMatcher(),
                new NeverHolds(),
                new AlwaysMuted(),
                new GoneBeforeTold(),
                new RepeatTooShort());
    }
}
