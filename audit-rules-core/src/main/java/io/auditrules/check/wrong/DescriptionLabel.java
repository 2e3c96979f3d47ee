package io.auditrules.check.wrong;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.FileRule;
import java.util.Arrays;
import java.util.Set;

/** A text for people that is a label. */
final class DescriptionLabel implements Check {
    private static final About ABOUT = About.of("wrong/description-label");
    private static final Set<String> TEXTS =
            Set.of("description", "message", "summary", "title", "details", "runbook", "runbook_url");
    private static final int A_FEW = 5;

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            if (rule.isAlert()) {
                rule.rule().labels().values().forEach(entry -> {
                    if (isText(entry)) {
                        findings.add(
                                ABOUT,
                                entry.key().place(),
                                "the label \"" + entry.key().text() + "\" is a text");
                    }
                });
            }
        }
    }

    private static boolean isText(FileRule.Entry entry) {
        String text = entry.value().text().strip();
        long words = Arrays.stream(text.replaceAll("\\{\\{.*?}}", "x").split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .count();
        return words >= A_FEW
                || (words > 1 && TEXTS.contains(entry.key().text()))
                || entry.key().text().equals("runbook_url");
    }
}
