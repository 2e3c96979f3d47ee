package io.auditrules.check.wrong;

import io.auditrules.check.PlacedRule;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.rulefile.FileRule;
import io.auditrules.template.AlertTemplate;
import io.auditrules.template.TemplateUse;
import io.auditrules.yaml.EmbeddedText;
import io.auditrules.yaml.YamlScalar;
import java.util.List;

/** What the templates of a rule take from its alerts. */
final class RuleTexts {
    private RuleTexts() {}

    /** What one of them takes; nothing if Loki cannot read it, which another check tells. */
    static List<TemplateUse> uses(PlacedRule rule, FileRule.Entry entry) {
        if (!entry.isTemplate()) {
            return List.of();
        }
        try {
            return AlertTemplate.uses(rule.rule().name(), entry.value().text());
        } catch (IllegalValueException e) {
            return List.of();
        }
    }

    /** Where it takes it. */
    static Place placeOf(YamlScalar text, TemplateUse use) {
        EmbeddedText embedded = new EmbeddedText(text);
        return embedded.inFile(embedded.source().placeAt(use.from(), use.to()));
    }
}
