package io.auditrules.check.never;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Audit;
import io.auditrules.rule.AuditProfile;
import io.auditrules.rule.Platform;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether a body that a rule asks for is recorded, by what the Platform says. */
class NoBodyTest {
    private static final String POD = "objectRef_resource=\"pods\" | requestObject_spec_hostNetwork=\"true\"";

    @Test
    void saysNothingWhereTheProfileIsNotStated() {
        assertThat(isFound(Optional.empty(), POD)).isFalse();
    }

    @Test
    void defaultProfileRecordsNoPods() {
        assertThat(isFound(AuditProfile.DEFAULT, POD)).isTrue();
    }

    @Test
    void defaultProfileRecordsIdentities() {
        assertThat(isFound(AuditProfile.DEFAULT, "objectRef_resource=\"identities\" | requestObject_kind!=\"\""))
                .isFalse();
        assertThat(isFound(AuditProfile.DEFAULT, "requestObject_kind=~\".+\"")).isFalse();
    }

    @Test
    void writesAreRecordedWhereTheProfileSaysSo() {
        assertThat(isFound(AuditProfile.WRITE_REQUEST_BODIES, POD)).isFalse();
        assertThat(isFound(AuditProfile.WRITE_REQUEST_BODIES, "verb=\"list\" | responseObject_kind=\"PodList\""))
                .isTrue();
        assertThat(isFound(AuditProfile.ALL_REQUEST_BODIES, "verb=\"list\" | responseObject_kind=\"PodList\""))
                .isFalse();
    }

    @Test
    void requestLevelHasNoResponses() {
        assertThat(isFound(AuditProfile.REQUEST, POD)).isFalse();
        assertThat(isFound(AuditProfile.REQUEST, "responseObject_kind=\"Pod\"")).isTrue();
    }

    @Test
    void conditionsThatHoldWithoutABodyAreNone() {
        assertThat(isFound(AuditProfile.METADATA, "requestObject_kind!=\"Pod\""))
                .isFalse();
        assertThat(isFound(AuditProfile.METADATA, "objectRef_resource=\"pods\" or requestObject_kind=\"Pod\""))
                .isFalse();
    }

    private static boolean isFound(AuditProfile profile, String filters) {
        return isFound(Optional.of(profile), filters);
    }

    private static boolean isFound(Optional<AuditProfile> profile, String filters) {
        Platform platform = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING)
                .audit(new Audit(profile, Audit.Unmet.FALLBACK))
                .build();
        String file = "groups:\n  - name: g\n    rules:\n      - alert: A\n        expr: |\n          "
                + "sum(count_over_time({log_type=\"audit\"} | json | __error__=\"\" | " + filters + " [5m])) > 0\n";
        return AuditRules.lint(platform, List.of(new Source("rules.yaml", file)), LocalDate.EPOCH).findings().stream()
                .anyMatch(finding -> finding.about().id().equals("never/no-body"));
    }
}
