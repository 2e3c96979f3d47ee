package io.auditrules.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a real Loki made of thousands of templates, to the character of its errors. */
class TemplateAgreementTest {

    @Test
    void agreesWithLokiOnEveryTemplate() throws IOException {
        List<Recorded> cases = Recorded.all();
        Recorded.Worlds worlds = Recorded.Worlds.read();
        List<String> disagreements = new ArrayList<>();
        for (Recorded recorded : cases) {
            String ours = recorded.ours(worlds);
            if (!ours.equals(recorded.answer())) {
                disagreements.add(recorded.template() + "\nLoki: " + recorded.answer() + "\nours: " + ours);
            }
        }

        assertThat(disagreements).isEmpty();
        assertThat(cases).hasSizeGreaterThan(8_000);
    }

    @Test
    void needsTheLabelsThatLokiNeeds() throws IOException {
        int told = 0;
        for (Recorded recorded : Recorded.all()) {
            if (!recorded.isPlain() && !recorded.answer().startsWith("!")) {
                told++;
                assertThat(new TreeSet<>(recorded.parse().fields()))
                        .as(recorded.template())
                        .isEqualTo(recorded.fields());
            }
        }

        assertThat(told).isGreaterThan(5_000);
    }

    @Test
    void answersTheSameWhenATemplateIsExpandedAgain() throws Exception {
        LineTemplate template =
                LineTemplate.ofLine("{{$x := .a}}{{regexReplaceAll `(?P<n>b+)` $x `<${n}>`}}{{__line__}}");

        assertThat(template.expand(java.util.Map.of("a", "abba"), "1", 0, 0)).isEqualTo("a<bb>a1");
        assertThat(template.expand(java.util.Map.of("a", "b"), "2", 0, 0)).isEqualTo("<b>2");
    }
}
