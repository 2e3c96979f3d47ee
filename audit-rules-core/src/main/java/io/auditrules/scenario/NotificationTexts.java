package io.auditrules.scenario;

import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.Settings;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.notification.Notification;
import io.auditrules.notification.NotifiedAlert;
import io.auditrules.notification.Status;
import io.auditrules.template.ExpansionException;
import io.auditrules.template.NotificationData;
import io.auditrules.template.NotificationTemplate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What notifications say: the texts that a receiver's settings have templates for. */
final class NotificationTexts {
    private static final Pattern INTEGRATION = Pattern.compile("(.*)\\[([0-9]+)]");

    private final Routing routing;

    NotificationTexts(Routing routing) {
        this.routing = routing;
    }

    /**
     * The text of a setting such as {@code title}, expanded; in brackets why there is none.
     *
     * @param key Alertmanager's own
     */
    String text(Notification notification, String key) {
        return settings(notification)
                .text(key)
                .map(template -> expand(template, notification))
                .orElse("(" + notification.integration() + " does not set " + key + ")");
    }

    private Settings settings(Notification notification) {
        Matcher integration = INTEGRATION.matcher(notification.integration());
        if (!integration.matches()) {
            throw new IllegalStateException(notification.integration());
        }
        Receiver receiver = routing.receivers().stream()
                .filter(candidate -> candidate.name().equals(notification.receiver()))
                .findFirst()
                .orElseThrow();
        List<Settings> all = receiver.integrations().getOrDefault(integration.group(1), List.of());
        return all.get(Integer.parseInt(integration.group(2)));
    }

    private static String expand(String template, Notification notification) {
        NotificationData data = NotificationData.of(
                notification.receiver(),
                notification.groupLabels(),
                notification.alerts().stream().map(NotificationTexts::alert).toList(),
                "");
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
