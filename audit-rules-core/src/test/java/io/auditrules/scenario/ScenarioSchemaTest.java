package io.auditrules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditrules.alert.Health;
import io.auditrules.definition.DefinitionReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The JSON Schema that editors complete by says of scenarios what the reader says. */
class ScenarioSchemaTest {
    @TestFactory
    Stream<DynamicTest> namesTheKeysThatTheReaderKnows() {
        Map<String, List<String>> objects = Map.of(
                "/definitions/Scenarios", ScenarioReader.KEYS,
                "/definitions/Scenarios/properties/defaults", ScenarioReader.DEFAULT_KEYS,
                "/definitions/scenario", ScenarioReader.SCENARIO_KEYS,
                "/definitions/gap", ScenarioReader.GAP_KEYS,
                "/definitions/event", EventReader.keys(),
                "/definitions/expectation", ExpectationReader.KEYS,
                "/definitions/expectedAlert/anyOf/1", ExpectationReader.ALERT_KEYS,
                "/definitions/expectedReceiver/anyOf/1", ExpectationReader.RECEIVER_KEYS,
                "/definitions/moment", ExpectationReader.MOMENT_KEYS);
        return objects.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    List<String> keys = new ArrayList<>();
                    schema().at(entry.getKey() + "/properties").fieldNames().forEachRemaining(keys::add);
                    assertThat(keys).containsExactlyInAnyOrderElementsOf(entry.getValue());
                }));
    }

    @Test
    void namesAllKindsOfHealth() throws IOException {
        List<String> kinds = new ArrayList<>();
        schema().at("/definitions/health/enum").forEach(kind -> kinds.add(kind.asText()));

        assertThat(kinds)
                .containsExactlyElementsOf(Arrays.stream(Health.Kind.values())
                        .map(Health.Kind::toString)
                        .toList());
    }

    private static JsonNode schema() throws IOException {
        try (InputStream schema = DefinitionReader.class.getResourceAsStream("audit-rules.schema.json")) {
            return new ObjectMapper().readTree(schema);
        }
    }
}
