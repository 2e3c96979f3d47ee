package io.auditrules.alertmanager;

import static io.auditrules.alertmanager.ValueCheck.DURATION;
import static io.auditrules.alertmanager.ValueCheck.HOST_AND_PORT;
import static io.auditrules.alertmanager.ValueCheck.TEXT;
import static io.auditrules.alertmanager.ValueCheck.TRUTH;
import static io.auditrules.alertmanager.ValueCheck.URL;

/** The keys of {@code global} in Alertmanager up to 0.34. */
final class GlobalSchema {
    static final Schema GLOBAL = Schema.builder()
            .keys(DURATION, "resolve_timeout")
            .keys(HttpSchemas.HTTP, "http_config")
            .keys(TEXT, "smtp_from", "smtp_hello", "smtp_auth_username", "smtp_auth_identity")
            .keys(HOST_AND_PORT, "smtp_smarthost")
            .keys(TRUTH, "smtp_require_tls", "smtp_force_implicit_tls")
            .keys(HttpSchemas.TLS, "smtp_tls_config")
            .secret("smtp_auth_password", "smtp_auth_password_file", "0.25")
            .secret("smtp_auth_secret", "smtp_auth_secret_file", "0.31")
            .secret("slack_api_url", "slack_api_url_file", "0.22")
            .secret("slack_app_token", "slack_app_token_file", "0.30")
            .secret("opsgenie_api_key", "opsgenie_api_key_file", "0.24")
            .secret("victorops_api_key", "victorops_api_key_file", "0.25")
            .secret("wechat_api_secret", "wechat_api_secret_file", "0.31")
            .secret("telegram_bot_token", "telegram_bot_token_file", "0.31")
            .secret("rocketchat_token", "rocketchat_token_file", "0.28")
            .secret("rocketchat_token_id", "rocketchat_token_id_file", "0.28")
            .secret("mattermost_webhook_url", "mattermost_webhook_url_file", "0.32")
            .keys(URL, "slack_app_url", "pagerduty_url", "opsgenie_api_url", "wechat_api_url", "victorops_api_url")
            .keys(URL, "telegram_api_url", "webex_api_url", "rocketchat_api_url", "jira_api_url")
            .keys(TEXT, "wechat_api_corp_id")
            .build();

    private GlobalSchema() {}
}
