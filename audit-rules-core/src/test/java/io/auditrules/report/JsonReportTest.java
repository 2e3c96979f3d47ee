package io.auditrules.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditrules.rule.Field;
import io.auditrules.scenario.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole shape stands in golden/report. */
class JsonReportTest {
    @Test
    void tellsOfEachScenario() throws IOException {
        JsonNode report = new ObjectMapper().readTree(JsonReport.of(Demo.run()));

        assertThat(report.get("version").asInt()).isEqualTo(1);
        assertThat(report.get("passed").asInt()).isEqualTo(5);
        assertThat(report.get("failed").asInt()).isEqualTo(2);
        assertThat(report.get("scenarios")).hasSize(7);
        JsonNode truncated = report.get("scenarios").get(5);
        assertThat(truncated.get("passed").asBoolean()).isFalse();
        assertThat(truncated.at("/rules/0/alert").asText()).isEqualTo("NamespaceDeleted");
        assertThat(truncated.at("/rules/0/failures/0/at").asText()).isEqualTo("2026-01-05T09:03:00Z");
        assertThat(truncated.at("/rules/0/failures/0/kind").asText()).isEqualTo("pipeline error");
        JsonNode many = report.get("scenarios").get(3);
        assertThat(many.at("/alerts/1/pendingFrom").asText()).isEqualTo("2026-01-05T09:02:00Z");
        assertThat(many.at("/alerts/1/firesFrom").asText()).isEqualTo("2026-01-05T09:04:00Z");
        assertThat(many.at("/withheld/0/cause").asText()).startsWith("inhibited by");
        assertThat(report.at("/coverage/receivers/percent").asInt()).isEqualTo(50);
    }

    @Test
    void isJsonWhateverTheLogHolds() throws IOException {
        Scenario hostile = Scenario.named("\"}]\u0001\ud800 </script>")
                .happens(Duration.ofMinutes(1), Demo.SHELL.and(Field.NAME, "\"\\\u0000\udcff\u2028</script>"))
                .build();

        JsonNode report = new ObjectMapper().readTree(JsonReport.of(Demo.run(Demo.site(), List.of(hostile))));

        assertThat(report.at("/scenarios/0/name").asText()).startsWith("\"}]\u0001");
        assertThat(report.at("/scenarios/0/alerts")).hasSize(1);
    }
}
