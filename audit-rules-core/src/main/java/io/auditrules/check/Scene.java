package io.auditrules.check;

import io.auditrules.rule.Platform;
import io.auditrules.rulefile.RuleFile;
import java.util.IdentityHashMap;
import java.util.List;

/** All that a check can look at: rules and routing as a cluster will read them, and what is known of the cluster. */
public final class Scene {
    private final Platform platform;
    private final List<RuleFile> files;
    private final List<PlacedRouting> routings;
    private final List<PlacedRule> rules;
    private final AuditLog auditLog;
    private final IdentityHashMap<PlacedRule, List<Sieve>> sieves = new IdentityHashMap<>();

    /** @param platform where all of it will run */
    public Scene(Platform platform, List<RuleFile> files, List<PlacedRouting> routings) {
        this.platform = platform;
        this.auditLog = new AuditLog(platform);
        this.files = List.copyOf(files);
        this.routings = List.copyOf(routings);
        this.rules = this.files.stream()
                .flatMap(file -> file.groups().stream()
                        .flatMap(group -> group.rules().stream().map(rule -> new PlacedRule(file, group, rule))))
                .toList();
    }

    /** Where all of it will run. */
    public Platform platform() {
        return platform;
    }

    /** Which lines are those of the audit log there. */
    public AuditLog auditLog() {
        return auditLog;
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

    /** The filters of a rule on the audit log, for each of its ranges that reads it. */
    public List<Sieve> sieves(PlacedRule rule) {
        return sieves.computeIfAbsent(rule, Sieve::of);
    }
}
