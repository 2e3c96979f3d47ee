package io.auditrules.check.evaded;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.Matcher;

/** A condition on the address that a client says it comes from. */
final class FirstSourceIp implements Check {
    private static final About ABOUT = About.of("evaded/first-source-ip");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            if (rule.isAlert()) {
                for (EventLines lines : scene.auditLines(rule)) {
                    lines.necessary().stream()
                            .filter(filter -> isFirst(lines, filter))
                            .findFirst()
                            .ifPresent(filter -> findings.add(
                                    ABOUT,
                                    rule.placeOf(filter.label()),
                                    "the label \"" + filter.label() + "\" is \"sourceIPs[0]\""));
                }
            }
        }
    }

    /** That there is an address is no condition on it. */
    private static boolean isFirst(EventLines lines, LabelFilter filter) {
        boolean asksForAny = filter instanceof Matcher matcher
                && matcher.operator().isNegative()
                && matcher.value().isEmpty();
        return !asksForAny
                && lines.field(filter.label()).filter("sourceIPs[0]"::equals).isPresent();
    }
}
