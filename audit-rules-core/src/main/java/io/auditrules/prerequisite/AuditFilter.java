package io.auditrules.prerequisite;

import io.auditrules.rule.AuditLevel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code kubeAPIAudit} filter of a ClusterLogForwarder that drops nothing of what is needed. What no rule of it
 * matches is left to the collector's own defaults, which forward what people do, but drop what {@code system:} users read
 * and what service accounts write in their own namespace, or to what is in none.
 *
 * <p>As the Cluster Logging Operator 5.8 to 6.5 compiles it (openshift/cluster-logging-operator,
 * internal/generator/vector/filter/apiaudit, at 04dc774010a2): the first rule that matches decides, so rules that keep more
 * stand first; verbs and groups are compared as they are, other names may begin or end with a star; {@code pods} does not
 * match {@code pods/exec}; no rule can say "in any group". What cannot be said is said too widely.
 */
final class AuditFilter {
    private AuditFilter() {}

    /** What the compiled filter can hold without being misread. */
    private static final Pattern WRITABLE = Pattern.compile("[A-Za-z0-9 ._:/@*+=,-]+");

    /**
     * A rule of the filter.
     *
     * @param resources by group; no entry means any resource of any group, an empty entry any resource of the group
     */
    private record PolicyRule(
            AuditLevel level,
            Values verbs,
            Values users,
            Values namespaces,
            SortedMap<String, NavigableSet<String>> resources) {

        boolean covers(PolicyRule other) {
            return level.isAtLeast(other.level)
                    && verbs.covers(other.verbs)
                    && users.covers(other.users)
                    && namespaces.covers(other.namespaces)
                    && coversResources(other);
        }

        private boolean coversResources(PolicyRule other) {
            if (resources.isEmpty() || other.resources.isEmpty()) {
                return resources.isEmpty();
            }
            return other.resources.entrySet().stream().allMatch(entry -> {
                NavigableSet<String> ours = resources.get(entry.getKey());
                return ours != null
                        && (ours.isEmpty() || (!entry.getValue().isEmpty() && ours.containsAll(entry.getValue())));
            });
        }

        /** One rule that matches what either does and nothing else, if there is one. */
        Optional<PolicyRule> joined(PolicyRule other) {
            if (level != other.level || !users.equals(other.users) || !namespaces.equals(other.namespaces)) {
                return Optional.empty();
            }
            if (resources.equals(other.resources)) {
                return Optional.of(new PolicyRule(level, verbs.or(other.verbs), users, namespaces, resources));
            }
            if (!verbs.equals(other.verbs) || resources.isEmpty() || other.resources.isEmpty()) {
                return Optional.empty();
            }
            SortedMap<String, NavigableSet<String>> either = new TreeMap<>(resources);
            other.resources.forEach((group, names) -> either.merge(group, names, (ours, theirs) -> {
                NavigableSet<String> all = new TreeSet<>(ours);
                all.addAll(theirs);
                return ours.isEmpty() || theirs.isEmpty() ? Collections.emptyNavigableSet() : all;
            }));
            return Optional.of(new PolicyRule(level, verbs, users, namespaces, either));
        }

        /** Whether it lets every event pass, whole. */
        boolean keepsAll() {
            return level == AuditLevel.REQUEST_RESPONSE
                    && verbs.isAny()
                    && users.isAny()
                    && namespaces.isAny()
                    && resources.isEmpty();
        }

        Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("level", level.toString());
            put(document, "verbs", verbs);
            put(document, "users", users);
            put(document, "namespaces", namespaces);
            if (!resources.isEmpty()) {
                List<Map<String, Object>> groups = new ArrayList<>();
                resources.forEach((group, names) -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("group", group);
                    if (!names.isEmpty()) {
                        one.put("resources", List.copyOf(names));
                    }
                    groups.add(one);
                });
                document.put("resources", groups);
            }
            return document;
        }

        private static void put(Map<String, Object> document, String key, Values values) {
            values.globs().ifPresent(all -> document.put(key, List.copyOf(all)));
        }
    }

    /** The spec of the filter; empty if no filter can drop anything that is not needed. */
    static Optional<Map<String, Object>> of(Needs needs) {
        List<PolicyRule> rules =
                joined(needs.list().stream().map(AuditFilter::rule).toList());
        if (rules.stream().anyMatch(PolicyRule::keepsAll)) {
            return Optional.empty();
        }
        Map<String, Object> filter = new LinkedHashMap<>();
        filter.put(
                "rules",
                rules.stream()
                        .sorted(Comparator.comparing(PolicyRule::level)
                                .reversed()
                                .thenComparing(rule -> rule.document().toString()))
                        .map(PolicyRule::document)
                        .toList());
        // Left out, it would be 404, 409, 422 and 429: who probes would not be seen.
        filter.put("omitResponseCodes", List.of());
        return Optional.of(filter);
    }

    private static List<PolicyRule> joined(List<PolicyRule> all) {
        List<PolicyRule> rules = new ArrayList<>(all);
        boolean isChanged = true;
        while (isChanged) {
            isChanged = false;
            for (int i = 0; i < rules.size() && !isChanged; i++) {
                for (int j = i + 1; j < rules.size() && !isChanged; j++) {
                    PolicyRule left = rules.get(i);
                    PolicyRule right = rules.get(j);
                    Optional<PolicyRule> one = left.covers(right)
                            ? Optional.of(left)
                            : right.covers(left) ? Optional.of(right) : left.joined(right);
                    if (one.isPresent()) {
                        rules.set(i, one.get());
                        rules.remove(j);
                        isChanged = true;
                    }
                }
            }
        }
        return rules;
    }

    private static PolicyRule rule(Need need) {
        return new PolicyRule(
                need.kept(),
                // Verbs are not matched by globs.
                need.verbs().hasGlob() ? Values.ANY : writable(need.verbs()),
                writable(need.users().map(AuditFilter::glob)),
                writable(need.namespaces().map(AuditFilter::glob)),
                resources(need));
    }

    private static SortedMap<String, NavigableSet<String>> resources(Need need) {
        SortedMap<String, NavigableSet<String>> byGroup = new TreeMap<>();
        Values groups = need.apiGroups();
        Values resources = writable(need.resources());
        // The names may be empty: the core group, the object itself.
        boolean isGroupSaid = !groups.isAny()
                && !groups.hasGlob()
                && groups.globs().orElseThrow().stream()
                        .allMatch(group ->
                                group.isEmpty() || WRITABLE.matcher(group).matches());
        if (resources.isAny()) {
            if (isGroupSaid) {
                groups.globs().orElseThrow().forEach(group -> byGroup.put(group, Collections.emptyNavigableSet()));
            }
            return byGroup;
        }
        for (String resource : resources.globs().orElseThrow()) {
            Set<String> in = isGroupSaid ? groups.globs().orElseThrow() : ApiGroups.of(resource);
            if (in.isEmpty()) {
                // A resource that nobody knows, in a group that nobody names.
                return new TreeMap<>();
            }
            Set<String> names = names(resource, need.subresources());
            in.forEach(group ->
                    byGroup.computeIfAbsent(group, key -> new TreeSet<>()).addAll(names));
        }
        return byGroup;
    }

    private static Set<String> names(String resource, Values subresources) {
        Stream<String> names = subresources.isAny()
                ? Stream.of(resource, resource + "/*")
                : subresources.globs().orElseThrow().stream()
                        .map(subresource -> subresource.isEmpty() ? resource : resource + "/" + subresource);
        Set<String> all = names.map(AuditFilter::glob).collect(Collectors.toCollection(HashSet::new));
        return all.stream().allMatch(name -> WRITABLE.matcher(name).matches())
                ? all
                : Set.of(glob(resource), glob(resource + "/*"));
    }

    /** The same glob, or a wider one, with a star at its ends only. */
    private static String glob(String glob) {
        int star = glob.indexOf('*', 1);
        return star < 0 || star == glob.length() - 1 ? glob : glob.substring(0, star + 1);
    }

    private static Values writable(Values values) {
        boolean isWritable = values.globs().stream()
                .flatMap(NavigableSet::stream)
                .allMatch(glob -> WRITABLE.matcher(glob).matches());
        return isWritable ? values : Values.ANY;
    }
}
