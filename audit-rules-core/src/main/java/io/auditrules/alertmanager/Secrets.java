package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Says that a secret stands in clear where everyone reads it, without showing it once more. */
final class Secrets {
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
     * Reports a secret that is written out.
     *
     * @param fileKey the key that names a file instead; empty where Alertmanager has none
     * @param since the version that brought {@code fileKey}
     */
    static void refuse(YamlNode node, String key, String fileKey, String since, Problems problems) {
        if (!(node instanceof YamlScalar secret)
                || secret.text().isEmpty()
                || secret.text().startsWith(PUBLIC_SLACK_API)) {
            return;
        }
        String advice = fileKey.isEmpty()
                ? "Alertmanager has no file form for it: keep it in a Secret, either in an AlertmanagerConfig, or by adding"
                        + " this receiver where the Secret alertmanager-main is made"
                : "put it into a Secret and name its file: " + fileKey
                        + ": /etc/alertmanager/secrets/<secret>/<key> (Alertmanager " + since + " or newer)";
        problems.add(masked(secret), "\"" + key + "\" holds a secret in clear", advice);
    }

    /** The place in a source that has stars where the secret was: messages end in build logs. */
    private static Place masked(YamlScalar secret) {
        Place place = secret.place();
        if (place.line() == 0) {
            return place;
        }
        List<String> lines = new ArrayList<>(place.source().lines());
        String line = lines.get(place.line() - 1);
        int start = line.offsetByCodePoints(0, place.column() - 1);
        boolean onOneLine =
                place.length() >= secret.text().codePointCount(0, secret.text().length());
        int end = onOneLine ? line.offsetByCodePoints(start, place.length()) : line.length();
        String stars = "*".repeat(8);
        lines.set(place.line() - 1, line.substring(0, start) + stars + line.substring(end));
        // Only the one line is shown; the others keep their number.
        return new Source(place.source().path(), String.join("\n", lines))
                .place(place.line(), place.column(), stars.length());
    }
}
