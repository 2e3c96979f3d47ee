package io.auditrules.check.wrong;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.QueryLabels;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.FileRule;
import io.auditrules.template.TemplateUse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A text that names a label which the result of the query has not. */
final class UnknownLabel implements Check {
    private static final About ABOUT = About.of("wrong/unknown-label");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            Optional<Set<String>> labels = rule.query().flatMap(QueryLabels::of);
            if (rule.isAlert() && labels.isPresent()) {
                Stream.concat(rule.rule().labels().values().stream(), rule.rule().annotations().values().stream())
                        .forEach(entry -> check(rule, entry, labels.get(), findings));
            }
        }
    }

    private static void check(PlacedRule rule, FileRule.Entry entry, Set<String> labels, Findings findings) {
        List<TemplateUse> uses = RuleTexts.uses(rule, entry).stream()
                .filter(use -> use.kind() == TemplateUse.Kind.LABEL)
                .toList();
        // Who asks first whether there is such a label has thought of it.
        Set<String> askedFor = uses.stream()
                .filter(use -> !use.isPrinted())
                .map(TemplateUse::label)
                .collect(Collectors.toSet());
        for (TemplateUse use : uses) {
            if (!labels.contains(use.label()) && !askedFor.contains(use.label())) {
                findings.add(ABOUT, RuleTexts.placeOf(entry.value(), use), detail(rule, use.label(), labels));
            }
        }
    }

    private static String detail(PlacedRule rule, String label, Set<String> labels) {
        String kept = labels.isEmpty()
                ? "the result of the query has no labels"
                : "the result of the query has only the label" + (labels.size() == 1 ? " " : "s ")
                        + labels.stream()
                                .map(each -> "\"" + each + "\"")
                                .sorted()
                                .collect(Collectors.joining(", "));
        boolean isOfRule = label.equals("alertname") || rule.rule().labels().containsKey(label);
        return isOfRule ? kept + ", and a template does not see those of the rule" : kept;
    }
}
