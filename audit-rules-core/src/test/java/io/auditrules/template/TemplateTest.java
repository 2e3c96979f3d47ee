package io.auditrules.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final Map<String, Object> ALERTS = Map.of(
            "CommonLabels",
            new StringMap(Map.of("alertname", "Exec", "severity", "high")),
            "Alerts",
            List.of(Map.of("n", 1, "at", Instant.EPOCH), Map.of("n", 2, "at", Instant.EPOCH.plusSeconds(60))));

    private static String expand(String template) throws ExpansionException {
        return Template.parse("mail", template, Functions.NONE).expand(ALERTS);
    }

    @Test
    void readsMapsListsNumbersAndTimes() throws Exception {
        assertThat(
                        expand(
                                "{{.CommonLabels.alertname}}:{{range $i, $a := .Alerts}} {{$i}}={{.n}}@{{$a.at.Minute}}{{end}}"))
                .isEqualTo("Exec: 0=1@0 1=2@1");
    }

    @Test
    void rangesOverAMapInTheOrderOfItsKeys() throws Exception {
        assertThat(expand("{{range $k, $v := .CommonLabels}}{{$k}}={{$v}} {{end}}"))
                .isEqualTo("alertname=Exec severity=high ");
    }

    @Test
    void whatAMapOfTextsHasNotIsEmptyAndWhatAnotherHasNotIsNoValue() throws Exception {
        assertThat(expand("[{{.CommonLabels.x}}][{{.x}}]")).isEqualTo("[][<no value>]");
    }

    @Test
    void definesAndInvokesTemplates() throws Exception {
        assertThat(expand("{{define \"one\"}}<{{.n}}>{{end}}{{range .Alerts}}{{template \"one\" .}}{{end}}"))
                .isEqualTo("<1><2>");
    }

    @Test
    void knowsOnlyTheFunctionsItWasGiven() {
        assertThatThrownBy(() -> Template.parse("mail", "{{upper .x}}", Functions.NONE))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageStartingWith("template: mail:1: function \"upper\" not defined");
        assertThat(Functions.LOKI.names()).contains("upper", "printf").doesNotContain("env");
    }

    @Test
    void aFailureNamesThePlaceInTheInvokedTemplate() {
        assertThatThrownBy(() -> expand("{{define \"x\"}}\n  {{.n.m}}{{end}}{{template \"x\" (index .Alerts 0)}}"))
                .hasMessage(
                        "template: mail:2:6: executing \"x\" at <.n.m>: can't evaluate field m in type interface {}");
    }

    @Test
    void complexNumbersAreRefusedByName() {
        assertThatThrownBy(() -> Template.parse("mail", "{{1+2i}}", Functions.NONE))
                .hasMessage("template: mail:1: complex numbers are not supported: 1+2i");
    }

    @Test
    void dataThatNoTemplateKnowsIsAMistakeOfTheCaller() {
        Template template = Template.parse("mail", "{{.}}", Functions.NONE);

        assertThatThrownBy(() -> template.expand(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
    }

    @Test
    void aListMayHoldNothing() throws Exception {
        assertThat(Template.parse("t", "{{range .}}{{.}},{{end}}", Functions.NONE)
                        .expand(Arrays.asList("a", null)))
                .isEqualTo("a,<no value>,");
    }
}
