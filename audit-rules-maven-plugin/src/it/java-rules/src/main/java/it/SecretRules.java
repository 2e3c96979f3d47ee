package it;

import io.auditrules.AuditRules;
import io.auditrules.AuditRulesProvider;
import io.auditrules.rule.Field;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;

public final class SecretRules implements AuditRulesProvider {
    @Override
    public AuditRules auditRules() {
        Rule read = Rule.alert("SecretRead")
                .when(Field.RESOURCE.is("secrets"))
                .by(Field.USER, Field.NAMESPACE)
                .annotation("summary", "secret read")
                .annotation("description", "{{ $labels.user_username }} read a secret")
                .build();
        return AuditRules.definedIn(SecretRules.class)
                .platform(Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build())
                .rules(RuleSet.named("secrets").group(RuleGroup.of("secrets", read)).build())
                .build();
    }
}
