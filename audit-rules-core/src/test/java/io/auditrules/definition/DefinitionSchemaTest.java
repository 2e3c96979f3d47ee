package io.auditrules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.auditrules.golden.GoldenCase;
import io.auditrules.rule.AuditProfile;
import io.auditrules.rule.SiteParameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schema that editors complete and check by says what the reader says. */
class DefinitionSchemaTest {
    private static final String TEXT = text();
    private static final JsonNode JSON = json();
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(TEXT, InputFormat.JSON);

    /** Each object of the schema beside the keys of its reader. */
    @TestFactory
    Stream<DynamicTest> namesTheKeysThatTheReaderKnows() {
        Map<String, List<String>> objects = Map.ofEntries(
                Map.entry("/definitions/Platform", PlatformReader.KEYS),
                Map.entry("/definitions/metadata", PlatformReader.METADATA_KEYS),
                Map.entry("/definitions/Platform/properties/limits", PlatformReader.LIMIT_KEYS),
                Map.entry("/definitions/Platform/properties/audit", PlatformReader.AUDIT_KEYS),
                Map.entry("/definitions/Platform/properties/site", SiteParameter.names()),
                Map.entry("/definitions/Platform/properties/links", PlatformReader.LINK_KEYS),
                Map.entry("/definitions/Platform/properties/metrics", PlatformReader.METRICS_KEYS),
                Map.entry("/definitions/Platform/properties/prerequisites", PlatformReader.PREREQUISITE_KEYS),
                Map.entry("/definitions/siteValues/anyOf/1", PlatformReader.ADDED_KEYS),
                Map.entry("/definitions/Rules", RuleSetReader.KEYS),
                Map.entry("/definitions/Rules/properties/metadata", RuleSetReader.METADATA_KEYS),
                Map.entry("/definitions/group", RuleSetReader.GROUP_KEYS),
                Map.entry("/definitions/rule", RuleSetReader.RULE_KEYS),
                Map.entry("/definitions/use", UseReader.KEYS),
                Map.entry("/definitions/companion", QueryReader.COMPANION_KEYS),
                Map.entry("/definitions/rule/properties/atMetadata", QueryReader.AT_METADATA_KEYS),
                Map.entry("/definitions/settings", RuleSettings.KEYS),
                Map.entry("/definitions/settings/properties/threshold", RuleSettings.MEASURES),
                Map.entry("/definitions/condition", ConditionReader.keys()),
                Map.entry("/definitions/pattern/anyOf/2", ConditionReader.PATTERN_KEYS),
                Map.entry("/definitions/lineFilter", QueryReader.LINE_KEYS),
                Map.entry("/definitions/output", RoutingPlanReader.OUTPUT_KEYS),
                Map.entry("/definitions/output/properties/secret", RoutingPlanReader.SECRET_KEYS),
                Map.entry("/definitions/output/properties/alertmanagerConfig", RoutingPlanReader.CONFIG_KEYS),
                Map.entry("/definitions/Routing/properties/mergeInto", RoutingPlanReader.MERGE_KEYS));
        return objects.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    List<String> keys = new ArrayList<>();
                    JSON.at(entry.getKey() + "/properties").fieldNames().forEachRemaining(keys::add);
                    assertThat(keys).containsExactlyInAnyOrderElementsOf(entry.getValue());
                }));
    }

    @Test
    void namesTheAuditProfilesThatTheReaderKnows() {
        List<String> profiles = new ArrayList<>();
        JSON.at("/definitions/Platform/properties/audit/properties/profile/enum")
                .forEach(profile -> profiles.add(profile.textValue()));

        assertThat(profiles).isEqualTo(AuditProfile.names());
    }

    @Test
    void knowsOurOwnKeysOfARouting() {
        List<String> keys = new ArrayList<>();
        JSON.at("/definitions/Routing/properties").fieldNames().forEachRemaining(keys::add);

        assertThat(keys).containsAll(RoutingPlanReader.KEYS);
    }

    static List<GoldenCase> rendered() {
        return GoldenCase.all("render");
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void acceptsWhatTheReaderAccepts(GoldenCase golden) {
        documents(golden)
                .forEach(document -> assertThat(SCHEMA.validate(document, InputFormat.YAML))
                        .as(document)
                        .isEmpty());
    }

    static Stream<GoldenCase> unknownKeys() {
        return GoldenCase.all("errors").stream()
                .filter(golden -> golden.read("expected/problems.txt").matches("(?s).*unknown (key|field|kind).*"));
    }

    @ParameterizedTest
    @MethodSource("unknownKeys")
    void refusesKeysThatTheReaderDoesNotKnow(GoldenCase golden) {
        // Inside Alertmanager's own keys the schema leaves all to the reader.
        if (golden.toString().equals("errors/routing-unknown-keys")) {
            return;
        }
        assertThat(documents(golden))
                .anyMatch(
                        document -> !SCHEMA.validate(document, InputFormat.YAML).isEmpty());
    }

    private static List<String> documents(GoldenCase golden) {
        try (Stream<Path> files = Files.list(golden.folder().resolve("definitions"))) {
            return files.sorted()
                    .flatMap(file -> Arrays.stream(
                            golden.read("definitions/" + file.getFileName()).split("(?m)^---$")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text() {
        try (var stream =
                Objects.requireNonNull(DefinitionSchemaTest.class.getResourceAsStream("audit-rules.schema.json"))) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json() {
        try {
            return new ObjectMapper().readTree(TEXT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
