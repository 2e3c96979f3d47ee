package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.yaml.YamlScalar;

/** A recording rule with fields of an alert. */
final class AlertFields implements Check {
    private static final About ABOUT = About.of("loading/alert-fields");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : new Ruler(scene).rulesOfFiles()) {
            if (rule.rule().record().filter(name -> !name.text().isEmpty()).isPresent() && !rule.isAlert()) {
                rule.rule()
                        .pending()
                        .filter(AlertFields::isSomeTime)
                        .ifPresent(pending ->
                                findings.add(ABOUT, pending.place(), "a recording rule cannot have the field \"for\""));
                rule.rule().annotations().values().stream()
                        .findFirst()
                        .ifPresent(first ->
                                findings.add(ABOUT, first.key().place(), "a recording rule cannot have annotations"));
            }
        }
    }

    /** Zero counts as if it were not there; what is no duration is told elsewhere. */
    private static boolean isSomeTime(YamlScalar pending) {
        try {
            return !new PrometheusDuration(pending.text()).toDuration().isZero();
        } catch (IllegalValueException e) {
            return false;
        }
    }
}
