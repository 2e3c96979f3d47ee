package io.auditrules.live;

import io.auditrules.alertmanager.AlertmanagerYaml;
import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Routing;
import io.auditrules.notification.Integration;
import io.auditrules.scenario.NotificationTexts;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an Alertmanager is to do for a scenario: its routing, with each integration replaced by one that tells us, and tells
 * resolved alerts as the integration does: a message for Slack where there are templates for one, else a webhook.
 */
final class AlertmanagerConfig {
    private AlertmanagerConfig() {}

    /**
     * The document.
     *
     * @param told gets the notifications, under {@code RECEIVER/KEY/NUMBER}
     */
    static Map<String, Object> of(Routing routing, URI told) {
        Map<String, Object> config = AlertmanagerYaml.of(routing);
        config.remove("templates");
        Optional<String> resolveTimeout = routing.global().text("resolve_timeout");
        config.remove("global");
        resolveTimeout.ifPresent(text -> config.put("global", Map.of("resolve_timeout", text)));
        List<Object> receivers = new ArrayList<>();
        for (int i = 0; i < routing.receivers().size(); i++) {
            receivers.add(receiver(routing.receivers().get(i), told + "/" + i + "/"));
        }
        config.put("receivers", receivers);
        return config;
    }

    private static Map<String, Object> receiver(Receiver receiver, String told) {
        List<Object> webhooks = new ArrayList<>();
        List<Object> slacks = new ArrayList<>();
        for (Integration integration : Integration.of(receiver)) {
            URI address = URI.create(told + integration.name().replace('[', '/').replace("]", ""));
            if (NotificationTexts.ofSlack(integration).isEmpty()) {
                webhooks.add(Map.of("url", address.toString(), "send_resolved", integration.sendsResolved()));
            } else {
                slacks.add(SlackMessage.config(integration, address));
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", receiver.name());
        if (!webhooks.isEmpty()) {
            document.put("webhook_configs", webhooks);
        }
        if (!slacks.isEmpty()) {
            document.put("slack_configs", slacks);
        }
        return document;
    }

    /**
     * The document with all routes below one that every alert takes and that no other scenario has. Alertmanager remembers
     * whom it told of a group by the matchers on the way to it, so it remembers nothing of another scenario.
     */
    static Map<String, Object> apart(Routing routing, URI told, String scenario) {
        Map<String, Object> config = of(routing, told);
        Map<?, ?> root = Json.object(config.get("route"));
        Map<Object, Object> route = new LinkedHashMap<>(root);
        route.put("matchers", List.of("audit_rules_scenario != \"" + scenario + "\""));
        Map<String, Object> above = new LinkedHashMap<>();
        above.put("receiver", root.get("receiver"));
        above.put("routes", List.of(route));
        config.put("route", above);
        return config;
    }
}
