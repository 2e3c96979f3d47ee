package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.yaml.YamlScalar;

/** An annotation that says neither yes nor no. */
final class TenantValidation implements Check {
    private static final About ABOUT = About.of("admission/tenant-validation");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        Webhook webhook = new Webhook(scene);
        for (RuleFile file : webhook.files()) {
            YamlScalar value = file.annotations().get(Webhook.DISABLED);
            if (value != null
                    && webhook.isOfOpenShift()
                    && Webhook.isDisabled(file).isEmpty()) {
                findings.add(ABOUT, value.place(), "\"" + value.text() + "\" is neither true nor false");
            }
        }
    }
}
