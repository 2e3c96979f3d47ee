package io.auditrules.check.routing;

import io.auditrules.alertmanager.InhibitRule;
import io.auditrules.alertmanager.Matcher;
import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.PlacedRouting.Form;
import io.auditrules.check.Scene;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An inhibition by which what one user does silences the alerts about all others. */
final class InhibitsOthers implements Check {
    private static final About ABOUT = About.of("routing/inhibits-across-users");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        List<AuditAlert> alerts = AuditAlert.all(scene);
        for (PlacedRouting routing : scene.routings()) {
            // The operator puts the resource's namespace into an inhibition of an AlertmanagerConfig.
            if (routing.form() == Form.CONFIGURATION && routing.isWhole()) {
                routing.routing().inhibitRules().forEach(rule -> check(rule, routing, alerts, findings));
            }
        }
    }

    private static void check(InhibitRule rule, PlacedRouting routing, List<AuditAlert> alerts, Findings findings) {
        Map<List<Optional<String>>, AuditAlert> sources = new HashMap<>();
        alerts.stream()
                .filter(alert -> isMeant(alert, rule.source()) && !alert.surelyFulfils(rule.target()))
                .forEach(alert ->
                        values(rule.equalLabels(), alert).ifPresent(values -> sources.putIfAbsent(values, alert)));
        for (AuditAlert target : alerts) {
            if (!target.isMany() || !isMeant(target, rule.target()) || target.surelyFulfils(rule.source())) {
                continue;
            }
            Optional<AuditAlert> source = values(rule.equalLabels(), target).map(sources::get);
            if (source.isPresent()) {
                findings.add(
                        ABOUT,
                        rule.equalLabels().stream()
                                .findFirst()
                                .map(label -> routing.places().of(label, routing.placeOf(rule)))
                                .orElse(routing.placeOf(rule)),
                        words(source.get(), target, rule));
                return;
            }
        }
    }

    /** Whether some of the alerts are meant: those of one rule may differ in what a template decides. */
    private static boolean isMeant(AuditAlert alert, List<Matcher> matchers) {
        List<Matcher> known = matchers.stream()
                .filter(matcher -> !alert.isTemplated(matcher.label()))
                .toList();
        return (!known.isEmpty() && alert.surelyFulfils(known)) || (known.isEmpty() && alert.isTemplated("severity"));
    }

    /** What labels are in all alerts of a rule; empty if one of them varies. */
    private static Optional<List<Optional<String>>> values(List<String> labels, AuditAlert alert) {
        return labels.stream().anyMatch(alert::varies)
                ? Optional.empty()
                : Optional.of(labels.stream().map(alert::value).toList());
    }

    private static String words(AuditAlert source, AuditAlert target, InhibitRule rule) {
        String whose = "one alert \"" + source.name() + "\" with " + words(rule.source()) + " silences every alert \""
                + target.name() + "\" with " + words(rule.target());
        String equal =
                rule.equalLabels().stream().map(label -> "\"" + label + "\"").collect(Collectors.joining(", "));
        return equal.isEmpty()
                ? whose + ", since no label has to be equal"
                : whose + ", since " + equal + (rule.equalLabels().size() == 1 ? " is" : " are")
                        + " the same in all of them";
    }

    private static String words(List<Matcher> matchers) {
        return matchers.stream().map(Matcher::toString).collect(Collectors.joining(", "));
    }
}
