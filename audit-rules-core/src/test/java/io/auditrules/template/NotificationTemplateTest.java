package io.auditrules.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.template.NotificationData.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTemplateTest {
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Alert EVE = Alert.firing(
            Map.of("alertname", "Exec", "severity", "high", "user_username", "eve"),
            Map.of("summary", "eve opened a shell"),
            TEN,
            "https://g/1");
    private static final Alert MALLORY = Alert.resolved(
            Map.of("alertname", "Exec", "severity", "high", "user_username", "mallory"),
            Map.of("summary", "mallory opened a shell"),
            TEN,
            TEN.plusSeconds(90),
            "https://g/2");
    private static final NotificationData BOTH =
            NotificationData.of("soc", Map.of("alertname", "Exec"), List.of(EVE, MALLORY), "https://am");

    private static String expand(String text) throws ExpansionException {
        return NotificationTemplate.parse(text).expand(BOTH, TEN.plusSeconds(120));
    }

    @Test
    void tellsTheAlertsOfAGroup() throws Exception {
        assertThat(expand("[{{ .Status | toUpper }}:{{ .Alerts.Firing | len }}] {{ .CommonLabels.alertname }}\n"
                        + "{{ range .Alerts }}* {{ .Annotations.summary }} ({{ .Status }})\n{{ end }}"))
                .isEqualTo("[FIRING:1] Exec\n* eve opened a shell (firing)\n* mallory opened a shell (resolved)\n");
    }

    @Test
    void namesAndValuesCanBeJoinedWithoutTheOnesOfTheGroup() throws Exception {
        assertThat(expand("{{ (.CommonLabels.Remove .GroupLabels.Names).SortedPairs.Values | join \", \" }}"))
                .isEqualTo("high");
    }

    @Test
    void anAlertThatFiresHasNoEnd() throws Exception {
        assertThat(expand("{{ (index .Alerts 0).EndsAt.IsZero }} {{ (index .Alerts 1).EndsAt }}"))
                .isEqualTo("true 2026-03-01 10:01:30 +0000 UTC");
    }

    @Test
    void takesNowFromItsCaller() throws Exception {
        assertThat(expand("{{ since (index .Alerts 0).StartsAt | humanizeDuration }} {{ now | date \"15:04\" }}"))
                .isEqualTo("2m 0s 10:02");
    }

    @Test
    void labelsOfTheRouteAreTakenAsTheyAre() throws Exception {
        NotificationData data = new NotificationData(
                "r",
                NotificationData.Status.FIRING,
                List.of(),
                "",
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of("team", "{{ .Status }}"),
                "");

        assertThat(NotificationTemplate.parse("{{ routeLabels \"team\" }}").expand(data, TEN))
                .isEqualTo("{{ .Status }}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slack.default.text", "__subject", "email.default.html", "pagerduty.default.description"})
    void aTemplateOfAlertmanagersOwnFailsByName(String name) {
        assertThatThrownBy(() -> expand("{{ template \"" + name + "\" . }}"))
                .isInstanceOf(ExpansionException.class)
                .hasMessageEndingWith(
                        "uses Alertmanager's own template \"" + name + "\", whose text is not known here");
    }

    @Test
    void aTemplateThatNobodyDefinesFailsWithTheWordsOfGo() {
        assertThatThrownBy(() -> expand("{{ template \"slack.mine\" . }}"))
                .hasMessageEndingWith("template \"slack.mine\" not defined");
    }

    @Test
    void aFileCanTakeThePlaceOfATemplateOfAlertmanagersOwn() throws Exception {
        NotificationTemplate text = NotificationTemplate.parse(
                "{{ template \"slack.default.text\" . }}",
                Map.of("own.tmpl", "{{ define \"slack.default.text\" }}{{ .Status }}{{ end }}"));

        assertThat(text.expand(BOTH, TEN)).isEqualTo("firing");
    }

    @Test
    void aFailureNamesThePlaceInTheFile() {
        NotificationTemplate text = NotificationTemplate.parse(
                "{{ template \"x\" . }}",
                Map.of("a.tmpl", "", "own.tmpl", "\n{{ define \"x\" }}\n {{ .Nope }}{{ end }}"));

        assertThatThrownBy(() -> text.expand(BOTH, TEN))
                .hasMessage("template: own.tmpl:3:4: executing \"x\" at <.Nope>: can't evaluate field Nope in type "
                        + "*template.Data");
    }

    @Test
    void aFileThatAlertmanagerRefusesIsRefused() {
        assertThatThrownBy(() -> NotificationTemplate.parse("x", Map.of("own.tmpl", "\n{{ end }}")))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageStartingWith("template: own.tmpl:2: unexpected {{end}}");
    }

    @Test
    void theFingerprintOfNoLabelsIsTheStartOfTheHash() {
        assertThat(Alert.fingerprint(Map.of())).isEqualTo("cbf29ce484222325");
    }

    @Test
    void knowsTheFunctionsOfAlertmanager() {
        assertThat(Functions.NOTIFICATION.names())
                .contains("join", "stringSlice", "toJson", "tz")
                .doesNotContain("humanize", "query", "lower");
    }
}
