package io.auditrules.check.wrong;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.OperatorLabels;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import java.util.Set;

/** A label of a rule in whose place the operator puts its own. */
final class LostLabel implements Check {
    private static final About ABOUT = About.of("wrong/lost-label");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            Set<String> added = OperatorLabels.of(rule, scene.platform()).keySet();
            rule.rule().labels().forEach((name, entry) -> {
                boolean isTheSame = rule.file()
                        .namespace()
                        .filter(namespace -> name.equals("namespace")
                                && namespace.text().equals(entry.value().text()))
                        .or(() -> rule.file()
                                .tenant()
                                .filter(tenant -> name.equals("tenantId")
                                        && tenant.text().equals(entry.value().text())))
                        .isPresent();
                if (added.contains(name) && !isTheSame) {
                    findings.add(
                            ABOUT,
                            entry.key().place(),
                            "the Loki Operator replaces the label \"" + name + "\" by its own");
                }
            });
        }
    }
}
