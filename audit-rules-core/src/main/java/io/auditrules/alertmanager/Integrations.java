package io.auditrules.alertmanager;

import static io.auditrules.alertmanager.ValueCheck.ANY;
import static io.auditrules.alertmanager.ValueCheck.COUNT;
import static io.auditrules.alertmanager.ValueCheck.DURATION;
import static io.auditrules.alertmanager.ValueCheck.GO_DURATION;
import static io.auditrules.alertmanager.ValueCheck.HOST_AND_PORT;
import static io.auditrules.alertmanager.ValueCheck.TEXT;
import static io.auditrules.alertmanager.ValueCheck.TEXTS;
import static io.auditrules.alertmanager.ValueCheck.TEXT_BY_NAME;
import static io.auditrules.alertmanager.ValueCheck.TRUTH;
import static io.auditrules.alertmanager.ValueCheck.URL;
import static io.auditrules.alertmanager.ValueCheck.listOf;
import static io.auditrules.alertmanager.ValueCheck.textOr;
import static io.auditrules.alertmanager.ValueCheck.words;

import io.auditrules.diagnostic.Suggestion;
import io.auditrules.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The ways in which a receiver is told: {@code slack_configs} and its like, with the keys that Alertmanager up to 0.34
 * knows for seven of them. The others are passed on unread, except for secrets.
 */
final class Integrations {
    private static final Map<String, Schema> CHECKED = new LinkedHashMap<>();
    private static final Map<String, List<FileForm>> PASSED_ON = new LinkedHashMap<>();

    private record FileForm(String key, String fileKey, String since) {}

    static {
        Schema slackConfirmation = Schema.builder()
                .keys(TEXT, "text", "title", "ok_text", "dismiss_text")
                .needs("text")
                .build();
        Schema slackAction = Schema.builder()
                .keys(TEXT, "type", "text", "url", "style", "name", "value")
                .keys(slackConfirmation, "confirm")
                .needs("type")
                .needs("text")
                .needs("url", "name")
                .build();
        Schema slackField = Schema.builder()
                .keys(TEXT, "title", "value")
                .keys(TRUTH, "short")
                .needs("title")
                .needs("value")
                .build();
        CHECKED.put(
                "slack_configs",
                common().secret("api_url", "api_url_file", "0.22")
                        .secret("app_token", "app_token_file", "0.30")
                        .keys(URL, "app_url")
                        .keys(TEXT, "channel", "username", "color", "title", "title_link", "pretext", "text")
                        .keys(TEXT, "message_text", "footer", "fallback", "callback_id", "icon_emoji", "icon_url")
                        .keys(TEXT, "image_url", "thumb_url")
                        .keys(TRUTH, "short_fields", "link_names", "update_message")
                        .keys(TEXTS, "mrkdwn_in")
                        .keys(listOf(slackField), "fields")
                        .keys(listOf(slackAction), "actions")
                        .keys(GO_DURATION, "timeout")
                        .atMostOneOf("api_url_file", "app_token_file")
                        .build());
        Schema pagerdutyImage =
                Schema.builder().keys(TEXT, "src", "alt", "href").build();
        Schema pagerdutyLink = Schema.builder().keys(TEXT, "href", "text").build();
        CHECKED.put(
                "pagerduty_configs",
                common().secret("routing_key", "routing_key_file", "0.25")
                        .secret("service_key", "service_key_file", "0.25")
                        .keys(URL, "url")
                        .keys(TEXT, "client", "client_url", "description", "source", "severity", "class", "component")
                        .keys(TEXT, "group")
                        .keys(ANY, "details")
                        .keys(listOf(pagerdutyImage), "images")
                        .keys(listOf(pagerdutyLink), "links")
                        .keys(GO_DURATION, "timeout")
                        .needs("routing_key_file", "routing_key", "service_key_file", "service_key")
                        .build());
        CHECKED.put(
                "webhook_configs",
                common().urlWithSecret("url", "url_file", "0.26")
                        .keys(COUNT, "max_alerts")
                        .keys(GO_DURATION, "timeout")
                        .keys(ANY, "payload")
                        .needs("url", "url_file")
                        .build());
        CHECKED.put("email_configs", email());
        CHECKED.put(
                "msteamsv2_configs",
                common().secret("webhook_url", "webhook_url_file", "0.28")
                        .keys(TEXT, "title", "text")
                        .needs("webhook_url_file", "webhook_url")
                        .build());
        Schema responder = Schema.builder()
                .keys(TEXT, "id", "name", "username")
                .keys(words("team", "teams", "user", "escalation", "schedule"), "type")
                .needs("id", "name", "username")
                .needs("type")
                .build();
        CHECKED.put(
                "opsgenie_configs",
                common().secret("api_key", "api_key_file", "0.24")
                        .keys(URL, "api_url")
                        .keys(TEXT, "message", "description", "source", "entity", "actions", "tags", "note", "priority")
                        .keys(TEXT_BY_NAME, "details")
                        .keys(listOf(responder), "responders")
                        .keys(TRUTH, "update_alerts")
                        .build());
        Schema jiraField = Schema.builder()
                .keys(TEXT, "template")
                .keys(TRUTH, "enable_update")
                .build();
        CHECKED.put(
                "jira_configs",
                common().keys(URL, "api_url")
                        .keys(words("auto", "cloud", "datacenter"), "api_type")
                        .keys(TEXT, "project", "priority", "issue_type", "reopen_transition", "resolve_transition")
                        .keys(TEXT, "wont_fix_resolution")
                        .keys(textOr(jiraField), "summary", "description")
                        .keys(TEXTS, "labels")
                        .keys(DURATION, "reopen_duration")
                        .keys(ANY, "fields")
                        .needs("project")
                        .needs("issue_type")
                        .build());
        passOn("discord_configs", new FileForm("webhook_url", "webhook_url_file", "0.27"));
        passOn("incidentio_configs", new FileForm("alert_source_token", "alert_source_token_file", "0.29"));
        passOn("mattermost_configs", new FileForm("webhook_url", "webhook_url_file", "0.30"));
        passOn("msteams_configs", new FileForm("webhook_url", "webhook_url_file", "0.27"));
        passOn(
                "pushover_configs",
                new FileForm("token", "token_file", "0.26"),
                new FileForm("user_key", "user_key_file", "0.26"));
        passOn(
                "rocketchat_configs",
                new FileForm("token", "token_file", "0.28"),
                new FileForm("token_id", "token_id_file", "0.28"));
        passOn("sns_configs");
        passOn("telegram_configs", new FileForm("bot_token", "bot_token_file", "0.26"));
        passOn("victorops_configs", new FileForm("api_key", "api_key_file", "0.22"));
        passOn("webex_configs");
        passOn("wechat_configs", new FileForm("api_secret", "api_secret_file", "0.31"));
    }

    private Integrations() {}

    /** The keys of a receiver under which integrations stand. */
    static List<String> keys() {
        List<String> keys = new ArrayList<>(CHECKED.keySet());
        keys.addAll(PASSED_ON.keySet());
        return keys;
    }

    /** Reports all that Alertmanager would refuse in one integration, and secrets in clear. */
    static void check(String integration, YamlMapping settings, RoutingProblems problems) {
        Schema schema = CHECKED.get(integration);
        if (schema != null) {
            schema.check(integration, settings, problems);
            return;
        }
        List<FileForm> secrets = PASSED_ON.get(integration);
        if (secrets == null) {
            problems.add(
                    settings.place(),
                    "unknown integration \"" + integration + "\"",
                    Suggestion.of(integration, keys()));
            return;
        }
        for (FileForm form : secrets) {
            settings.get(form.key)
                    .ifPresent(node -> Secrets.refuse(node, form.key, form.fileKey, form.since, problems));
        }
        settings.get("http_config").ifPresent(node -> HttpSchemas.HTTP.check("http_config", node, problems));
        settings.get("sigv4")
                .filter(node -> node instanceof YamlMapping)
                .flatMap(node -> ((YamlMapping) node).get("secret_key"))
                .ifPresent(node -> Secrets.refuse(node, "secret_key", "", "", problems));
    }

    private static Schema email() {
        Schema threading = Schema.builder()
                .keys(TRUTH, "enabled")
                .keys(words("none", "daily"), "thread_by_date")
                .build();
        return common().keys(TEXT, "to", "from", "hello", "auth_username", "auth_identity", "html", "text")
                .keys(HOST_AND_PORT, "smarthost")
                .secret("auth_password", "auth_password_file", "0.25")
                .secret("auth_secret", "auth_secret_file", "0.31")
                .keys(TEXT_BY_NAME, "headers")
                .keys(TRUTH, "require_tls", "force_implicit_tls")
                .keys(HttpSchemas.TLS, "tls_config")
                .keys(threading, "threading")
                .needs("to")
                .rule((mapping, problems) -> mapping.get("headers").ifPresent(headers -> {
                    if (headers instanceof YamlMapping named) {
                        headersOnce(named, problems);
                    }
                }))
                .build();
    }

    private static void headersOnce(YamlMapping headers, RoutingProblems problems) {
        List<String> seen = new ArrayList<>();
        for (YamlMapping.Entry header : headers.entries()) {
            String name = header.key().text().toLowerCase(Locale.ROOT);
            if (seen.contains(name)) {
                problems.add(
                        header.key().place(),
                        "the header \"" + header.key().text() + "\" stands twice",
                        "upper and lower case are the same in header names; delete one of the two");
            }
            seen.add(name);
        }
    }

    private static Schema.Builder common() {
        return Schema.builder().keys(TRUTH, "send_resolved").keys(HttpSchemas.HTTP, "http_config");
    }

    private static void passOn(String integration, FileForm... secrets) {
        PASSED_ON.put(integration, List.of(secrets));
    }
}
