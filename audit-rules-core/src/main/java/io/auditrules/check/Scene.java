package io.auditrules.check;

import io.auditrules.rule.Platform;
import io.auditrules.rulefile.RuleFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All that a check can look at: rules and routing as a cluster will read them, and what is known of the cluster. Several checks
 * may look at it at the same time.
 */
public final class Scene {
    private final Platform platform;
    private final List<RuleFile> files;
    private final List<PlacedRouting> routings;
    private final List<PlacedRule> rules;
    private final AuditLog auditLog;
    private final Map<PlacedRule, List<EventLines>> auditLines = new ConcurrentHashMap<>();
    private final Map<PlacedRule, List<Sieve>> sieves = new ConcurrentHashMap<>();

    /** @param platform where all of it will run */
    public Scene(Platform platform, List<RuleFile> files, List<PlacedRouting> routings) {
        this.platform = platform;
        this.auditLog = new AuditLog(platform);
        this.files = List.copyOf(files);
        this.routings = List.copyOf(routings);
        FilterTests tests = new FilterTests();
        this.rules = this.files.stream()
                .flatMap(file -> file.groups().stream()
                        .flatMap(group -> group.rules().stream().map(rule -> new PlacedRule(file, group, rule, tests))))
                .toList();
    }

    /** Where all of it will run. */
    public Platform platform() {
        return platform;
    }

    /** Objects and files with rules. */
    public List<RuleFile> files() {
        return files;
    }

    /** Routing that Alertmanager is given. */
    public List<PlacedRouting> routings() {
        return routings;
    }

    /** All rules of all files, in their order. */
    public List<PlacedRule> rules() {
        return rules;
    }

    /** Those lines of a rule that are audit events. */
    public List<EventLines> auditLines(PlacedRule rule) {
        return auditLines.computeIfAbsent(rule, this::findAuditLines);
    }

    private List<EventLines> findAuditLines(PlacedRule rule) {
        Set<String> groupings = rule.query().map(QueryLabels::groupedBy).orElse(Set.of());
        return rule.lines().stream()
                .filter(lines -> auditLog.has(lines, groupings))
                .toList();
    }

    /** The filters that each of these must pass. */
    public List<Sieve> sieves(PlacedRule rule) {
        return sieves.computeIfAbsent(
                rule, key -> auditLines(key).stream().map(Sieve::new).toList());
    }
}
