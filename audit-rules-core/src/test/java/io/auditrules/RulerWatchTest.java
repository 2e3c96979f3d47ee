package io.auditrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When alerts on Loki's ruler are written. */
class RulerWatchTest {
    private static final String WATCH = "prometheus/audit-ruler-health.yaml";
    private static final String OPENSHIFT = "preset: openshift-logging";

    @TempDir
    private Path project;

    @Test
    void whoUsesThePackHealthHasTheRulerWatched() throws IOException {
        assertThat(manifests(OPENSHIFT, "[{use: health}]")).contains(WATCH);
        assertThat(manifests(OPENSHIFT, "[{use: essential}, {use: health}]")).contains(WATCH);
    }

    @Test
    void thatIsSoInEveryTarget() throws IOException {
        assertThat(manifests("preset: loki\nselector: '{job=\"audit\"}'", "[{use: health}]"))
                .contains(WATCH);
        assertThat(manifests(OPENSHIFT + "\ntargets: [prometheus-rule]", "[{use: health}]"))
                .contains(WATCH);
    }

    @Test
    void whoSaysThatItIsNotWantedDoesNot() throws IOException {
        assertThat(manifests(OPENSHIFT + "\nmetrics: {health: false}", "[{use: health}]"))
                .doesNotContain(WATCH);
    }

    @Test
    void whoSaysThatItIsWantedNeedsNoPack() throws IOException {
        assertThat(manifests(OPENSHIFT + "\nmetrics: {health: true}", "[{use: pod-exec}]"))
                .contains(WATCH);
    }

    @Test
    void otherPacksDoNotHaveItWatchedNorSingleDetections() throws IOException {
        assertThat(manifests(OPENSHIFT, "[{use: essential}]")).doesNotContain(WATCH);
        assertThat(manifests(OPENSHIFT, "[{use: fire-drill}]")).doesNotContain(WATCH);
    }

    @Test
    void aPackThatIsSwitchedOffDoesNot() throws IOException {
        assertThat(manifests(OPENSHIFT, "[{use: health, enabled: false}, {use: pod-exec}]"))
                .doesNotContain(WATCH);
    }

    @Test
    void aProjectWithoutRulesDoesNot() throws IOException {
        Files.writeString(project.resolve("platform.yaml"), document("Platform", OPENSHIFT));

        assertThat(written()).doesNotContain(WATCH);
    }

    private Set<String> manifests(String platform, String rules) throws IOException {
        Files.writeString(project.resolve("platform.yaml"), document("Platform", platform));
        Files.writeString(
                project.resolve("rules.yaml"), document("Rules", "groups: [{name: audit, rules: " + rules + "}]"));
        return written();
    }

    private Set<String> written() {
        return AuditRules.read(project, project).manifests().texts().keySet();
    }

    private static String document(String kind, String keys) {
        return "apiVersion: auditrules.io/v1\nkind: " + kind + "\n" + keys + "\n";
    }
}
