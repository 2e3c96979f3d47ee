package io.auditrules.check;

import io.auditrules.rule.Platform;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The labels that the Loki Operator puts on every alert, whatever stood there. */
public final class OperatorLabels {
    private OperatorLabels() {}

    /** Those of the alerts of a rule, with their values where the object says them; none where no operator reads it. */
    public static Map<String, Optional<YamlScalar>> of(PlacedRule rule, Platform platform) {
        RuleFile file = rule.file();
        Map<String, Optional<YamlScalar>> labels = new LinkedHashMap<>();
        if (rule.isAlert() && file.format().isOfLokiOperator()) {
            labels.put("tenantId", file.tenant());
            boolean isOfApplication = file.tenant()
                    .filter(tenant -> tenant.text().equals("application"))
                    .isPresent();
            if (!isOfApplication && platform.isOperatorAtLeast("0.7")) {
                labels.put("namespace", file.namespace());
            }
        }
        return labels;
    }
}
