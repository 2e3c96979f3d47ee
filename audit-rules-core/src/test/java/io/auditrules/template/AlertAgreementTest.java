package io.auditrules.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Loki's ruler made of thousands of annotations, to the character of its errors. */
class AlertAgreementTest {

    @Test
    void agreesWithLokiOnEveryTemplate() throws IOException {
        List<RecordedAlert> cases = RecordedAlert.all("alert-loki-3.7.6.tsv");
        List<AlertData> worlds = RecordedAlert.worlds();
        List<String> disagreements = new ArrayList<>();
        for (RecordedAlert recorded : cases) {
            String ours = recorded.ours(worlds);
            if (!ours.equals(recorded.answer())) {
                disagreements.add(recorded.world() + " " + recorded.template() + "\nLoki: " + recorded.answer()
                        + "\nours: " + ours);
            }
        }

        assertThat(disagreements).isEmpty();
        assertThat(cases).hasSizeGreaterThan(3_700);
    }
}
