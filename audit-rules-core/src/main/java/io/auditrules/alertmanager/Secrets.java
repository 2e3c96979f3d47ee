package io.auditrules.alertmanager;

import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import java.util.Set;
import java.util.regex.Pattern;

/** Which settings are secrets, and what to say where one stands in clear. */
final class Secrets {
    /** Keys that hold a secret wherever they stand. */
    private static final Set<String> KEYS = Set.of(
            "alert_source_token",
            "api_key",
            "api_secret",
            "app_token",
            "auth_password",
            "auth_secret",
            "bearer_token",
            "bot_token",
            "client_certificate_key",
            "client_secret",
            "credentials",
            "key",
            "mattermost_webhook_url",
            "opsgenie_api_key",
            "password",
            "rocketchat_token",
            "rocketchat_token_id",
            "routing_key",
            "secret_key",
            "service_key",
            "slack_api_url",
            "slack_app_token",
            "smtp_auth_password",
            "smtp_auth_secret",
            "telegram_bot_token",
            "token",
            "token_id",
            "user_key",
            "victorops_api_key",
            "webhook_url",
            "wechat_api_secret");

    private static final Pattern CREDENTIALS_IN_URL = Pattern.compile(
            // user:password@host
            "[a-z]+://[^/?#@]*:[^/?#@]+@.*"
                    // a parameter that by its name is one
                    + "|[^?]*\\?(.*&)?(token|access_token|api_?key|key|secret|sig|signature|password|auth)=[^&]+.*"
                    // addresses that are secrets as a whole
                    + "|https://hooks\\.slack\\.com/.+"
                    + "|https://discord(app)?\\.com/api/webhooks/.+"
                    + "|https://[^/]*webhook\\.office\\.com/.+",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** Slack's API itself, called with a token that stands elsewhere. */
    private static final String PUBLIC_SLACK_API = "https://slack.com/api/";

    private Secrets() {}

    /** Whether a URL that need not be secret carries a secret. */
    static boolean isIn(String url) {
        return CREDENTIALS_IN_URL.matcher(url).matches();
    }

    /**
     * Whether nobody should see a value once more.
     *
     * @param inSlack true below {@code slack_configs}, where {@code api_url} is one
     */
    static boolean isSecret(String key, YamlScalar value, boolean inSlack) {
        return KEYS.contains(key) || isIn(value.text()) || (inSlack && key.equals("api_url"));
    }

    /**
     * Reports a secret that is written out.
     *
     * @param fileKey the key that names a file instead; empty where Alertmanager has none
     * @param since the version that brought {@code fileKey}
     */
    static void refuse(YamlNode node, String key, String fileKey, String since, RoutingProblems problems) {
        if (!(node instanceof YamlScalar secret)
                || secret.text().isEmpty()
                || secret.text().startsWith(PUBLIC_SLACK_API)) {
            return;
        }
        String advice = fileKey.isEmpty()
                ? "Alertmanager has no file form for it: add this receiver where the Secret alertmanager-main is made,"
                        + " or write an AlertmanagerConfig by hand"
                : "put it into a Secret and name its file: " + fileKey
                        + ": /etc/alertmanager/secrets/<secret>/<key> (Alertmanager " + since + " or newer)";
        problems.add(
                RoutingProblems.Kind.SECRET_IN_CLEAR, node.place(), "\"" + key + "\" holds a secret in clear", advice);
    }
}
