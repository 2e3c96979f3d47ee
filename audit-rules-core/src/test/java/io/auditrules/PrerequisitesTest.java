package io.auditrules;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.rule.Audit;
import io.auditrules.rule.AuditProfile;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Prerequisites;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written beside the rules, and what is said when it cannot be enough. */
class PrerequisitesTest {
    private final Problems notes = new Problems();

    @Test
    void theProfileIsNeverLessThanTheOneThatTheClusterHas() {
        Condition metadata = Field.RESOURCE.is("pods");
        Condition body = Condition.all(
                metadata, Field.of("requestObject.spec.hostNetwork").is("true"));

        assertThat(profile(Optional.of(AuditProfile.ALL_REQUEST_BODIES), metadata))
                .isEqualTo("AllRequestBodies");
        assertThat(profile(Optional.of(AuditProfile.DEFAULT), metadata)).isEqualTo("Default");
        assertThat(profile(Optional.empty(), metadata)).isEqualTo("Default");
        assertThat(profile(Optional.empty(), body)).isEqualTo("WriteRequestBodies");
    }

    @Test
    void bodiesThatAreNeverRecordedAreTold() {
        write(
                platform(false),
                Condition.all(
                        Field.RESOURCE.is("secrets"),
                        Field.of("requestObject.type").is("Opaque")));

        assertThat(notes.list())
                .extracting(Problem::message)
                .containsExactly("the alert \"A\" looks into bodies that OpenShift never records");
    }

    @Test
    void aFilterThatCouldDropNothingIsToldAndNotWritten() {
        Map<String, String> files =
                write(platform(true), Field.of("responseObject.kind").is("Status"));

        assertThat(files.get("prerequisites/clusterlogforwarder.yaml")).doesNotContain("filter");
        assertThat(notes.list())
                .extracting(Problem::message)
                .containsExactly("no filter is written: a rule could hold for any event, whole");
    }

    @Test
    void nothingIsToldWhereAllIsWell() {
        Map<String, String> files = write(platform(true), Field.RESOURCE.is("pods"));

        assertThat(files.get("prerequisites/clusterlogforwarder.yaml")).contains("kubeAPIAudit");
        assertThat(notes.list()).isEmpty();
    }

    private static Platform.Builder platform(boolean filter) {
        return Platform.preset(Platform.Preset.OPENSHIFT_LOGGING)
                .prerequisites(Prerequisites.of(
                        Prerequisites.Logging.V6, Optional.empty(), Optional.empty(), Optional.empty(), filter));
    }

    private String profile(Optional<AuditProfile> stated, Condition condition) {
        Platform.Builder platform = platform(false).audit(new Audit(stated, Audit.Unmet.FALLBACK));
        return String.valueOf(write(platform, condition).get("prerequisites/apiserver.yaml"))
                .replaceAll("(?s).*profile: (\\w+)\\s*", "$1");
    }

    private Map<String, String> write(Platform.Builder platform, Condition condition) {
        Rule rule = Rule.alert("A")
                .when(condition)
                .annotation("summary", "s")
                .annotation("description", "d")
                .build();
        return AuditRules.definedIn(PrerequisitesTest.class)
                .platform(platform.build())
                .rules(RuleSet.named("rules").group(RuleGroup.of("g", rule)).build())
                .build()
                .manifests(notes)
                .texts();
    }
}
