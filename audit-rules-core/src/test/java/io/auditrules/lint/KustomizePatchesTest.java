package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Platform;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A patch is a part of an object, and is not told what the object has to have. */
class KustomizePatchesTest {
    private static final String PATCH = """
            apiVersion: loki.grafana.com/v1
            kind: AlertingRule
            metadata: {name: audit, namespace: openshift-logging}
            spec:
              groups:
                - name: exec
                  rules:
                    - alert: PodExec
                      labels: {severity: critical}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patches: [{path: severity.yaml}]",
                "patches: [{target: {kind: AlertingRule}, path: ./severity.yaml}]",
                "patchesStrategicMerge: [severity.yaml]",
                "patchesStrategicMerge: [../overlay/severity.yaml]",
                "resources: [../base]\npatches:\n- path: other.yaml\n- path: severity.yaml"
            })
    void whatAKustomizationNamesIsSaidToBeAPatch(String kustomization) {
        assertThat(found(
                        new Source("overlay/severity.yaml", PATCH),
                        new Source("overlay/kustomization.yaml", kustomization)))
                .singleElement()
                .asString()
                .matches("overlay/severity.yaml:1:1 reading/not-understood: "
                        + "this is a patch, as overlay/kustomization.yaml:\\d:\\d+ says");
    }

    @Test
    void aListOfChangesIsAPatch() {
        Source changes = new Source("for.yaml", "- {op: replace, path: /spec/groups/0/rules/0/for, value: 1m}\n");

        assertThat(found(changes, new Source("kustomization.yml", "patchesJson6902: [{path: for.yaml}]")))
                .containsExactly(
                        "for.yaml:1:1 reading/not-understood: this is a patch, as kustomization.yml:1:26 says");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources: [severity.yaml]",
                "patches: [{path: more/severity.yaml}]",
                "patches: {path: severity.yaml}",
                "patches: [{patch: severity.yaml}, []]",
                "[patches]",
                "patches: ["
            })
    void whatNoKustomizationNamesIsAnObject(String kustomization) {
        assertThat(found(
                        new Source("overlay/severity.yaml", PATCH),
                        new Source("overlay/kustomization.yaml", kustomization)))
                .anyMatch(finding -> finding.startsWith("overlay/severity.yaml:5:3 admission/missing-field"));
    }

    private static List<String> found(Source... files) {
        Platform platform = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build();
        return AuditRules.lint(platform, List.of(files), LocalDate.parse("2026-11-27")).findings().stream()
                .filter(finding ->
                        !finding.detail().endsWith("kind") && !finding.detail().contains("kind \"Kust"))
                .map(finding -> finding.place() + " " + finding.about().id() + ": " + finding.detail())
                .toList();
    }
}
