package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.Format;
import io.auditrules.yaml.YamlScalar;
import java.util.Optional;

/** A rule that is neither an alert nor a record, or both. */
final class RuleKind implements Check {
    private static final About ABOUT = About.of("loading/rule-kind");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            Format format = rule.file().format();
            if (!format.isOfLoki()) {
                continue;
            }
            boolean isAlert = isNamed(rule.rule().alert()) && format != Format.LOKI_RECORDING_RULE;
            boolean isRecord = isNamed(rule.rule().record()) && format != Format.LOKI_ALERTING_RULE;
            if (isAlert && isRecord) {
                findings.add(
                        ABOUT,
                        rule.rule().record().orElseThrow().place(),
                        "this rule is both an alert and a record",
                        "make two rules of it");
            } else if (!isAlert && !isRecord) {
                findings.add(
                        ABOUT,
                        rule.rule().place(),
                        "this rule has no name: neither \"alert\" nor \"record\" that counts");
            }
        }
    }

    private static boolean isNamed(Optional<YamlScalar> name) {
        return name.filter(text -> !text.text().isEmpty()).isPresent();
    }
}
