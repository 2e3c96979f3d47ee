package io.auditrules.prerequisite;

import io.auditrules.rule.AuditLevel;
import io.auditrules.rule.AuditProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Requests that a rule must see, and how much of them. All parts must fit.
 *
 * @param level what an event of such a request must hold
 * @param wholeLine whether the rule looks at the line as a whole, so that nothing of it may be taken away
 */
record Need(
        Values verbs,
        Values apiGroups,
        Values resources,
        Values subresources,
        Values users,
        Values namespaces,
        AuditLevel level,
        boolean wholeLine) {

    /** That any request at all is seen. */
    static final Need ANY = new Need(
            Values.ANY, Values.ANY, Values.ANY, Values.ANY, Values.ANY, Values.ANY, AuditLevel.METADATA, false);

    /** What a write is; other requests have no body. */
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");

    private static final Set<String> EXAMPLES_OF_ALL_VERBS =
            Set.of("create", "update", "patch", "delete", "deletecollection", "get", "list", "watch");

    /** A resource that no audit policy treats in a special way. */
    private static final String ORDINARY = "configmaps";

    Need withVerbs(Values verbs) {
        return new Need(verbs, apiGroups, resources, subresources, users, namespaces, level, wholeLine);
    }

    Need withApiGroups(Values apiGroups) {
        return new Need(verbs, apiGroups, resources, subresources, users, namespaces, level, wholeLine);
    }

    Need withResources(Values resources) {
        return new Need(verbs, apiGroups, resources, subresources, users, namespaces, level, wholeLine);
    }

    Need withSubresources(Values subresources) {
        return new Need(verbs, apiGroups, resources, subresources, users, namespaces, level, wholeLine);
    }

    Need withUsers(Values users) {
        return new Need(verbs, apiGroups, resources, subresources, users, namespaces, level, wholeLine);
    }

    Need withNamespaces(Values namespaces) {
        return new Need(verbs, apiGroups, resources, subresources, users, namespaces, level, wholeLine);
    }

    /** The same requests, but at least as much of them. */
    Need atLeast(AuditLevel more) {
        AuditLevel most = level.isAtLeast(more) ? level : more;
        return new Need(verbs, apiGroups, resources, subresources, users, namespaces, most, wholeLine);
    }

    /** The same requests, and all that their lines hold. */
    Need ofWholeLine() {
        return new Need(verbs, apiGroups, resources, subresources, users, namespaces, level, true);
    }

    /** How much of a recorded event must not be taken away. */
    AuditLevel kept() {
        return wholeLine ? AuditLevel.REQUEST_RESPONSE : level;
    }

    /** Requests that are needed for both, and as much of them as either needs. */
    Need and(Need other) {
        return new Need(
                        verbs.and(other.verbs),
                        apiGroups.and(other.apiGroups),
                        resources.and(other.resources),
                        subresources.and(other.subresources),
                        users.and(other.users),
                        namespaces.and(other.namespaces),
                        level,
                        wholeLine || other.wholeLine)
                .atLeast(other.level);
    }

    /** One need that takes in both, and perhaps more. */
    Need or(Need other) {
        return new Need(
                        verbs.or(other.verbs),
                        apiGroups.or(other.apiGroups),
                        resources.or(other.resources),
                        subresources.or(other.subresources),
                        users.or(other.users),
                        namespaces.or(other.namespaces),
                        level,
                        wholeLine || other.wholeLine)
                .atLeast(other.level);
    }

    /** Whether no request is one of these. */
    boolean isNone() {
        return parts().stream().anyMatch(Values::isNone);
    }

    /** Whether what the other needs is needed anyway. */
    boolean covers(Need other) {
        boolean covers = level.isAtLeast(other.level) && (wholeLine || !other.wholeLine);
        for (int i = 0; i < parts().size(); i++) {
            covers &= parts().get(i).covers(other.parts().get(i));
        }
        return covers;
    }

    /** In how many of its parts it says something else. */
    int differences(Need other) {
        int differences = level == other.level && wholeLine == other.wholeLine ? 0 : 2;
        for (int i = 0; i < parts().size(); i++) {
            differences += parts().get(i).equals(other.parts().get(i)) ? 0 : 1;
        }
        return differences;
    }

    private List<Values> parts() {
        return List.of(verbs, apiGroups, resources, subresources, users, namespaces);
    }

    /** Whether a profile records enough of all of these requests. */
    boolean isMetBy(AuditProfile profile) {
        return test((verb, object) ->
                object.level(profile, verb).map(at -> at.isAtLeast(level)).orElse(false));
    }

    /** Whether a profile records as much of these requests as any profile of OpenShift does, or as is needed. */
    boolean isMetAsFarAsCanBeBy(AuditProfile profile) {
        return test((verb, object) -> {
            Optional<AuditLevel> most = object.level(AuditProfile.ALL_REQUEST_BODIES, verb);
            Optional<AuditLevel> at = object.level(profile, verb);
            return at.isPresent() && (at.get().isAtLeast(level) || at.equals(most));
        });
    }

    private boolean test(BiPredicate<String, Asked> enough) {
        List<Asked> objects = objects();
        return verbsWithBodies().stream()
                .allMatch(verb -> objects.stream().allMatch(object -> enough.test(verb, object)));
    }

    /** Only writes have a body, whatever else a condition on a request's body takes in. */
    private Collection<String> verbsWithBodies() {
        Collection<String> all =
                verbs.globs().<Collection<String>>map(some -> some).orElse(EXAMPLES_OF_ALL_VERBS);
        if (level != AuditLevel.REQUEST) {
            return all;
        }
        List<String> writes = all.stream().filter(WRITES::contains).toList();
        return writes.isEmpty() ? all : writes;
    }

    /** What is asked for, by the names that decide what an audit policy records of it. */
    private record Asked(String apiGroup, String resource, String subresource) {
        Optional<AuditLevel> level(AuditProfile profile, String verb) {
            return profile.levelOf(verb, apiGroup, resource, subresource);
        }
    }

    private List<Asked> objects() {
        List<Asked> objects = new ArrayList<>();
        for (String resource : names(resources, ORDINARY)) {
            for (String apiGroup : groupsOf(resource)) {
                for (String subresource : names(subresources, "")) {
                    objects.add(new Asked(apiGroup, resource, subresource));
                }
            }
        }
        return objects;
    }

    private Collection<String> groupsOf(String resource) {
        return apiGroups.globs().<Collection<String>>map(some -> some).orElseGet(() -> {
            Set<String> known = ApiGroups.of(resource);
            return known.isEmpty() ? List.of("") : known;
        });
    }

    /** The names that are given; a glob counts as one that is not special. */
    private static List<String> names(Values values, String ordinary) {
        return values.globs().stream()
                .flatMap(NavigableSet::stream)
                .map(glob -> glob.contains("*") ? ordinary : glob)
                .collect(java.util.stream.Collectors.collectingAndThen(
                        java.util.stream.Collectors.toList(),
                        names -> values.isAny() ? Stream.of(ordinary).toList() : names));
    }
}
