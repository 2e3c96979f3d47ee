package io.auditrules.notification;

import io.auditrules.alertmanager.RouteNode;
import io.auditrules.alertmanager.Routing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What becomes of a group's alerts when their time has come: inhibition, active times, muted times, what was told before
 * ({@code notify.PipelineBuilder} and its stages in Alertmanager 0.25). Sending takes no time and never fails.
 */
final class Pipeline {
    private final Routing routing;
    private final Inhibitor inhibitor;
    private final NotificationLog log;
    private final Map<String, List<Integration>> integrations = new HashMap<>();
    private final List<Notification> notifications = new ArrayList<>();
    private final List<Withheld> withheld = new ArrayList<>();
    private final Set<Untold> untold = new HashSet<>();

    Pipeline(Routing routing, Inhibitor inhibitor, Instant start) {
        this.routing = routing;
        this.inhibitor = inhibitor;
        this.log = new NotificationLog(start);
        routing.receivers().forEach(receiver -> integrations.put(receiver.name(), Integration.of(receiver)));
    }

    /** The end of an alert of which nobody was told that it fires. */
    private record Untold(RouteNode route, Integration integration, Map<String, String> labels, Instant endsAt) {}

    List<Notification> notifications() {
        return notifications;
    }

    List<Withheld> withheld() {
        return withheld;
    }

    /** Looks at a group. */
    void flush(Group group, Instant now) {
        Look look = new Look(group, now);
        List<Alert> alerts = look.uninhibited(group.flush(now));
        if (!alerts.isEmpty() && !look.isSilentTime(alerts)) {
            look.tell(alerts);
        }
        withheld.addAll(group.news(look.withheld));
        group.settle(now);
    }

    /** One look at one group. */
    private final class Look {
        private final Group group;
        private final RouteNode route;
        private final Instant now;
        private final List<Withheld> withheld = new ArrayList<>();

        Look(Group group, Instant now) {
            this.group = group;
            this.route = group.route();
            this.now = now;
        }

        List<Alert> uninhibited(List<Alert> alerts) {
            List<Alert> uninhibited = new ArrayList<>();
            for (Alert alert : alerts) {
                Optional<Map<String, String>> by = inhibitor.inhibiting(alert.labels(), now);
                by.ifPresentOrElse(
                        labels -> withhold(alert, new Cause.Inhibited(labels)), () -> uninhibited.add(alert));
            }
            return uninhibited;
        }

        boolean isSilentTime(List<Alert> alerts) {
            List<String> active = route.route().activeTimeIntervals();
            if (!active.isEmpty() && active.stream().noneMatch(this::isNow)) {
                alerts.forEach(alert -> withhold(alert, new Cause.Inactive(active)));
                return true;
            }
            Optional<String> muted = route.route().muteTimeIntervals().stream()
                    .filter(this::isNow)
                    .findFirst();
            muted.ifPresent(name -> alerts.forEach(alert -> withhold(alert, new Cause.Muted(name))));
            return muted.isPresent();
        }

        private boolean isNow(String timeInterval) {
            return routing.timeInterval(timeInterval).contains(now);
        }

        void tell(List<Alert> alerts) {
            List<Integration> all = integrations.getOrDefault(route.receiver(), List.of());
            all.forEach(integration -> tell(integration, alerts));
            if (all.isEmpty()) {
                alerts.forEach(alert -> withhold(alert, new Cause.NoIntegration()));
            }
        }

        private void tell(Integration integration, List<Alert> alerts) {
            Set<Map<String, String>> firing = labels(alerts, alert -> !alert.isResolvedAt(now));
            Set<Map<String, String>> resolved = labels(alerts, alert -> alert.isResolvedAt(now));
            NotificationLog.Key key = new NotificationLog.Key(route.key(), group.labels(), integration);
            Optional<NotificationLog.Entry> last = log.last(key, now);
            Optional<Reason> reason = reason(last, firing, resolved, integration.sendsResolved());
            Set<Map<String, String>> told =
                    last.map(NotificationLog.Entry::firing).orElse(Set.of());
            reason.ifPresent(why -> {
                send(integration, why, alerts);
                log.add(key, now, firing, resolved, route.repeatInterval());
            });
            for (Alert alert : alerts) {
                if (!alert.isResolvedAt(now) || (reason.isPresent() && integration.sendsResolved())) {
                    continue;
                }
                if (told.contains(alert.labels())) {
                    withhold(alert, new Cause.ResolvedNotSent(integration.name()));
                } else if (!isOldNews(alert, integration, last)) {
                    withhold(alert, new Cause.EndedUntold(integration.name()));
                }
            }
        }

        /** A ruler sends an alert that ended again and again; its end was told, or said to be untold, the first time. */
        private boolean isOldNews(Alert alert, Integration integration, Optional<NotificationLog.Entry> last) {
            boolean isNoted = last.filter(entry -> entry.resolved().contains(alert.labels())
                            && !alert.startsAt().isAfter(entry.at()))
                    .isPresent();
            return isNoted || !untold.add(new Untold(route, integration, alert.labels(), alert.endsAt()));
        }

        /** {@code notify.DedupStage.needsUpdate}. */
        private Optional<Reason> reason(
                Optional<NotificationLog.Entry> last,
                Set<Map<String, String>> firing,
                Set<Map<String, String>> resolved,
                boolean sendsResolved) {
            if (last.isEmpty()) {
                return firing.isEmpty() ? Optional.empty() : Optional.of(Reason.FIRST);
            }
            NotificationLog.Entry entry = last.get();
            if (!entry.firing().containsAll(firing)) {
                return Optional.of(entry.firing().isEmpty() ? Reason.FIRST : Reason.NEW_ALERTS);
            }
            if (firing.isEmpty()) {
                return entry.firing().isEmpty() ? Optional.empty() : Optional.of(Reason.ALL_RESOLVED);
            }
            if (sendsResolved && !entry.resolved().containsAll(resolved)) {
                return Optional.of(Reason.NEW_RESOLVED);
            }
            Duration since = Duration.between(entry.at(), now);
            return since.compareTo(route.repeatInterval()) > 0 ? Optional.of(Reason.REPEAT) : Optional.empty();
        }

        /** {@code notify.RetryStage}: only noted where nothing is left to send. */
        private void send(Integration integration, Reason reason, List<Alert> alerts) {
            List<NotifiedAlert> sent = alerts.stream()
                    .filter(alert -> integration.sendsResolved() || !alert.isResolvedAt(now))
                    .map(alert -> NotifiedAlert.of(alert, now))
                    .toList();
            if (!sent.isEmpty()) {
                notifications.add(new Notification(now, route, integration.name(), group.labels(), reason, sent));
            }
        }

        private void withhold(Alert alert, Cause cause) {
            withheld.add(new Withheld(now, route, group.labels(), alert.labels(), cause));
        }

        private static Set<Map<String, String>> labels(List<Alert> alerts, Predicate<Alert> which) {
            return alerts.stream().filter(which).map(Alert::labels).collect(Collectors.toUnmodifiableSet());
        }
    }
}
