package io.auditrules.rule;

/** How much of a request an audit event holds, from least to most. */
public enum AuditLevel {
    /** Who, what, where and when; no bodies. */
    METADATA("Metadata"),
    /** Also {@code requestObject}. */
    REQUEST("Request"),
    /** Also {@code responseObject}. */
    REQUEST_RESPONSE("RequestResponse");

    private final String text;

    AuditLevel(String text) {
        this.text = text;
    }

    /** Whether an event of this level holds all that an event of the other does. */
    public boolean isAtLeast(AuditLevel other) {
        return compareTo(other) >= 0;
    }

    /** As {@code audit.k8s.io/v1} writes it. */
    @Override
    public String toString() {
        return text;
    }
}
