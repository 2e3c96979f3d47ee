package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.Format;
import io.auditrules.yaml.YamlScalar;
import java.util.Optional;

/** An alert without the duration {@code for}, or with one that is none. */
final class Pending implements Check {
    private static final About ABOUT = About.of("admission/for");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : new Webhook(scene).rules()) {
            if (rule.file().format() == Format.LOKI_ALERTING_RULE
                    && rule.rule()
                            .alert()
                            .filter(name -> !name.text().isEmpty())
                            .isPresent()) {
                check(rule, findings);
            }
        }
    }

    private static void check(PlacedRule rule, Findings findings) {
        Optional<YamlScalar> pending = rule.rule().pending();
        if (pending.isEmpty()) {
            findings.add(ABOUT, rule.rule().namePlace(), "the field \"for\" is missing, and the operator needs it");
        } else if (pending.get().type() == YamlScalar.Type.STRING) {
            Durations.refusal(pending.get())
                    .ifPresent(why -> findings.add(ABOUT, pending.get().place(), why));
        }
    }
}
