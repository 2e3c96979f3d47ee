package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Problem;
import io.auditrules.logql.LokiVersion;
import io.auditrules.rulefile.FileRule;
import io.auditrules.template.AlertTemplate;
import io.auditrules.yaml.EmbeddedText;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A label or an annotation whose template the ruler cannot read. */
final class Template implements Check {
    private static final About ABOUT = About.of("loading/template");

    @Override
    public About about() {
        return ABOUT;
    }

    /** Functions of templates that are not in every Loki, and since when they are. */
    private static final Map<String, LokiVersion> SINCE = Map.of(
            "now", new LokiVersion(3, 6), "toDuration", new LokiVersion(3, 6), "urlQueryEscape", new LokiVersion(3, 7));

    @Override
    public void check(Scene scene, Findings findings) {
        Ruler ruler = new Ruler(scene);
        Set<String> lacking = SINCE.entrySet().stream()
                .filter(function -> !ruler.version().isAtLeast(function.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        for (PlacedRule rule : ruler.rules()) {
            if (rule.isAlert()) {
                check(rule.rule().name(), rule.rule().labels(), lacking, findings);
                check(rule.rule().name(), rule.rule().annotations(), lacking, findings);
            }
        }
    }

    private static void check(String alert, Map<String, FileRule.Entry> texts, Set<String> lacking, Findings findings) {
        texts.values().stream().filter(FileRule.Entry::isTemplate).forEach(entry -> {
            try {
                AlertTemplate.check(alert, entry.value().text(), lacking);
            } catch (IllegalValueException e) {
                EmbeddedText text = new EmbeddedText(entry.value());
                findings.add(
                        ABOUT, new Problem(text.inFile(e.placeIn(text.source())), e.message(), advice(e, lacking)));
            }
        });
    }

    private static String advice(IllegalValueException e, Set<String> lacking) {
        return lacking.stream()
                .filter(function -> e.message().endsWith("function \"" + function + "\" not defined"))
                .findFirst()
                .map(function -> "do without it: only Loki " + SINCE.get(function) + " and newer have it")
                .orElse(e.advice());
    }
}
