package io.auditrules.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineTemplateTest {
    private static final long NOON = 1_679_572_800_000_000_000L;

    private static String expand(String template, Map<String, String> labels) throws ExpansionException {
        return LineTemplate.ofLine(template).expand(labels, "GET /", NOON, NOON + 1_000_000_000L);
    }

    @Test
    void fillsInLabels() throws Exception {
        assertThat(expand("{{.user}} did {{.verb | upper}}", Map.of("user", "eve", "verb", "get")))
                .isEqualTo("eve did GET");
    }

    @Test
    void aLabelThatIsMissingIsEmpty() throws Exception {
        assertThat(expand("[{{.nobody}}]", Map.of())).isEqualTo("[]");
    }

    @Test
    void knowsTheLineAndItsTime() throws Exception {
        assertThat(expand("{{__line__}} at {{__timestamp__ | date \"15:04\"}}", Map.of()))
                .isEqualTo("GET / at 12:00");
    }

    @Test
    void takesNowFromItsCaller() throws Exception {
        assertThat(expand("{{now.Sub __timestamp__}}", Map.of())).isEqualTo("1s");
        assertThat(expand("{{date \"15:04:05\" \"no time\"}}", Map.of())).isEqualTo("12:00:01");
    }

    @Test
    void aFailureHasTheWordsThatLokiPutsIntoErrorDetails() {
        assertThatThrownBy(
                        () -> LineTemplate.ofLabel("{{ .when | duration }}").expand(Map.of("when", "soon"), "", 0, 0))
                .isInstanceOf(ExpansionException.class)
                .hasMessage("template: label:1:11: executing \"label\" at <duration>: error calling duration: "
                        + "time: invalid duration \"soon\"");
    }

    @Test
    void aTemplateThatLokiRefusesIsRefusedWithItsWordsAndAdvice() {
        assertThatThrownBy(() -> LineTemplate.ofLine("{{ uper .a }}"))
                .asInstanceOf(type(IllegalValueException.class))
                .satisfies(refused -> {
                    assertThat(refused.message()).isEqualTo("template: line:1: function \"uper\" not defined");
                    assertThat(refused.advice()).startsWith("did you mean \"upper\"?");
                });
    }

    @Test
    void needsTheLabelsThatItReadsAsFields() {
        assertThat(LineTemplate.ofLine(
                                "{{if .a}}{{.b.c}}{{else}}{{range .d}}{{with (.e | upper)}}{{end}}{{end}}{{end}}")
                        .fields())
                .containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void doesNotNeedWhatLokiDoesNotLookInto() {
        assertThat(LineTemplate.ofLine("{{$.a}}{{(fromJson .b).c}}{{define \"t\"}}{{.d}}{{end}}{{template \"t\" .e}}")
                        .fields())
                .isEmpty();
    }

    @Test
    void isASingleFieldOnlyIfItIsNothingElse() {
        assertThat(LineTemplate.ofLine("{{ .message }}").singleField()).contains("message");
        assertThat(LineTemplate.ofLine("{{ $x := .message }}").singleField()).contains("message");
        assertThat(LineTemplate.ofLine("{{.a}} ").singleField()).isEmpty();
        assertThat(LineTemplate.ofLine("{{.a.b}}").singleField()).isEmpty();
        assertThat(LineTemplate.ofLine("{{.a | upper}}").singleField()).isEmpty();
        assertThat(LineTemplate.ofLine("{{(.a)}}").singleField()).isEmpty();
    }

    @Test
    void halvesOfALetterAreKeptAndJoinedAgain() throws Exception {
        assertThat(expand("{{substr 0 1 .a}}{{substr 1 2 .a}}|{{trunc 1 .a}}", Map.of("a", "é")))
                .isEqualTo("é|\udcc3");
    }

    @Test
    void aMethodThatIsNotSupportedIsNamed() {
        assertThatThrownBy(() -> expand("{{__timestamp__.MarshalJSON}}", Map.of()))
                .hasMessageEndingWith("the method MarshalJSON is not supported");
    }
}
