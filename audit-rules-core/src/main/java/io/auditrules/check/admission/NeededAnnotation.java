package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.FileRule;

/** An alert without an annotation that OpenShift wants: a summary or a description. */
final class NeededAnnotation implements Check {
    private final String name;
    private final About about;

    NeededAnnotation(String name) {
        this.name = name;
        this.about = About.of("admission/" + name);
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : new Webhook(scene).alertsOfOpenShift()) {
            FileRule.Entry entry = rule.rule().annotations().get(name);
            if (entry == null || entry.value().isNull()) {
                findings.add(about, rule.rule().namePlace(), "the annotation \"" + name + "\" is missing");
            } else if (entry.value().text().isEmpty()) {
                findings.add(about, entry.value().place(), "the annotation \"" + name + "\" is empty");
            }
        }
    }
}
