package io.auditrules;

/** Placeholder. */
public interface AuditRulesProvider {
    AuditRules auditRules();
}
