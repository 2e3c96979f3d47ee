package io.auditrules.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.auditrules.diagnostic.IllegalValueException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Alertmanager and amtool made of notification texts, to the character of their errors. */
class NotificationTemplateAgreementTest {
    private static final String ALERTMANAGER = "notification-alertmanager-0.34.0.tsv";

    private final List<NotificationData> worlds = RecordedText.notificationWorlds();
    private final Map<String, String> files =
            RecordedText.texts(RecordedText.json("notification-worlds.json").get("files"));

    NotificationTemplateAgreementTest() throws IOException {}

    @Test
    void agreesWithAlertmanagerOnEveryText() throws IOException {
        List<RecordedText> cases = RecordedText.all(ALERTMANAGER);
        List<String> disagreements = new ArrayList<>();
        for (RecordedText recorded : cases) {
            String ours = ours(recorded);
            if (!ours.equals(recorded.answer())) {
                disagreements.add(recorded + "\nours: " + ours);
            }
        }

        assertThat(disagreements).isEmpty();
        assertThat(cases).hasSizeGreaterThan(1_600);
    }

    @Test
    void agreesWithAmtoolUnlessAlertmanagerChanged() throws IOException {
        List<RecordedText> cases = RecordedText.all("notification-amtool-0.25.0.tsv");
        Map<String, String> newer = new HashMap<>();
        RecordedText.all(ALERTMANAGER)
                .forEach(recorded -> newer.put(recorded.world() + recorded.template(), recorded.answer()));
        int same = 0;
        for (RecordedText recorded : cases) {
            String ours = ours(recorded);
            if (ours.equals(recorded.answer())) {
                same++;
            } else {
                assertThat(ours).isEqualTo(newer.get(recorded.world() + recorded.template()));
            }
        }

        assertThat(same).isGreaterThan(700);
    }

    @Test
    void putsTheDataOfAGroupTogetherAsAlertmanagerDoes() throws IOException {
        for (JsonNode group : RecordedText.json("notification-worlds.json").get("groups")) {
            List<NotificationData.Alert> alerts = new ArrayList<>();
            for (JsonNode alert : group.get("Alerts")) {
                alerts.add(alert(alert));
            }
            NotificationData ours = NotificationData.of(
                    group.get("Receiver").asText(),
                    RecordedText.texts(group.get("GroupLabels")),
                    alerts,
                    "http://am.example.com/am");

            assertThat(ours).isEqualTo(RecordedText.notification(group.get("data")));
        }
    }

    private static NotificationData.Alert alert(JsonNode json) {
        Map<String, String> labels = RecordedText.texts(json.get("Labels"));
        Map<String, String> annotations = RecordedText.texts(json.get("Annotations"));
        Instant start = Instant.parse(json.get("StartsAt").asText());
        Instant end = Instant.parse(json.get("EndsAt").asText());
        String url = json.get("GeneratorURL").asText();
        return end.getEpochSecond() < 0
                ? NotificationData.Alert.firing(labels, annotations, start, url)
                : NotificationData.Alert.resolved(labels, annotations, start, end, url);
    }

    /** What we make of it, as {@link RecordedText#answer()}. */
    private String ours(RecordedText recorded) {
        return io.auditrules.bytes.Utf8.visible(expanded(recorded));
    }

    private String expanded(RecordedText recorded) {
        try {
            NotificationTemplate parsed = NotificationTemplate.parse(recorded.template(), files);
            return "+ " + parsed.expand(worlds.get(recorded.world()), Instant.EPOCH);
        } catch (ExpansionException e) {
            return "- " + e.getMessage();
        } catch (IllegalValueException e) {
            return "! " + e.message();
        }
    }
}
