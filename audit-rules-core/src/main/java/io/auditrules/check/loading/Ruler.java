package io.auditrules.check.loading;

import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LokiVersion;
import io.auditrules.rulefile.Format;
import io.auditrules.rulefile.RuleFile;
import java.util.List;

/** Loki's ruler, in the version of the platform: what it loads. */
final class Ruler {
    private final Scene scene;

    Ruler(Scene scene) {
        this.scene = scene;
    }

    /** Its version. */
    LokiVersion version() {
        return LokiVersion.parse(scene.platform().loki());
    }

    /** Files that it reads as they are written. */
    List<RuleFile> files() {
        return scene.files().stream()
                .filter(file -> file.format() == Format.RULER_FILE)
                .toList();
    }

    /** The rules of those. */
    List<PlacedRule> rulesOfFiles() {
        return scene.rules().stream()
                .filter(rule -> rule.file().format() == Format.RULER_FILE)
                .toList();
    }

    /** All rules that it loads: those of objects too, of which the operator makes files, or Alloy requests. */
    List<PlacedRule> rules() {
        return scene.rules().stream()
                .filter(rule -> rule.file().format().isOfLoki() || isForLoki(rule))
                .toList();
    }

    /** Of a PrometheusRule nobody knows but by its expression, and without stages that may be PromQL as well. */
    private static boolean isForLoki(PlacedRule rule) {
        return rule.file().format() == Format.PROMETHEUS_RULE
                && rule.ranges().stream()
                        .anyMatch(range -> !range.query().pipeline().stages().isEmpty()
                                || range.unwrap().isPresent());
    }
}
