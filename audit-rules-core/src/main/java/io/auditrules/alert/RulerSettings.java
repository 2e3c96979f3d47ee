package io.auditrules.alert;

import io.auditrules.evaluate.Limits;
import io.auditrules.logql.LokiVersion;
import java.time.Duration;
import java.util.Map;

/**
 * What a ruler is set to.
 *
 * @param version of Loki
 * @param limits of the tenant
 * @param externalLabels {@code $externalLabels} of templates
 * @param externalUrl {@code $externalURL} of templates
 * @param resendDelay how long at least until an alert that fires is sent again: {@code -ruler.resend-delay}
 */
public record RulerSettings(
        LokiVersion version,
        Limits limits,
        Map<String, String> externalLabels,
        String externalUrl,
        Duration resendDelay) {

    /** Loki's own settings (2.8 to 3.7), for the newest version. */
    public static final RulerSettings DEFAULT =
            new RulerSettings(LokiVersion.NEWEST, Limits.DEFAULT, Map.of(), "", Duration.ofMinutes(1));

    public RulerSettings {
        externalLabels = Map.copyOf(externalLabels);
    }
}
