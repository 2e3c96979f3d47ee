package org.example;

import io.auditrules.AuditRules;
import io.auditrules.AuditRulesProvider;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import io.auditrules.rule.Severity;
import java.time.Duration;
import java.util.Arrays;

/** One rule for each namespace that has secrets worth watching: what a loop is for. */
public final class SecretRules implements AuditRulesProvider {

    /** Not all of {@code system:*}: that would hide {@code system:admin}, the cluster's root. */
    private static final Condition MACHINES = Condition.any(
            Field.USER.like("system:serviceaccount:*"),
            Field.USER.like("system:node:*"),
            Field.USER.isOneOf("system:apiserver", "system:kube-controller-manager"));

    /** Namespaces, who answers for them, and how urgent it is when a person reads their secrets. */
    private enum Watched {
        PAYMENTS("payments", "team-payments", Severity.CRITICAL),
        SHOP("shop", "team-shop", Severity.WARNING),
        VAULT("vault", "platform", Severity.CRITICAL);

        private final String namespace;
        private final String team;
        private final Severity severity;

        Watched(String namespace, String team, Severity severity) {
            this.namespace = namespace;
            this.team = team;
            this.severity = severity;
        }
    }

    @Override
    public AuditRules auditRules() {
        Rule[] rules = Arrays.stream(Watched.values()).map(SecretRules::readByPerson).toArray(Rule[]::new);
        return AuditRules.definedIn(SecretRules.class)
                .platform(Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build())
                .rules(RuleSet.named("secrets")
                        .group(RuleGroup.of("secrets-read-by-people", rules))
                        .build())
                .build();
    }

    private static Rule readByPerson(Watched watched) {
        return Rule.alert("SecretRead" + capitalized(watched.namespace))
                .when(Condition.all(
                        Field.RESOURCE.is("secrets"),
                        Field.NAMESPACE.is(watched.namespace),
                        Field.VERB.isOneOf("get", "list", "watch"),
                        Condition.not(MACHINES)))
                .by(Field.USER, Field.NAME)
                .window(Duration.ofMinutes(10))
                .severity(watched.severity)
                .label("team", watched.team)
                .annotation("summary", "A person read secrets of " + watched.namespace)
                .annotation(
                        "description",
                        "{{ $labels.user_username }} read secret {{ $labels.objectRef_name }} in " + watched.namespace
                                + " within <% window %>.")
                .build();
    }

    private static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
