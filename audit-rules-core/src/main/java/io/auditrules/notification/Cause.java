package io.auditrules.notification;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Why a receiver to which an alert was routed was not told of it. */
public sealed interface Cause {

    <R> R accept(Visitor<R> visitor);

    /** Another alert fires and silences it; of several the one that arrived first. */
    record Inhibited(Map<String, String> by) implements Cause {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.inhibited(this);
        }
    }

    /** The route is muted: the time interval of {@code mute_time_intervals} that it is. */
    record Muted(String timeInterval) implements Cause {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.muted(this);
        }
    }

    /** It is none of the times of {@code active_time_intervals}. */
    record Inactive(List<String> timeIntervals) implements Cause {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.inactive(this);
        }
    }

    /** The group collects alerts, for {@code group_wait} or {@code group_interval}, until this moment. */
    record Waiting(Instant until) implements Cause {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.waiting(this);
        }
    }

    /** It ended, and this integration does not know that it fired: what it was told last did not name it as firing. */
    record EndedUntold(String integration) implements Cause {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.endedUntold(this);
        }
    }

    /** It ended, and {@code send_resolved} of this integration is false. */
    record ResolvedNotSent(String integration) implements Cause {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.resolvedNotSent(this);
        }
    }

    /** The receiver has no integration: it tells nobody. */
    record NoIntegration() implements Cause {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.noIntegration(this);
        }
    }

    /** One case for every cause. */
    interface Visitor<R> {
        R inhibited(Inhibited cause);

        R muted(Muted cause);

        R inactive(Inactive cause);

        R waiting(Waiting cause);

        R endedUntold(EndedUntold cause);

        R resolvedNotSent(ResolvedNotSent cause);

        R noIntegration(NoIntegration cause);
    }
}
