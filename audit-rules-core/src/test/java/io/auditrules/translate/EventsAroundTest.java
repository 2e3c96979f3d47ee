package io.auditrules.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditrules.diagnostic.Source;
import io.auditrules.logql.LogQl;
import io.auditrules.rule.Field;
import io.auditrules.rule.FieldFunction;
import io.auditrules.rule.Links;
import io.auditrules.rule.Origin;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.template.AlertData;
import io.auditrules.template.AlertTemplate;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The links of an alert lead to the events around it, whatever its labels hold. */
class EventsAroundTest {
    private static final Rule RULE = Rule.alert("PodExec")
            .when(Field.SUBRESOURCE.is("exec"))
            .by(Field.USER, Field.NAME, Field.SOURCE_IPS.then(FieldFunction.LAST))
            .annotation("summary", "s")
            .annotation("description", "d")
            .origin(new Origin("pod-exec", Optional.empty()))
            .build();
    private static final String WANTED = "{log_type=\"audit\"} |= `\"auditID\"`"
            + " | json user_username=\"user.username\", objectRef_name=\"objectRef.name\""
            + " | user_username=\"a\\\"b&c%d\" | objectRef_name=\"web-1\"";

    private static final AlertData DATA = new AlertData(
            Map.of("user_username", "a\"b&c%d", "objectRef_name", "web-1"), 1, Map.of(), "", Instant.EPOCH);

    private static Map<String, String> annotations(Links links) {
        return EventsAround.annotations(
                Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).links(links).build(), RULE);
    }

    private static String logs(Links links) throws Exception {
        String template = Objects.requireNonNull(annotations(links).get("logs_url"));
        return AlertTemplate.parse("PodExec", template).expand(DATA);
    }

    private static String canonical(String query) {
        return LogQl.parse(new Source("query", query)).toString();
    }

    @Test
    void theConsoleIsAskedForTheEventsOfWhoAndWhat() throws Exception {
        String url = logs(new Links(
                Optional.of("https://console.example.com"), Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(url)
                .startsWith("https://console.example.com/monitoring/logs?q=")
                .endsWith("&tenant=audit");
        String query = URLDecoder.decode(
                url.replaceFirst("^[^?]*\\?q=", "").replaceFirst("&tenant=audit$", ""), StandardCharsets.UTF_8);
        assertThat(canonical(query)).isEqualTo(canonical(WANTED));
    }

    @Test
    void grafanaGetsTheQueryAsJson() throws Exception {
        String url = logs(new Links(
                Optional.of("https://console.example.com"),
                Optional.of("https://grafana.example.com"),
                Optional.of("loki1"),
                Optional.empty()));

        JsonNode panes = new ObjectMapper()
                .readTree(URLDecoder.decode(
                        url.replaceFirst("^https://grafana\\.example\\.com/explore\\?schemaVersion=1&panes=", ""),
                        StandardCharsets.UTF_8));
        assertThat(panes.at("/logs/datasource").textValue()).isEqualTo("loki1");
        assertThat(canonical(panes.at("/logs/queries/0/expr").textValue())).isEqualTo(canonical(WANTED));
    }

    @Test
    void aDetectionHasItsPage() {
        assertThat(annotations(new Links(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("https://example.com/catalogue"))))
                .isEqualTo(Map.of("runbook_url", "https://example.com/catalogue/pod-exec.md"));
    }
}
