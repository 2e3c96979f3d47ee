package io.auditrules.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateUsesTest {

    private static List<TemplateUse> uses(String text) {
        return AlertTemplate.uses("A", text);
    }

    /** What is printed, as it stands in the text. */
    private static List<String> printed(String text) {
        return uses(text).stream()
                .filter(TemplateUse::isPrinted)
                .map(use -> text.substring(use.from(), use.to()))
                .toList();
    }

    private static List<String> labels(String text) {
        return uses(text).stream()
                .map(TemplateUse::label)
                .filter(label -> !label.isEmpty())
                .toList();
    }

    @Test
    void findsLabelsHoweverTheyAreWritten() {
        assertThat(printed("é {{ $labels.a }}, {{ .Labels.b }} and {{ $.Labels.c }}"))
                .containsExactly("a", "b", "c");
        assertThat(printed("{{ ($labels).a }} {{ (.Labels).b }}")).containsExactly("a", "b");
        assertThat(labels("{{ index $labels \"a\" }} {{ index .Labels `b` }}")).containsExactly("a", "b");
        assertThat(labels("{{ with $labels }}{{ .a }}{{ end }}")).containsExactly("a");
        assertThat(labels("{{ $l := $labels }}{{ $l.a }}")).containsExactly("a");
        assertThat(labels("{{ printf \"%s in %s\" $labels.a (title $labels.b) }}"))
                .containsExactly("a", "b");
        assertThat(labels("{{ $labels.a | toUpper }}")).containsExactly("a");
    }

    @Test
    void findsThemInBranches() {
        assertThat(printed("{{ if true }}{{ $labels.a }}{{ else }}{{ $labels.b }}{{ end }}"))
                .containsExactly("a", "b");
        assertThat(printed("{{ range $labels }}{{ $labels.a }}{{ .x }}{{ end }}"))
                .containsExactly("a");
    }

    @Test
    void tellsAskingFromPrinting() {
        assertThat(printed("{{ if $labels.a }}x{{ end }}{{ with $labels.b }}{{ . }}{{ end }}"))
                .isEmpty();
        assertThat(printed("{{ if gt $value 1.0 }}x{{ end }}")).isEmpty();
        assertThat(printed("{{ or $labels.a \"x\" }}{{ eq $value 1.0 }}")).isEmpty();
        assertThat(labels("{{ if $labels.a }}x{{ end }}")).containsExactly("a");
    }

    @Test
    void findsTheValueAndTheTime() {
        assertThat(printed("{{ $value }} {{ .Value }} {{ humanize $value }} {{ now }}"))
                .containsExactly("$value", "Value", "$value", "now");
    }

    @Test
    void isNotMisledByTexts() {
        assertThat(uses("$labels.a $value {{ \"$labels.b\" }} {{ `$value` }}")).isEmpty();
        assertThat(uses("{{ $externalLabels.a }} {{ .ExternalLabels.b }}")).isEmpty();
        assertThat(uses("no template")).isEmpty();
    }
}
