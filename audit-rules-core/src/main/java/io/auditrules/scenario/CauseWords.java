package io.auditrules.scenario;

import io.auditrules.notification.Cause;
import java.time.Instant;

/**
 * Why somebody was not told, in words.
 *
 * @param start of the scenario, from which times are counted
 */
public record CauseWords(Instant start) implements Cause.Visitor<String> {
    @Override
    public String inhibited(Cause.Inhibited cause) {
        return "inhibited by " + cause.by();
    }

    @Override
    public String muted(Cause.Muted cause) {
        return "the route is muted during " + cause.timeInterval();
    }

    @Override
    public String inactive(Cause.Inactive cause) {
        return "the route is active only during " + String.join(", ", cause.timeIntervals());
    }

    @Override
    public String waiting(Cause.Waiting cause) {
        return "the group waits until " + new Since(start).text(cause.until()) + "; let the scenario run longer";
    }

    @Override
    public String endedUntold(Cause.EndedUntold cause) {
        return "it ended before " + cause.integration() + " was told";
    }

    @Override
    public String resolvedNotSent(Cause.ResolvedNotSent cause) {
        return "it is resolved, and send_resolved of " + cause.integration() + " is false";
    }

    @Override
    public String noIntegration(Cause.NoIntegration cause) {
        return "the receiver has no integration";
    }
}
