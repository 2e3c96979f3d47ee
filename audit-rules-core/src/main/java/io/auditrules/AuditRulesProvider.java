package io.auditrules;

/**
 * Rules written in Java. A project names its provider in
 * {@code META-INF/services/io.auditrules.AuditRulesProvider}, and the Maven plugin finds it on the project's classpath.
 *
 * <pre>{@code
 * public final class ClusterRules implements AuditRulesProvider {
 *     public AuditRules auditRules() {
 *         return AuditRules.definedIn(ClusterRules.class).rules(ruleSet).build();
 *     }
 * }
 * }</pre>
 */
public interface AuditRulesProvider {

    /** What the project defines in Java; combined with its definition files. */
    AuditRules auditRules();
}
