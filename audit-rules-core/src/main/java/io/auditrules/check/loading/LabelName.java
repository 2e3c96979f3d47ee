package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.yaml.YamlScalar;
import java.util.regex.Pattern;

/** A label or an annotation whose name the ruler refuses. */
final class LabelName implements Check {
    private static final About ABOUT = About.of("loading/label-name");

    @Override
    public About about() {
        return ABOUT;
    }

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : new Ruler(scene).rules()) {
            rule.rule().labels().values().forEach(entry -> {
                check(entry.key(), "a label", findings);
                if (entry.key().text().equals("__name__")) {
                    findings.add(ABOUT, entry.key().place(), "a rule cannot set the label \"__name__\"");
                }
            });
            rule.rule().annotations().values().forEach(entry -> check(entry.key(), "an annotation", findings));
        }
    }

    private static void check(YamlScalar name, String what, Findings findings) {
        if (!NAME.matcher(name.text()).matches()) {
            findings.add(ABOUT, name.place(), "\"" + name.text() + "\" cannot be the name of " + what);
        }
    }
}
