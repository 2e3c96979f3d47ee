package io.auditrules.live;

import java.util.ArrayList;
import java.util.List;

/** All scenarios that real peers were asked, each a Loki of the version that its site is for. */
final class LiveCases {
    private LiveCases() {}

    static List<LiveCase> all() {
        List<LiveCase> all = new ArrayList<>(HandWrittenCases.all());
        all.addAll(RandomCases.all(1, 140));
        all.addAll(SlackCases.all());
        all.addAll(ArticleCases.all());
        return all;
    }
}
