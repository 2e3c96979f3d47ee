package io.auditrules.alertmanager;

import static io.auditrules.alertmanager.KeyTranslation.PAIRS;
import static io.auditrules.alertmanager.KeyTranslation.SAME;
import static io.auditrules.alertmanager.KeyTranslation.SECRET;
import static io.auditrules.alertmanager.KeyTranslation.SECRET_OR_CONFIG_MAP;
import static io.auditrules.alertmanager.KeyTranslation.TEXT;
import static io.auditrules.alertmanager.KeyTranslation.TEXTS;

import io.auditrules.diagnostic.Problems;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Receivers in the keys of {@code AlertmanagerConfig}; the names are those of prometheus-operator 0.93,
 * {@code pkg/apis/monitoring/v1beta1/alertmanager_config_types.go} and its v1alpha1 sibling.
 */
final class ReceiverTranslation {
    private final Map<String, Integration> integrations = new LinkedHashMap<>();

    private record Integration(String key, KeyTranslation settings) {}

    ReceiverTranslation(AlertmanagerConfig.Version version) {
        put("slack_configs", "slackConfigs", slack());
        put("pagerduty_configs", "pagerdutyConfigs", pagerduty());
        put("webhook_configs", "webhookConfigs", webhook());
        put("email_configs", "emailConfigs", email());
        put("msteamsv2_configs", "msteamsv2Configs", msteams());
        put("opsgenie_configs", "opsgenieConfigs", opsgenie(version));
    }

    private void put(String from, String to, KeyTranslation settings) {
        integrations.put(from, new Integration(to, settings));
    }

    /** The receiver as the custom resource says it. */
    Map<String, Object> translate(Receiver receiver, Problems problems) {
        Map<String, Object> translated = new LinkedHashMap<>();
        translated.put("name", receiver.name());
        for (YamlMapping.Entry label : receiver.labels().mapping().entries()) {
            problems.add(
                    label.key().place(),
                    "\"labels\" of the receiver \"" + receiver.name() + "\" cannot be said in an AlertmanagerConfig",
                    "delete them");
        }
        receiver.integrations().forEach((key, all) -> {
            Integration integration = integrations.get(key);
            if (integration == null) {
                all.forEach(settings -> problems.add(
                        settings.mapping().place(),
                        "\"" + key + "\" of the receiver \"" + receiver.name()
                                + "\" cannot be said in an AlertmanagerConfig",
                        "write an alertmanager.yaml or the Secret with it instead; translated are "
                                + String.join(", ", integrations.keySet())));
                return;
            }
            List<Object> translatedAll = all.stream()
                    .<Object>map(settings -> integration.settings.translate(key, settings.mapping(), problems))
                    .toList();
            translated.put(integration.key, translatedAll);
        });
        return translated;
    }

    private static KeyTranslation slack() {
        KeyTranslation confirmation = new KeyTranslation()
                .same(TEXT, "text", "title")
                .key("ok_text", "okText", TEXT)
                .key("dismiss_text", "dismissText", TEXT);
        KeyTranslation action = new KeyTranslation()
                .same(TEXT, "type", "text", "url", "style", "name", "value")
                .key("confirm", "confirm", confirmation.asValue());
        KeyTranslation field = new KeyTranslation().same(TEXT, "title", "value").same(SAME, "short");
        return common().key("api_url_file", "apiURL", SECRET)
                .same(TEXT, "channel", "username", "color", "title", "pretext", "text", "footer", "fallback")
                .key("title_link", "titleLink", TEXT)
                .key("callback_id", "callbackId", TEXT)
                .key("icon_emoji", "iconEmoji", TEXT)
                .key("icon_url", "iconURL", TEXT)
                .key("image_url", "imageURL", TEXT)
                .key("thumb_url", "thumbURL", TEXT)
                .key("message_text", "messageText", TEXT)
                .key("short_fields", "shortFields", SAME)
                .key("link_names", "linkNames", SAME)
                .key("update_message", "updateMessage", SAME)
                .key("mrkdwn_in", "mrkdwnIn", TEXTS)
                .key("fields", "fields", field.asList())
                .key("actions", "actions", action.asList())
                .same(TEXT, "timeout");
    }

    private static KeyTranslation pagerduty() {
        KeyTranslation image = new KeyTranslation().same(TEXT, "src", "href", "alt");
        // The operator itself calls the text of a link "alt".
        KeyTranslation link = new KeyTranslation().same(TEXT, "href").key("text", "alt", TEXT);
        return common().key("routing_key_file", "routingKey", SECRET)
                .key("service_key_file", "serviceKey", SECRET)
                .same(TEXT, "url", "client", "description", "severity", "class", "group", "component", "source")
                .key("client_url", "clientURL", TEXT)
                .same(PAIRS, "details")
                .key("images", "pagerDutyImageConfigs", image.asList())
                .key("links", "pagerDutyLinkConfigs", link.asList())
                .same(TEXT, "timeout");
    }

    private static KeyTranslation webhook() {
        return common().same(TEXT, "url", "timeout", "payload")
                .key("url_file", "urlSecret", SECRET)
                .key("max_alerts", "maxAlerts", SAME);
    }

    private static KeyTranslation email() {
        return new KeyTranslation()
                .key("send_resolved", "sendResolved", SAME)
                .same(TEXT, "to", "from", "hello", "smarthost", "html", "text")
                .key("auth_username", "authUsername", TEXT)
                .key("auth_password_file", "authPassword", SECRET)
                .key("auth_secret_file", "authSecret", SECRET)
                .key("auth_identity", "authIdentity", TEXT)
                .same(PAIRS, "headers")
                .key("require_tls", "requireTLS", SAME)
                .key("force_implicit_tls", "forceImplicitTLS", SAME)
                .key("tls_config", "tlsConfig", tls().asValue())
                .key("threading", "threading", (key, node, problems) -> threading((YamlMapping) node));
    }

    /** There, what is said is enabled, and the words begin with capitals. */
    private static Optional<Object> threading(YamlMapping threading) {
        boolean enabled = threading
                .get("enabled")
                .filter(node ->
                        node instanceof YamlScalar scalar && scalar.text().equals("true"))
                .isPresent();
        return enabled
                ? threading
                        .get("thread_by_date")
                        .map(node -> Map.of(
                                "threadByDate", ((YamlScalar) node).text().equals("daily") ? "Daily" : "None"))
                : Optional.empty();
    }

    private static KeyTranslation msteams() {
        return common().key("webhook_url_file", "webhookURL", SECRET).same(TEXT, "title", "text");
    }

    private static KeyTranslation opsgenie(AlertmanagerConfig.Version version) {
        KeyTranslation responder = new KeyTranslation().same(TEXT, "id", "name", "username", "type");
        KeyTranslation opsgenie = common().key("api_key_file", "apiKey", SECRET)
                .key("api_url", "apiURL", TEXT)
                .same(TEXT, "message", "description", "source", "tags", "note", "priority", "entity", "actions")
                .same(PAIRS, "details")
                .key("responders", "responders", responder.asList());
        return switch (version) {
            case V1ALPHA1 -> opsgenie.key("update_alerts", "updateAlerts", SAME);
            case V1BETA1 -> opsgenie;
        };
    }

    private static KeyTranslation common() {
        return new KeyTranslation()
                .key("send_resolved", "sendResolved", SAME)
                .key("http_config", "httpConfig", http().asValue());
    }

    private static KeyTranslation http() {
        KeyTranslation basic =
                new KeyTranslation().key("username_file", "username", SECRET).key("password_file", "password", SECRET);
        KeyTranslation authorization =
                new KeyTranslation().same(TEXT, "type").key("credentials_file", "credentials", SECRET);
        return new KeyTranslation()
                .key("basic_auth", "basicAuth", basic.asValue())
                .key("authorization", "authorization", authorization.asValue())
                .key("bearer_token_file", "bearerTokenSecret", SECRET)
                .key("tls_config", "tlsConfig", tls().asValue())
                .key("proxy_url", "proxyURL", TEXT)
                .key("no_proxy", "noProxy", TEXT)
                .key("proxy_from_environment", "proxyFromEnvironment", SAME)
                .key("follow_redirects", "followRedirects", SAME)
                .key("enable_http2", "enableHttp2", SAME);
    }

    private static KeyTranslation tls() {
        return new KeyTranslation()
                .key("ca_file", "ca", SECRET_OR_CONFIG_MAP)
                .key("cert_file", "cert", SECRET_OR_CONFIG_MAP)
                .key("key_file", "keySecret", SECRET)
                .key("server_name", "serverName", TEXT)
                .key("insecure_skip_verify", "insecureSkipVerify", SAME)
                .key("min_version", "minVersion", TEXT)
                .key("max_version", "maxVersion", TEXT);
    }
}
