package io.auditrules.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenShift's policies record, from openshift/library-go at 93ac9206ae34. */
class AuditProfileTest {

    @ParameterizedTest
    @CsvSource({
        "Default, create, '', pods, '', Metadata",
        "Default, patch, user.openshift.io, identities, '', RequestResponse",
        "Default, get, user.openshift.io, identities, '', Metadata",
        "Default, deletecollection, oauth.openshift.io, oauthaccesstokens, '', Metadata",
        "WriteRequestBodies, create, '', pods, '', RequestResponse",
        "WriteRequestBodies, deletecollection, apps, deployments, '', RequestResponse",
        "WriteRequestBodies, list, '', pods, '', Metadata",
        "WriteRequestBodies, get, '', pods, exec, Metadata",
        "WriteRequestBodies, create, '', secrets, '', Metadata",
        "WriteRequestBodies, create, '', serviceaccounts, '', RequestResponse",
        "WriteRequestBodies, create, '', serviceaccounts, token, Metadata",
        "WriteRequestBodies, create, example.com, secrets, '', RequestResponse",
        "WriteRequestBodies, create, machineconfiguration.openshift.io, kubeletconfigs, '', Metadata",
        "AllRequestBodies, list, '', pods, '', RequestResponse",
        "AllRequestBodies, get, '', secrets, '', Metadata",
        "AllRequestBodies, update, oauth.openshift.io, oauthclients, '', Metadata",
        "Request, get, '', secrets, '', Request",
    })
    void recordsARequestAt(
            String profile, String verb, String apiGroup, String resource, String subresource, String level) {
        assertThat(AuditProfile.of(profile).levelOf(verb, apiGroup, resource, subresource))
                .map(AuditLevel::toString)
                .hasValue(level);
    }

    @Test
    void noneRecordsNothing() {
        assertThat(AuditProfile.NONE.levelOf("create", "", "pods", "")).isEmpty();
    }
}
