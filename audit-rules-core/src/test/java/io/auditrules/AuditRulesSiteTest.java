package io.auditrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.AlertingRule;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.event.Labels;
import io.auditrules.logql.LokiVersion;
import io.auditrules.scenario.Site;
import io.auditrules.scenario.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scenarios are played on is what the manifests would make of the cluster. */
class AuditRulesSiteTest {
    private static final String RULES = """
            apiVersion: auditrules.io/v1
            kind: Rules
            groups:
              - name: shells
                interval: 30s
                rules:
                  - alert: PodExec
                    when: {resource: pods, subresource: exec}
                    by: [user]
                    for: 2m
                    labels: {team: red, tenantId: mine}
                    annotations: {summary: s, description: d}
                  - alert: Disabled
                    enabled: false
                    when: {resource: pods, subresource: attach}
                    annotations: {summary: s, description: d}
            """;

    @TempDir
    private Path project;

    @Test
    void hasTheRulesAsLokiHasThem() throws IOException {
        AlertingGroup group = site("preset: openshift-logging").groups().get(0);

        assertThat(group.name()).isEqualTo("shells");
        assertThat(group.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(group.limit()).isZero();
        assertThat(group.rules()).extracting(AlertingRule::alert).containsExactly("PodExec");
        assertThat(group.rules().get(0).pending()).isEqualTo(Duration.ofMinutes(2));
        assertThat(group.rules().get(0).expr().toString()).startsWith("sum by (user_username)");
    }

    @Test
    void addsTheOperatorsLabelsInPlaceOfTheRules() throws IOException {
        assertThat(labels("preset: openshift-logging"))
                .containsEntry("tenantId", "audit")
                .containsEntry("team", "red")
                .containsEntry("severity", "warning")
                .containsEntry("namespace", "openshift-logging");
    }

    @Test
    void addsNoNamespaceBeforeOperator07() throws IOException {
        assertThat(labels("preset: openshift-logging\noperator: 0.6.9"))
                .containsEntry("tenantId", "audit")
                .doesNotContainKey("namespace");
        assertThat(labels("preset: openshift-logging\noperator: 0.7.0")).containsKey("namespace");
    }

    @Test
    void addsNoNamespaceForTheTenantApplication() throws IOException {
        assertThat(labels("preset: openshift-logging\ntenant: application"))
                .containsEntry("tenantId", "application")
                .doesNotContainKey("namespace");
    }

    @Test
    void addsNothingWithoutTheOperator() throws IOException {
        assertThat(labels("preset: openshift-logging\ntargets: [loki-ruler]"))
                .containsEntry("tenantId", "mine")
                .doesNotContainKey("namespace");
    }

    @Test
    void hasTheVersionAndTheLimitsOfThePlatform() throws IOException {
        Site site = site("preset: openshift-logging-5.7\nlimits: {max_query_series: 7, max_line_size: 1024}");

        assertThat(site.ruler().version()).isEqualTo(new LokiVersion(2, 8));
        assertThat(site.ruler().limits().maxQuerySeries()).isEqualTo(7);
        assertThat(site.maxLineSize()).isEqualTo(1024);
        assertThat(site.routing()).isEmpty();
    }

    @Test
    void writesEventsIntoTheStreamThatThePlatformSelects() throws IOException {
        assertThat(site("preset: loki\nselector: '{job=\"audit\", tier=~\".+\"}'")
                        .auditStream())
                .isEqualTo(Labels.of("job", "audit"));
    }

    @Test
    void isNoneWhereTheRulesDoNotFitTogether() throws IOException {
        write("preset: openshift-logging");
        Files.writeString(project.resolve("definitions/again.yaml"), RULES);
        AuditRules twice = AuditRules.read(project.resolve("definitions"), project);

        assertThatThrownBy(twice::site)
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("a second alert is called \"PodExec\"");
    }

    @Test
    void playsOthersWhereAScenarioCannotBeRead() throws IOException {
        write("preset: openshift-logging");
        Path scenarios = Files.createDirectory(project.resolve("scenarios"));
        Files.writeString(scenarios.resolve("broken.yaml"), "kind: [");
        Files.writeString(scenarios.resolve("good.yaml"), """
                apiVersion: auditrules.io/v1
                kind: Scenarios
                scenarios:
                  - name: nothing happens
                    events: []
                    expect: {silent: [PodExec]}
                """);

        TestRun run = AuditRules.read(project.resolve("definitions"), project)
                .test(scenarios, project, InstantSource.fixed(Instant.EPOCH));

        assertThat(run.isPassed()).isFalse();
        assertThat(run.verdicts()).hasSize(1);
        assertThat(run.failed()).isEmpty();
        assertThat(run.problems()).hasSize(1);
        assertThat(run.problems().get(0).place().toString()).startsWith("scenarios/broken.yaml:1");
    }

    private Map<String, String> labels(String platform) throws IOException {
        return site(platform).groups().get(0).rules().get(0).labels();
    }

    private Site site(String platform) throws IOException {
        write(platform);
        return AuditRules.read(project.resolve("definitions"), project).site();
    }

    private void write(String platform) throws IOException {
        Path definitions = Files.createDirectories(project.resolve("definitions"));
        Files.writeString(
                definitions.resolve("rules.yaml"),
                "apiVersion: auditrules.io/v1\nkind: Platform\n" + platform + "\n---\n" + RULES);
    }
}
