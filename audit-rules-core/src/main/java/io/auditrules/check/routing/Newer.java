package io.auditrules.check.routing;

import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Settings;
import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.PlacedRouting.Form;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.Place;
import io.auditrules.rule.Platform;
import java.util.List;
import java.util.Map;

/** A receiver that the platform's Alertmanager does not know yet. */
final class Newer implements Check {
    private static final About ABOUT = About.of("routing/newer-than-alertmanager");

    /** The versions that brought them, by Alertmanager's changelog. */
    private static final Map<String, String> INTEGRATIONS = Map.of(
            "sns_configs", "0.23",
            "telegram_configs", "0.24",
            "discord_configs", "0.25",
            "webex_configs", "0.25",
            "msteams_configs", "0.26",
            "msteamsv2_configs", "0.28",
            "jira_configs", "0.28",
            "rocketchat_configs", "0.28",
            "incidentio_configs", "0.29",
            "mattermost_configs", "0.30");

    private record Key(String integration, String name, String since) {}

    private static final List<Key> KEYS = List.of(
            new Key("opsgenie_configs", "api_key_file", "0.24"),
            new Key("pagerduty_configs", "routing_key_file", "0.25"),
            new Key("pagerduty_configs", "service_key_file", "0.25"),
            new Key("email_configs", "auth_password_file", "0.25"),
            new Key("webhook_configs", "url_file", "0.26"),
            new Key("telegram_configs", "bot_token_file", "0.26"),
            new Key("pushover_configs", "token_file", "0.26"),
            new Key("pushover_configs", "user_key_file", "0.26"),
            new Key("discord_configs", "webhook_url_file", "0.27"),
            new Key("msteams_configs", "webhook_url_file", "0.27"),
            new Key("slack_configs", "app_token", "0.30"),
            new Key("slack_configs", "app_token_file", "0.30"),
            new Key("slack_configs", "timeout", "0.30"),
            new Key("pagerduty_configs", "timeout", "0.30"),
            new Key("slack_configs", "message_text", "0.31"),
            new Key("email_configs", "auth_secret_file", "0.31"),
            new Key("webhook_configs", "timeout", "0.28"),
            new Key("webhook_configs", "payload", "0.32"),
            new Key("slack_configs", "update_message", "0.32"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRouting routing : scene.routings()) {
            if (!scene.platform().isAlertmanagerAtLeast("0.27")) {
                routing.utf8Only()
                        .forEach(problem -> findings.add(ABOUT, problem.place(), problem.message(), problem.advice()));
            }
            // The operator writes what it knows for its Alertmanager, whatever version that is.
            if (routing.form() == Form.CONFIGURATION) {
                for (Receiver receiver : routing.routing().receivers()) {
                    receiver.integrations()
                            .forEach((integration, all) -> all.forEach(
                                    settings -> check(scene.platform(), integration, settings, routing, findings)));
                    if (!receiver.labels().isEmpty()) {
                        tell(scene.platform(), "labels of a receiver", "0.33", routing.placeOf(receiver), findings);
                    }
                }
                routing.routing().inhibitRules().stream()
                        .filter(rule -> !rule.name().isEmpty())
                        .forEach(rule -> tell(
                                scene.platform(),
                                "the name of an inhibition",
                                "0.30",
                                routing.placeOf(rule),
                                findings));
                routing.routing().tree().all().stream()
                        .filter(node -> !node.route().labels().isEmpty())
                        .forEach(node -> tell(
                                scene.platform(),
                                "labels of a route",
                                "0.34",
                                routing.placeOf(node.route()),
                                findings));
            }
        }
    }

    private static void check(
            Platform platform, String integration, Settings settings, PlacedRouting routing, Findings findings) {
        Place place = routing.placeOf(settings);
        tell(platform, "\"" + integration + "\"", INTEGRATIONS.getOrDefault(integration, "0.0"), place, findings);
        for (Key key : KEYS) {
            if (key.integration.equals(integration)) {
                settings.keyPlace(key.name)
                        .ifPresent(there -> tell(platform, "\"" + key.name + "\"", key.since, there, findings));
            }
        }
    }

    private static void tell(Platform platform, String what, String since, Place place, Findings findings) {
        if (!platform.isAlertmanagerAtLeast(since)) {
            findings.add(
                    ABOUT,
                    place,
                    what + " came with Alertmanager " + since + ", and the platform has " + platform.alertmanager());
        }
    }
}
