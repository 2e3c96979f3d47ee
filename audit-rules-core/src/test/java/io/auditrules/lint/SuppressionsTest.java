package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Platform;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which findings a comment is about. */
class SuppressionsTest {
    private static final String WHY = "# lint: ignore blind/unguarded: only JSON comes here";

    @Test
    void aboveARuleItIsAboutAllOfTheRule() {
        assertThat(unguarded("""
                groups:
                  - name: g
                    rules:
                      %s
                      - alert: A
                        for: 0s
                        expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                        labels: {a: b}
                      - alert: B
                        expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                """)).containsExactly(10);
    }

    @Test
    void aboveARuleThatBeginsWithItsExpression() {
        assertThat(unguarded("""
                groups:
                - name: g
                  rules:
                  %s

                  # and another comment
                  - expr: |
                      sum by (user_username) (count_over_time({log_type="audit"}
                      | json [5m])) > 0
                    alert: A
                  - expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                    alert: B
                """)).containsExactly(11);
    }

    @Test
    void atTheEndOfALineItIsAboutTheLine() {
        assertThat(unguarded("""
                groups:
                  - name: g
                    rules:
                      - alert: A
                        expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0 %s
                      - alert: B
                        expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                """)).containsExactly(7);
    }

    @Test
    void atTheEndOfALineItIsAboutWhatIsIndentedBelow() {
        assertThat(unguarded("""
                groups:
                  - name: g
                    rules:
                      - alert: A
                        expr: | %s
                          sum by (user_username) (
                            count_over_time({log_type="audit"} | json [5m])
                          ) > 0
                      - alert: B
                        expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                """)).containsExactly(10);
    }

    @Test
    void aboveAKeyItIsAboutTheKeyAlone() {
        assertThat(unguarded("""
                groups:
                  - name: g
                    rules:
                      - alert: A
                        %s
                        for: 0s
                        expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                """)).containsExactly(7);
    }

    @Test
    void aboveAGroupItIsAboutItsRules() {
        assertThat(unguarded("""
                groups:
                  %s
                  - name: g
                    rules:
                    - alert: A
                      expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                  - name: h
                    rules:
                    - alert: B
                      expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                """)).containsExactly(10);
    }

    @Test
    void aListThatIsNoFurtherIndentedThanItsKeyIsBelowIt() {
        assertThat(unguarded("""
                groups:
                - name: g
                  %s
                  rules:
                  - alert: A
                    expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                - name: h
                  rules:
                  - alert: B
                    expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                """)).containsExactly(10);
    }

    @Test
    void beforeTheFirstKeyItIsAboutTheDocument() {
        assertThat(unguarded("""
                # Kept by the platform team.

                %s
                apiVersion: loki.grafana.com/v1
                kind: AlertingRule
                metadata: {name: a, namespace: openshift-logging}
                spec:
                  tenantID: audit
                  groups: [{name: g, rules: [{alert: A, expr: 'sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0'}]}]
                ---
                groups: [{name: g, rules: [{alert: A, expr: 'sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0'}]}]
                """)).containsExactly(11);
    }

    @Test
    void beforeTheMarkOfTheFirstDocumentToo() {
        assertThat(unguarded("""
                %s
                ---
                groups:
                  - {name: g, rules: [{alert: A, expr: 'sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0'}]}
                namespace: a
                ---
                groups: [{name: g, rules: [{alert: A, expr: 'sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0'}]}]
                """)).containsExactly(7);
    }

    @Test
    void inAConfigMap() {
        assertThat(unguarded("""
                kind: ConfigMap
                data:
                  a.yaml: |
                    groups:
                      - name: g
                        rules:
                          %s
                          - alert: A
                            expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                          - alert: B
                            expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                """)).containsExactly(11);
    }

    @Test
    void amongLogQl() {
        assertThat(unguarded("""
                groups:
                  - name: g
                    rules:
                      - alert: A
                        expr: |
                          sum by (user_username) (
                            count_over_time({log_type="audit"} |= "# no comment"
                              %s
                              | json
                            [5m])
                          ) > 0
                      - alert: B
                        expr: |
                          sum by (user_username) (count_over_time({log_type="audit"}
                              | json [5m])) > 0 %1$s
                      - alert: C
                        expr: |
                          sum by (user_username) (count_over_time({log_type="audit"}
                              | json %1$s
                             [5m])) > 0
                """)).isEmpty();
    }

    @Test
    void whatStandsInQuotesIsNoComment() {
        assertThat(unguarded("""
                groups:
                  - name: g
                    rules:
                      - alert: A
                        annotations: {summary: " %s", other: 'a
                          %1$s'}
                        expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                      - alert: B
                        annotations: {summary: "
                            %1$s"}
                        expr: 'sum by (user_username) (count_over_time({log_type="audit"} |= " %1$s" | json [5m])) > 0'
                      - alert: C
                        expr: |
                          sum by (user_username) (count_over_time({log_type="audit"} |= `
                            %1$s` | json [5m])) > 0
                """)).containsExactly(7, 11, 15);
    }

    @Test
    void behindATextThatLooksLikeOneItIsAComment() {
        assertThat(unguarded("""
                groups:
                  - name: g
                    rules:
                      - {alert: A, labels: {a: "# lint: ignore x"}, expr: 'sum by (user_username) (rate({a="b"} | json [5m])) > 0'} %s
                """)).isEmpty();
    }

    @Test
    void whereTheFileIsNotYamlAtItsEnd() {
        assertThat(unguarded("""
                groups:
                  - name: g
                    rules:
                      %s
                      - alert: A
                        expr: sum by (user_username) (count_over_time({log_type="audit"} | json [5m])) > 0
                ---
                a: [
                """)).isEmpty();
    }

    /** The lines in which a guard is missing and nobody says that it may. */
    private static List<Integer> unguarded(String file) {
        return AuditRules.lint(
                        Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build(),
                        List.of(new Source("rules.yaml", String.format(file, WHY))),
                        LocalDate.parse("2026-11-27"))
                .findings()
                .stream()
                .filter(finding -> finding.about().id().equals("blind/unguarded"))
                .map(finding -> finding.place().line())
                .toList();
    }
}
