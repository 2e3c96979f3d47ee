package io.auditrules.check.evaded;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.Matcher;
import java.util.List;

/** A condition on what a client calls itself. */
final class UserAgent implements Check {
    private static final About ABOUT = About.of("evaded/user-agent");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            if (rule.isAlert()) {
                for (EventLines lines : scene.auditLines(rule)) {
                    check(rule, lines, findings);
                }
            }
        }
    }

    private static void check(PlacedRule rule, EventLines lines, Findings findings) {
        List<Matcher> conditions = lines.necessary("userAgent").stream()
                .filter(Matcher.class::isInstance)
                .map(Matcher.class::cast)
                .toList();
        boolean isAboutClients =
                conditions.stream().anyMatch(matcher -> !matcher.operator().isNegative());
        for (Matcher matcher : conditions) {
            if (matcher.operator().isNegative() && !matcher.value().isEmpty() && !isAboutClients) {
                findings.add(
                        ABOUT,
                        rule.placeOf(matcher),
                        "requests with the user agent \"" + matcher.value() + "\" are excluded");
                return;
            }
        }
    }
}
