package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is told, and in which ways.
 *
 * <pre>{@code
 * Receiver.named("audit-slack")
 *         .slack(Settings.with("api_url_file", "/etc/alertmanager/secrets/audit-slack/url").and("channel", "#audit"))
 *         .build();
 * }</pre>
 */
public final class Receiver {
    private final String name;
    private final Map<String, List<Settings>> integrations;
    private final Settings labels;

    private Receiver(Builder builder) {
        this.name = builder.name;
        Map<String, List<Settings>> copy = new LinkedHashMap<>();
        builder.integrations.forEach((key, settings) -> copy.put(key, List.copyOf(settings)));
        this.integrations = java.util.Collections.unmodifiableMap(copy);
        this.labels = builder.labels;
    }

    /** A receiver that tells nobody until an integration is added. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    /** Settings by Alertmanager's key: {@code slack_configs} … */
    public Map<String, List<Settings>> integrations() {
        return integrations;
    }

    /** Labels of the receiver itself (Alertmanager 0.33 or newer). */
    public Settings labels() {
        return labels;
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", name);
        if (!labels.isEmpty()) {
            document.put("labels", labels.mapping());
        }
        integrations.forEach((key, settings) ->
                document.put(key, settings.stream().map(Settings::mapping).toList()));
        return document;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Receiver that
                && name.equals(that.name)
                && integrations.equals(that.integrations)
                && labels.equals(that.labels);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "receiver " + name;
    }

    /** Adds the ways in which a receiver is told. */
    public static final class Builder {
        private final String name;
        private final Map<String, List<Settings>> integrations = new LinkedHashMap<>();
        private Settings labels = Settings.none();

        private Builder(String name) {
            if (name.isEmpty()) {
                throw new IllegalValueException("the receiver has no name", "routes need one to refer to it");
            }
            this.name = name;
        }

        public Builder slack(Settings settings) {
            return with("slack_configs", settings);
        }

        public Builder pagerduty(Settings settings) {
            return with("pagerduty_configs", settings);
        }

        public Builder webhook(Settings settings) {
            return with("webhook_configs", settings);
        }

        public Builder email(Settings settings) {
            return with("email_configs", settings);
        }

        public Builder msteamsv2(Settings settings) {
            return with("msteamsv2_configs", settings);
        }

        public Builder opsgenie(Settings settings) {
            return with("opsgenie_configs", settings);
        }

        public Builder jira(Settings settings) {
            return with("jira_configs", settings);
        }

        /**
         * Adds a way by Alertmanager's key for it.
         *
         * @param integration {@code slack_configs}, {@code telegram_configs} …
         * @throws IllegalValueException for an unknown integration, for what Alertmanager would refuse, and for a secret
         *     in clear
         */
        public Builder with(String integration, Settings settings) {
            Problems problems = new Problems();
            Integrations.check(integration, settings.mapping(), RoutingProblems.strict(problems, new Problems()));
            if (!problems.isEmpty()) {
                Problem first = problems.list().get(0);
                throw new IllegalValueException(first.message(), first.advice());
            }
            return checked(integration, settings);
        }

        /** Adds settings that were checked where they were read. */
        Builder checked(String integration, Settings settings) {
            integrations.computeIfAbsent(integration, key -> new ArrayList<>()).add(settings);
            return this;
        }

        /** Gives the receiver labels of its own (Alertmanager 0.33 or newer). */
        public Builder labels(Settings settings) {
            labels = settings;
            return this;
        }

        public Receiver build() {
            return new Receiver(this);
        }
    }
}
