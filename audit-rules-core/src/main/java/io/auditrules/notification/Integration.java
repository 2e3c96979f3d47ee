package io.auditrules.notification;

import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One way in which a receiver is told.
 *
 * @param name {@code slack_configs[0]}
 * @param sendsResolved whether it tells that an alert ended
 * @param settings as the receiver has them
 */
public record Integration(String receiver, String name, boolean sendsResolved, Settings settings) {
    /** Those with {@code VSendResolved: false} in Alertmanager 0.25 to 0.34; all others tell unless they say no. */
    private static final Set<String> SILENT_ON_RESOLVED =
            Set.of("email_configs", "rocketchat_configs", "slack_configs", "wechat_configs");

    /** What YAML 1.1 takes for true. */
    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    /** All of a receiver, by Alertmanager's keys. */
    public static List<Integration> of(Receiver receiver) {
        List<Integration> integrations = new ArrayList<>();
        receiver.integrations().forEach((key, all) -> {
            for (int i = 0; i < all.size(); i++) {
                Settings settings = all.get(i);
                integrations.add(
                        new Integration(receiver.name(), key + "[" + i + "]", sendsResolved(key, settings), settings));
            }
        });
        return List.copyOf(integrations);
    }

    /** The one of a receiver that has a name such as {@code slack_configs[0]}. */
    public static Optional<Integration> named(Receiver receiver, String name) {
        return of(receiver).stream()
                .filter(integration -> integration.name.equals(name))
                .findFirst();
    }

    private static boolean sendsResolved(String key, Settings settings) {
        return settings.text("send_resolved")
                .map(text -> TRUE.contains(text.toLowerCase(Locale.ROOT)))
                .orElse(!SILENT_ON_RESOLVED.contains(key));
    }
}
