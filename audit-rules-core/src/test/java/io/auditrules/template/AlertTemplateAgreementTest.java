package io.auditrules.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.IllegalValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Loki's ruler and promtool made of thousands of annotations, to the character of their errors. */
class AlertTemplateAgreementTest {
    private static final String LOKI = "alert-loki-3.7.6.tsv";

    @Test
    void agreesWithLokiOnEveryTemplate() throws IOException {
        List<RecordedText> cases = RecordedText.all(LOKI);
        List<AlertData> worlds = RecordedText.alertWorlds();
        List<String> disagreements = new ArrayList<>();
        for (RecordedText recorded : cases) {
            String ours = ours(recorded, worlds);
            if (!ours.equals(recorded.answer())) {
                disagreements.add(recorded + "\nours: " + ours);
            }
        }

        assertThat(disagreements).isEmpty();
        assertThat(cases).hasSizeGreaterThan(3_800);
    }

    @Test
    void agreesWithPromtoolUnlessLokiItselfDoesNot() throws IOException {
        List<RecordedText> cases = RecordedText.all("alert-promtool-2.42.0.tsv");
        List<AlertData> worlds = RecordedText.alertWorlds();
        Map<String, String> loki = new HashMap<>();
        RecordedText.all(LOKI).forEach(recorded -> loki.put(recorded.world() + recorded.template(), recorded.answer()));
        int same = 0;
        for (RecordedText recorded : cases) {
            String ours = ours(recorded, worlds);
            if (ours.equals(recorded.answer())) {
                same++;
            } else {
                assertThat(ours).isEqualTo(loki.get(recorded.world() + recorded.template()));
            }
        }

        assertThat(same).isGreaterThan(2_900);
        assertThat(cases.size() - same).isLessThan(250);
    }

    /** What we make of it, as {@link RecordedText#answer()}. */
    private static String ours(RecordedText recorded, List<AlertData> worlds) {
        return io.auditrules.bytes.Utf8.visible(expanded(recorded, worlds.get(recorded.world())));
    }

    private static String expanded(RecordedText recorded, AlertData data) {
        try {
            AlertTemplate parsed = AlertTemplate.parse("Exec", recorded.template());
            try {
                return "+ " + parsed.expand(data);
            } catch (ExpansionException e) {
                return "- " + parsed.textFor(data);
            }
        } catch (IllegalValueException e) {
            return "! " + e.message();
        }
    }
}
