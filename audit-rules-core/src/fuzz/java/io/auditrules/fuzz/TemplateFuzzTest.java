package io.auditrules.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.template.AlertData;
import io.auditrules.template.AlertTemplate;
import io.auditrules.template.ExpansionException;
import io.auditrules.template.LineTemplate;
import io.auditrules.template.NotificationData;
import io.auditrules.template.NotificationTemplate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A template is refused, or fails, or gives a text, wherever it stands; nothing else happens. */
class TemplateFuzzTest {
    private static final Map<String, String> LABELS = Map.of("a", "[1,{\"b\":2}]", "foo", "bär", "n", "12.5");

    private static final AlertData ALERT = new AlertData(LABELS, 12.5, Map.of(), "http://g/x", Instant.EPOCH);
    private static final NotificationData NOTIFICATION = NotificationData.of(
            "r",
            LABELS,
            List.of(NotificationData.Alert.firing(LABELS, Map.of("summary", "s"), Instant.EPOCH, "http://g")),
            "http://am");

    @FuzzTest(maxDuration = "10m")
    void givesATextOrADeclaredError(byte[] text) {
        String template = new String(text, StandardCharsets.UTF_8);
        declared(() -> LineTemplate.ofLine(template).expand(LABELS, "a line", 1, 2));
        declared(() -> AlertTemplate.parse("A", template).expand(ALERT));
        declared(() -> NotificationTemplate.parse(template).expand(NOTIFICATION, Instant.EPOCH));
    }

    @FunctionalInterface
    private interface Expansion {
        String text() throws ExpansionException;
    }

    private static void declared(Expansion expansion) {
        try {
            expansion.text();
        } catch (IllegalValueException | ExpansionException declared) {
            // what Loki or Alertmanager refuses or fails at
        }
    }
}
