package io.auditrules.check.wrong;

import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.RuleFile;
import java.util.LinkedHashSet;
import java.util.Set;

/** The labels that the Loki Operator puts on every alert, whatever stood there. */
final class OperatorLabels {
    private OperatorLabels() {}

    /** Those of the alerts of a rule; none where no operator reads it. */
    static Set<String> of(Scene scene, PlacedRule rule) {
        RuleFile file = rule.file();
        Set<String> labels = new LinkedHashSet<>();
        if (rule.isAlert() && file.format().isOfLokiOperator()) {
            labels.add("tenantId");
            boolean isOfPlatform = file.tenant()
                    .filter(tenant -> !tenant.text().equals("application"))
                    .isPresent();
            if (isOfPlatform && addsNamespace(scene.platform().operator())) {
                labels.add("namespace");
            }
        }
        return labels;
    }

    /** Since 0.7.0. */
    private static boolean addsNamespace(String operator) {
        String[] numbers = operator.split("\\.", -1);
        return Integer.parseInt(numbers[0]) > 0 || Integer.parseInt(numbers[1]) >= 7;
    }
}
