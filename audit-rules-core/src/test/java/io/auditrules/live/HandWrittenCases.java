package io.auditrules.live;

import java.util.ArrayList;
import java.util.List;

/** Cases that each show one behaviour. */
final class HandWrittenCases {
    private static final String EXEC =
            "sum by (user) (count_over_time({log_type=\"audit\"} | json | verb=\"exec\" [4s])) > 0";
    private static final String ALICE = "{\"verb\":\"exec\",\"user\":\"alice\",\"code\":101}";

    private final List<LiveCase> cases = new ArrayList<>();

    private HandWrittenCases() {}

    static List<LiveCase> all() {
        HandWrittenCases all = new HandWrittenCases();
        all.cases.add(
                CaseBuilder.named("fires at the first evaluation with a line, and resolves when it has left the window")
                        .rule("Exec", EXEC)
                        .line(3000, ALICE)
                        .build());
        return all.cases;
    }
}
