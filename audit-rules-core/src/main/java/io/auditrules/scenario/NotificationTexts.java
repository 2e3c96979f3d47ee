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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What notifications say: the texts that a receiver's settings have templates for. */
public final class NotificationTexts {
    /** Alertmanager ends a longer title for Slack with an ellipsis (0.25 to 0.34, notify/slack). */
    private static final int SLACK_TITLE = 1024;

    /** Settings of Slack's that are templates (Alertmanager 0.25, notify/slack). */
    private static final List<String> OF_SLACK = List.of(
            "channel",
            "username",
            "icon_emoji",
            "icon_url",
            "title",
            "title_link",
            "pretext",
            "text",
            "fallback",
            "callback_id",
            "image_url",
            "thumb_url",
            "footer",
            "color");

    /** A template that needs another one, of a file or of Alertmanager's own. */
    private static final Pattern INVOKES = Pattern.compile("\\{\\{-?\\s*(template|block)\\b");

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

    /** The templates of an integration by their keys, but for those that invoke others; none where it does not tell Slack. */
    public static Map<String, String> ofSlack(Integration integration) {
        Map<String, String> templates = new TreeMap<>();
        if (integration.name().startsWith("slack_configs[")) {
            for (String key : OF_SLACK) {
                integration
                        .settings()
                        .text(key)
                        .filter(text ->
                                text.contains("{{") && !INVOKES.matcher(text).find())
                        .ifPresent(text -> templates.put(key, text));
            }
        }
        return templates;
    }

    /** Why a message cannot be written, by the key of the text; empty if it can. For one of them Alertmanager tells nobody. */
    Map<String, String> failures(Notification notification) {
        Map<String, String> failures = new TreeMap<>();
        ofSlack(integration(notification)).forEach((key, template) -> {
            try {
                expanded(template, notification);
            } catch (IllegalValueException | ExpansionException e) {
                failures.put(key, String.valueOf(e.getMessage()));
            }
        });
        return failures;
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
        try {
            return expanded(template, notification);
        } catch (IllegalValueException | ExpansionException e) {
            return "(cannot be expanded: " + e.getMessage() + ")";
        }
    }

    private String expanded(String template, Notification notification) throws ExpansionException {
        NotificationData data = NotificationData.of(
                notification.receiver(),
                notification.groupLabels(),
                notification.alerts().stream().map(NotificationTexts::alert).toList(),
                externalUrl);
        return NotificationTemplate.parse(template).expand(data, notification.at());
    }

    private static NotificationData.Alert alert(NotifiedAlert alert) {
        return alert.status() == Status.FIRING
                ? NotificationData.Alert.firing(
                        alert.labels(), alert.annotations(), alert.startsAt(), alert.generatorUrl())
                : NotificationData.Alert.resolved(
                        alert.labels(), alert.annotations(), alert.startsAt(), alert.endsAt(), alert.generatorUrl());
    }
}
