package io.auditrules.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertTemplateTest {
    private static final AlertData EXECS = new AlertData(
            Map.of("user_username", "eve", "objectRef_namespace", "payments"),
            3.5,
            Map.of("cluster", "prod"),
            "https://grafana.example.com/a%20b?x=y",
            Instant.ofEpochMilli(1_700_000_000_500L));

    private static String expand(String text) throws ExpansionException {
        return AlertTemplate.parse("Exec", text).expand(EXECS);
    }

    @Test
    void fillsInLabelsAndTheValue() throws Exception {
        assertThat(expand(
                        "{{ $labels.user_username }} in {{ .Labels.objectRef_namespace }}: {{ $value }}, {{ .Value }}"))
                .isEqualTo("eve in payments: 3.5, 3.5");
    }

    @Test
    void aLabelThatIsMissingIsEmpty() throws Exception {
        assertThat(expand("[{{ $labels.verb }}]")).isEqualTo("[]");
    }

    @Test
    void knowsWhereTheRulerRuns() throws Exception {
        assertThat(expand("{{ $externalLabels.cluster }} {{ externalURL }} {{ pathPrefix }}"))
                .isEqualTo("prod https://grafana.example.com/a%20b?x=y /a b");
    }

    @Test
    void takesNowFromTheEvaluation() throws Exception {
        assertThat(expand("{{ now | humanizeTimestamp }}")).isEqualTo("2023-11-14 22:13:20.5 +0000 UTC");
    }

    @Test
    void aFailureStandsInTheAlertAsLokiWritesIt() {
        assertThat(AlertTemplate.parse("Exec", "{{ humanize $labels.user_username }}")
                        .textFor(EXECS))
                .isEqualTo(
                        "<error expanding template: error executing template __alert_Exec: template: __alert_Exec:1:115: "
                                + "executing \"__alert_Exec\" at <humanize $labels.user_username>: error calling humanize: "
                                + "strconv.ParseFloat: parsing \"eve\": invalid syntax>");
    }

    @Test
    void whatSucceedsStandsInTheAlertAsItIs() {
        assertThat(AlertTemplate.parse("Exec", "{{ $value | humanize }}").textFor(EXECS))
                .isEqualTo("3.5");
    }

    @Test
    void aTemplateThatLokiRefusesIsRefusedWithItsWords() {
        assertThatThrownBy(() -> AlertTemplate.parse("Exec", "{{ $label.x }}"))
                .asInstanceOf(type(IllegalValueException.class))
                .satisfies(refused -> assertThat(refused.message())
                        .isEqualTo("template: __alert_Exec:1: undefined variable \"$label\""));
    }

    @Test
    void theVariableExternalUrlIsRefusedAsLokiDoesWhenItLoadsRules() {
        assertThatThrownBy(() -> AlertTemplate.parse("Exec", "{{ $externalURL }}"))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageStartingWith("template: __alert_Exec:1: undefined variable \"$externalURL\"");
    }

    @Test
    void aQueryFailsByName() {
        assertThatThrownBy(() -> expand("{{ query \"up\" | first | value }}"))
                .isInstanceOf(ExpansionException.class)
                .hasMessageEndingWith("error calling query: query asks the server, which is not known here");
    }

    @Test
    void theMapsOfTheDataAreCopied() throws Exception {
        Map<String, String> labels = new java.util.HashMap<>(Map.of("a", "1"));
        AlertData data = new AlertData(labels, 0, Map.of(), "", Instant.EPOCH);
        labels.put("a", "2");

        assertThat(AlertTemplate.parse("A", "{{ $labels.a }}").expand(data)).isEqualTo("1");
    }

    @Test
    void knowsTheFunctionsOfPrometheus() {
        assertThat(Functions.ALERT.names())
                .contains("humanize", "title", "toDuration", "urlQueryEscape")
                .doesNotContain("lower", "join", "tmpl");
    }
}
