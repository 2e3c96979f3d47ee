package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the API servers of a cluster are set to record. The first four are OpenShift's {@code spec.audit.profile} of the
 * {@code APIServer} object {@code cluster} (openshift/api, config/v1/types_apiserver.go); what they record is read from
 * openshift/library-go, pkg/operator/apiserver/audit/manifests, of August 2026. The others say the least level that a
 * policy of another cluster gives to every request.
 *
 * <p>Releases differ in what no body is recorded of; this is the longest list, so a need that is met here may be met in
 * older releases by less. Custom rules for groups of users are not looked at.
 */
public enum AuditProfile {
    /** Metadata; bodies of written identities and OAuth tokens only. */
    DEFAULT("Default"),
    /** Bodies of writes, but for secrets and their like. */
    WRITE_REQUEST_BODIES("WriteRequestBodies"),
    /** Bodies of reads too, but for secrets and their like. */
    ALL_REQUEST_BODIES("AllRequestBodies"),
    /** Nothing at all. */
    NONE("None"),
    /** No bodies. */
    METADATA("Metadata"),
    /** The body of every request. */
    REQUEST("Request"),
    /** The bodies of every request and response. */
    REQUEST_RESPONSE("RequestResponse");

    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final Set<String> WRITES_OF_DEFAULT = Set.of("create", "update", "patch", "delete");
    private static final Set<String> BODIES_OF_DEFAULT = Set.of(
            "user.openshift.io/identities",
            "oauth.openshift.io/oauthaccesstokens",
            "oauth.openshift.io/oauthauthorizetokens");
    /** Group, resource and subresource of what is too secret for a log. */
    private static final Set<String> NO_BODIES = Set.of(
            "/secrets",
            "/serviceaccounts/token",
            "route.openshift.io/routes",
            "route.openshift.io/routes/status",
            "authentication.k8s.io/tokenreviews",
            "authentication.k8s.io/tokenrequests",
            "oauth.openshift.io/oauthclients",
            "oauth.openshift.io/tokenreviews");
    /** The policy means two resources of this group, but spells the key so that all of them are meant. */
    private static final String GROUP_WITHOUT_BODIES = "machineconfiguration.openshift.io";

    private final String text;

    AuditProfile(String text) {
        this.text = text;
    }

    /**
     * Reads the form that definitions use.
     *
     * @throws IllegalValueException for any other text
     */
    public static AuditProfile of(String text) {
        return Arrays.stream(values())
                .filter(profile -> profile.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalValueException(
                        "\"" + text + "\" is not an audit profile", Suggestion.of(text, names())));
    }

    /** All, as definitions write them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(AuditProfile::toString).toList();
    }

    /** Whether it is one of OpenShift's own. */
    public boolean isOfOpenShift() {
        return compareTo(NONE) <= 0;
    }

    /**
     * The level of a request; empty if it is not recorded.
     *
     * @param verb as the audit event has it: {@code create}
     * @param apiGroup {@code ""} for the core group
     * @param resource the plural name: {@code pods}
     * @param subresource {@code ""} for the object itself
     */
    public Optional<AuditLevel> levelOf(String verb, String apiGroup, String resource, String subresource) {
        String object = apiGroup + "/" + resource + (subresource.isEmpty() ? "" : "/" + subresource);
        boolean isHidden = NO_BODIES.contains(object) || apiGroup.equals(GROUP_WITHOUT_BODIES);
        return switch (this) {
            case NONE -> Optional.empty();
            case DEFAULT ->
                Optional.of(bodiesIf(WRITES_OF_DEFAULT.contains(verb) && BODIES_OF_DEFAULT.contains(object)));
            case WRITE_REQUEST_BODIES -> Optional.of(bodiesIf(WRITES.contains(verb) && !isHidden));
            case ALL_REQUEST_BODIES -> Optional.of(bodiesIf(!isHidden));
            case METADATA -> Optional.of(AuditLevel.METADATA);
            case REQUEST -> Optional.of(AuditLevel.REQUEST);
            case REQUEST_RESPONSE -> Optional.of(AuditLevel.REQUEST_RESPONSE);
        };
    }

    private static AuditLevel bodiesIf(boolean recorded) {
        return recorded ? AuditLevel.REQUEST_RESPONSE : AuditLevel.METADATA;
    }

    /** As OpenShift and Kubernetes write it. */
    @Override
    public String toString() {
        return text;
    }
}
