package io.auditrules.check.wrong;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.template.TemplateUse;

/** A label that has another value at each evaluation. */
final class ChangingLabel implements Check {
    private static final About ABOUT = About.of("wrong/changing-label");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            rule.rule()
                    .labels()
                    .values()
                    .forEach(entry -> RuleTexts.uses(rule, entry).stream()
                            .filter(use -> use.isPrinted() && use.kind() != TemplateUse.Kind.LABEL)
                            .findFirst()
                            .ifPresent(use -> findings.add(
                                    ABOUT,
                                    RuleTexts.placeOf(entry.value(), use),
                                    "the label \"" + entry.key().text() + "\" has the "
                                            + (use.kind() == TemplateUse.Kind.VALUE ? "value" : "time")
                                            + " in it, which is another at the next evaluation")));
        }
    }
}
