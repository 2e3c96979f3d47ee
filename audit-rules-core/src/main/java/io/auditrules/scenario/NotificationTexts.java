package io.auditrules.scenario;

import io.auditrules.alertmanager.Routing;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.notification.Integration;
import io.auditrules.notification.Notification;
import io.auditrules.notification.NotifiedAlert;
import io.auditrules.notification.Status;
import io.auditrules.template.ExpansionException;
import io.auditrules.template.NotificationData;
import io.auditrules.template.NotificationTemplate;

/** What notifications say: the texts that a receiver's settings have templates for. */
public final class NotificationTexts {
    /** Alertmanager ends a longer title for Slack with an ellipsis (0.25 to 0.34, notify/slack). */
    private static final int SLACK_TITLE = 1024;

    private final Routing routing;
    private final String externalUrl;

    NotificationTexts(Routing routing) {
        this(routing, "");
    }

    /** @param externalUrl where Alertmanager is reached, as it tells in texts */
    public NotificationTexts(Routing routing, String externalUrl) {
        this.routing = routing;
        this.externalUrl = externalUrl;
    }

    /**
     * The text of a setting such as {@code title}, expanded; in brackets why there is none.
     *
     * @param key Alertmanager's own
     */
    public String text(Notification notification, String key) {
        Integration integration = integration(notification);
        boolean isSlackTitle = key.equals("title") && integration.name().startsWith("slack_configs[");
        return integration
                .settings()
                .text(key)
                .map(template -> expand(template, notification))
                .map(text -> isSlackTitle ? truncated(text) : text)
                .orElse("(" + notification.integration() + " does not set " + key + ")");
    }

    /** Which integration of the routing was told. */
    public Integration integration(Notification notification) {
        return routing.receivers().stream()
                .filter(receiver -> receiver.name().equals(notification.receiver()))
                .flatMap(receiver -> Integration.named(receiver, notification.integration()).stream())
                .findFirst()
                .orElseThrow();
    }

    private static String truncated(String title) {
        return title.codePointCount(0, title.length()) <= SLACK_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, SLACK_TITLE - 1)) + "\u2026";
    }

    private String expand(String template, Notification notification) {
        NotificationData data = NotificationData.of(
                notification.receiver(),
                notification.groupLabels(),
                notification.alerts().stream().map(NotificationTexts::alert).toList(),
                externalUrl);
        try {
            return NotificationTemplate.parse(template).expand(data, notification.at());
        } catch (IllegalValueException | ExpansionException e) {
            return "(cannot be expanded: " + e.getMessage() + ")";
        }
    }

    private static NotificationData.Alert alert(NotifiedAlert alert) {
        return alert.status() == Status.FIRING
                ? NotificationData.Alert.firing(
                        alert.labels(), alert.annotations(), alert.startsAt(), alert.generatorUrl())
                : NotificationData.Alert.resolved(
                        alert.labels(), alert.annotations(), alert.startsAt(), alert.endsAt(), alert.generatorUrl());
    }
}
