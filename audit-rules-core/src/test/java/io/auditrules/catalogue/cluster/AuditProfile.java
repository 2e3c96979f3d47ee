package io.auditrules.catalogue.cluster;

import java.util.Set;

/** Audit profiles of OpenShift ({@code spec.audit.profile} of {@code apiservers.config.openshift.io}, library-go's policies). */
public enum AuditProfile {
    /** Metadata; bodies only where identities and OAuth tokens are written. */
    DEFAULT,
    /** Bodies of all writes, but for what is secret. */
    WRITE_REQUEST_BODIES;

    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final Set<String> ALWAYS_WITH_BODIES =
            Set.of("identities", "oauthaccesstokens", "oauthauthorizetokens");
    private static final Set<String> NEVER_WITH_BODIES = Set.of("secrets", "routes", "tokenreviews", "oauthclients");

    /** Whether the events of a request have its bodies. */
    boolean hasBodies(String verb, Kind kind, String subresource) {
        if (!WRITES.contains(verb)) {
            return false;
        }
        if (ALWAYS_WITH_BODIES.contains(kind.resource())) {
            return true;
        }
        boolean isSecret = NEVER_WITH_BODIES.contains(kind.resource())
                || (kind.resource().equals("serviceaccounts") && subresource.equals("token"))
                || kind.group().equals("machineconfiguration.openshift.io");
        return this == WRITE_REQUEST_BODIES && !isSecret;
    }
}
