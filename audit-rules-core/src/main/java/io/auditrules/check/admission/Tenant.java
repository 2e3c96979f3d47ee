package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.yaml.YamlScalar;
import java.util.List;

/** A tenant that rules of this namespace cannot have. */
final class Tenant implements Check {
    private static final About ABOUT = About.of("admission/tenant");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        Webhook webhook = new Webhook(scene);
        for (RuleFile file : webhook.files()) {
            if (webhook.checksTenant(file)) {
                check(file, file.namespace().orElseThrow().text(), findings);
            }
        }
    }

    private static void check(RuleFile file, String namespace, Findings findings) {
        String tenant = file.tenant().map(YamlScalar::text).orElse("");
        List<String> legal = tenantsOf(namespace);
        if (!legal.contains(tenant)) {
            findings.add(
                    ABOUT,
                    file.tenant().map(YamlScalar::place).orElse(file.place()),
                    "the namespace \"" + namespace + "\" has no rules of tenant \"" + tenant + "\"",
                    "write tenantID: " + String.join(" or ", legal) + elsewhere(tenant));
        }
    }

    private static String elsewhere(String tenant) {
        return tenant.equals("audit")
                ? "; rules of tenant audit belong into the namespace openshift-logging"
                : "; or switch the check off for this object with the annotation " + Webhook.DISABLED + ": \"true\"";
    }

    /** As the operator tells them (0.4 to 0.11). */
    private static List<String> tenantsOf(String namespace) {
        if (namespace.equals("openshift-logging")) {
            return List.of("audit", "infrastructure");
        }
        return namespace.startsWith("openshift") || namespace.startsWith("kube-") || namespace.equals("default")
                ? List.of("infrastructure")
                : List.of("application");
    }
}
