package io.auditrules.live;

import io.auditrules.alert.RuleHistory;
import io.auditrules.alert.Ticks;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the real peers made of a scenario.
 *
 * @param start of the scenario, moved to when it was played
 * @param end the last time that counts
 * @param ticks when each group was evaluated, from the moment that the ruler knew it
 * @param histories as the ruler told them at each tick; it does not tell when an alert fired
 * @param alertmanagerStart since when Alertmanager was there
 * @param posts what the ruler sent, by the time that it arrived
 * @param told who was told
 * @param complaints why Alertmanager could not tell somebody, in its words
 */
record Played(
        Instant start,
        Instant end,
        Map<String, Ticks> ticks,
        List<RuleHistory> histories,
        Instant alertmanagerStart,
        List<Post> posts,
        List<Told> told,
        List<String> complaints) {
    Played {
        ticks = Collections.unmodifiableMap(new LinkedHashMap<>(ticks));
        histories = List.copyOf(histories);
        posts = List.copyOf(posts);
        told = List.copyOf(told);
        complaints = List.copyOf(complaints);
    }

    Played with(List<String> someComplaints) {
        return new Played(start, end, ticks, histories, alertmanagerStart, posts, told, someComplaints);
    }
}
