package io.auditrules.check.routing;

import io.auditrules.alertmanager.Matcher;
import io.auditrules.alertmanager.RouteNode;
import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.PlacedRouting.Form;
import io.auditrules.check.Scene;
import io.auditrules.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An AlertmanagerConfig that is meant for alerts of the audit log and never gets one. */
final class NamespaceMatcher implements Check {
    private static final About ABOUT = About.of("routing/namespace-matcher");
    /** By these a route says which alerts it means; a severity, say, is everybody's. */
    private static final Set<String> TELLING = Set.of("alertname", "tenantId");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        List<AuditAlert> alerts = AuditAlert.all(scene);
        for (PlacedRouting routing : scene.routings()) {
            if (routing.form() == Form.ALERTMANAGER_CONFIG
                    && routing.namespace().isPresent()) {
                YamlScalar namespace = routing.namespace().get();
                alerts.stream()
                        .filter(alert -> isMeant(alert, routing))
                        .findFirst()
                        .flatMap(alert -> words(alert, namespace.text()))
                        .ifPresent(words -> findings.add(ABOUT, namespace.place(), words));
            }
        }
    }

    private static boolean isMeant(AuditAlert alert, PlacedRouting routing) {
        return routing.routing().tree().all().stream()
                .map(RouteNode::route)
                .flatMap(route -> route.matchers().stream())
                .anyMatch(matcher -> names(matcher, alert));
    }

    private static boolean names(Matcher matcher, AuditAlert alert) {
        return TELLING.contains(matcher.label())
                && !matcher.operator().isNegative()
                && alert.surelyFulfils(List.of(matcher))
                // One that any name would fulfil says nothing.
                && !matcher.matches(Map.of(matcher.label(), "any-name-that-nobody-has"));
    }

    private static Optional<String> words(AuditAlert alert, String namespace) {
        Optional<String> has = alert.value("namespace");
        boolean isFromQuery = has.isEmpty() && alert.varies("namespace");
        if (isFromQuery) {
            return Optional.empty();
        }
        if (has.isEmpty()) {
            return Optional.of("the operator adds namespace = \"" + namespace
                    + "\" to every route here, and the alert \"" + alert.name() + "\" has no label \"namespace\"");
        }
        if (!has.get().equals(namespace)) {
            return Optional.of(
                    "the operator adds namespace = \"" + namespace + "\" to every route here, and the alert \""
                            + alert.name() + "\" has namespace=\"" + has.get() + "\"");
        }
        return namespace.startsWith("openshift-")
                ? Optional.of(
                        "OpenShift reads no AlertmanagerConfig in namespaces that its own monitoring watches, such as"
                                + " \""
                                + namespace + "\"")
                : Optional.empty();
    }
}
