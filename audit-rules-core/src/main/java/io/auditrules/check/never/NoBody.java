package io.auditrules.check.never;

import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LabelFilter;
import io.auditrules.rule.AuditLevel;
import io.auditrules.rule.AuditProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A condition on the body of requests of which the cluster records none. */
final class NoBody extends AuditCheck {
    private static final List<String> VERBS =
            List.of("create", "update", "patch", "delete", "deletecollection", "get", "list", "watch");
    private static final List<String> SUBRESOURCES =
            List.of("", "status", "scale", "token", "ephemeralcontainers", "exec", "eviction", "binding");
    private static final String ORDINARY = "configmaps";

    /** The resources that audit profiles treat in a special way, and the group that is meant if none is said. */
    private static final Map<String, String> SPECIAL = special();

    NoBody() {
        super("never/no-body");
    }

    private static Map<String, String> special() {
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put("identities", "user.openshift.io");
        groups.put("oauthaccesstokens", "oauth.openshift.io");
        groups.put("oauthauthorizetokens", "oauth.openshift.io");
        groups.put("oauthclients", "oauth.openshift.io");
        groups.put("secrets", "");
        groups.put("serviceaccounts", "");
        groups.put("routes", "route.openshift.io");
        groups.put("tokenreviews", "authentication.k8s.io");
        groups.put("tokenrequests", "authentication.k8s.io");
        for (String resource : ("containerruntimeconfigs controllerconfigs kubeletconfigs machineconfignodes"
                        + " machineconfigpools machineconfigs machineosbuilds machineosconfigs pinnedimagesets")
                .split(" ", -1)) {
            groups.put(resource, "machineconfiguration.openshift.io");
        }
        return groups;
    }

    @Override
    void check(Scene scene, PlacedRule rule, EventLines lines, Findings findings) {
        Optional<AuditProfile> profile = scene.platform().audit().profile();
        if (profile.isEmpty()) {
            return;
        }
        for (LabelFilter filter : lines.necessary()) {
            Optional<AuditLevel> needed = level(lines, filter.label());
            if (needed.isPresent() && lines.test(filter).fails("") && !isRecorded(profile.get(), needed.get(), lines)) {
                findings.add(
                        about(),
                        rule.placeOf(filter.label()),
                        "the audit profile " + profile.get() + " records no "
                                + (needed.get() == AuditLevel.REQUEST ? "request" : "response")
                                + " body of the requests that are looked for");
            }
        }
    }

    private static Optional<AuditLevel> level(EventLines lines, String label) {
        String path = lines.field(label).orElse(lines.readsAllFields() && !lines.mayMake(label) ? label : "");
        if (path.startsWith("requestObject")) {
            return Optional.of(AuditLevel.REQUEST);
        }
        return path.startsWith("responseObject") ? Optional.of(AuditLevel.REQUEST_RESPONSE) : Optional.empty();
    }

    private static boolean isRecorded(AuditProfile profile, AuditLevel needed, EventLines lines) {
        for (String verb : lines.allowed("verb", VERBS)) {
            for (String resource : resources(lines)) {
                for (String group : groups(lines, resource)) {
                    for (String subresource : lines.allowed("objectRef.subresource", subresources(resource))) {
                        if (profile.levelOf(verb, group, resource, subresource)
                                .filter(level -> level.isAtLeast(needed))
                                .isPresent()) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    /** Of what is special, the subresources that there are. */
    private static List<String> subresources(String resource) {
        return switch (resource) {
            case "serviceaccounts" -> List.of("", "token");
            case "routes" -> List.of("", "status");
            default -> SPECIAL.containsKey(resource) ? List.of("") : SUBRESOURCES;
        };
    }

    private static Collection<String> resources(EventLines lines) {
        Optional<Collection<String>> listed = listed(lines, "objectRef.resource");
        if (listed.isPresent()) {
            return listed.get();
        }
        List<String> some = new ArrayList<>(SPECIAL.keySet());
        some.add(ORDINARY);
        List<String> allowed = lines.allowed("objectRef.resource", some);
        // an expression may mean resources that are not thought of here
        return allowed.contains(ORDINARY)
                        || lines.necessary("objectRef.resource").isEmpty()
                ? allowed
                : with(allowed, ORDINARY);
    }

    private static List<String> with(List<String> texts, String more) {
        List<String> all = new ArrayList<>(texts);
        all.add(more);
        return all;
    }

    private static Collection<String> groups(EventLines lines, String resource) {
        return listed(lines, "objectRef.apiGroup")
                .orElseGet(() -> lines.necessary("objectRef.apiGroup").isEmpty()
                        ? List.of(SPECIAL.getOrDefault(resource, ""))
                        : List.of(SPECIAL.getOrDefault(resource, ""), "other.example.com"));
    }

    private static Optional<Collection<String>> listed(EventLines lines, String field) {
        return lines.necessary(field).stream()
                .flatMap(filter -> lines.test(filter).texts().stream())
                .<Collection<String>>map(texts -> texts)
                .findFirst();
    }
}
