package io.auditrules.prerequisite;

import io.auditrules.rule.Audit;
import io.auditrules.rule.AuditProfile;
import io.auditrules.rule.Detection;
import io.auditrules.rule.Origin;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.rule.SiteParameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What becomes of a rule on a platform that may record too little for it, or say too little of itself.
 *
 * @param rule the rule, perhaps without what needs bodies; empty if it would be of no use
 * @param why what it lacks; empty if nothing
 * @param advice what to do about it
 * @param isRefused whether the lack is an error; otherwise it is something to know
 */
public record Fit(Optional<Rule> rule, String why, String advice, boolean isRefused) {

    /** What becomes of a rule. */
    public static Fit of(Rule rule, Platform platform) {
        Optional<Origin> pack = rule.origin().filter(Origin::isOfPack);
        List<SiteParameter> unsaid = rule.detection().requires().stream()
                .filter(parameter -> platform.site().valuesOf(parameter).isEmpty())
                .toList();
        if (!unsaid.isEmpty()) {
            String names = unsaid.stream().map(SiteParameter::toString).collect(Collectors.joining(", "));
            return new Fit(
                    Optional.empty(),
                    "the alert \"" + rule.alert() + "\" makes no sense while the site says no " + names,
                    "add values to site: {" + names + ": [...]} in the Platform"
                            + (pack.isPresent() ? "; until then it is left out" : ""),
                    pack.isEmpty());
        }
        Optional<AuditProfile> profile = platform.audit().profile();
        if (profile.isEmpty() || Needs.of(rule).isMetBy(profile.get())) {
            return new Fit(Optional.of(rule), "", "", false);
        }
        return unmet(rule, profile.get(), platform.audit().unmet(), pack);
    }

    private static Fit unmet(Rule rule, AuditProfile profile, Audit.Unmet unmet, Optional<Origin> pack) {
        String why = "the alert \"" + rule.alert() + "\" needs more than the audit profile " + profile + " records";
        Optional<Detection> without = rule.detection().withoutBodies();
        Optional<Rule> fallback =
                without.map(rule::with).filter(other -> Needs.of(other).isMetBy(profile));
        if (unmet == Audit.Unmet.ERROR) {
            return new Fit(
                    Optional.empty(),
                    why,
                    "set a profile that records bodies, or "
                            + (fallback.isPresent()
                                    ? "audit: {unmet: fallback} to see what can be seen without"
                                    : pack.map(origin -> "leave it out with without: [" + origin.detection() + "]")
                                            .orElse("delete the rule")),
                    true);
        }
        if (fallback.isPresent()) {
            return new Fit(fallback, why, "it looks for what can be seen without bodies", false);
        }
        return new Fit(
                Optional.empty(),
                why,
                "nothing of it can be seen without"
                        + (pack.isPresent()
                                ? ": it is left out"
                                : "; set a profile that records bodies, or delete the rule"),
                pack.isEmpty());
    }
}
