package io.auditrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.auditrules.golden.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Objects that are written are ones that their operators know; the rules are in src/test/resources/crd. */
class CustomResourceTest {

    static List<GoldenCase> cases() {
        return GoldenCase.all("render");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyObjectFitsItsDefinition(GoldenCase golden) throws IOException {
        Map<String, String> objects =
                AuditRules.read(golden.folder().resolve("definitions"), golden.folder())
                        .manifests()
                        .texts()
                        .entrySet()
                        .stream()
                        .filter(file ->
                                file.getKey().matches("(loki-operator|prometheus-rule|prometheus|prerequisites)/.*"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(objects).isNotEmpty();
        for (String object : objects.values()) {
            Map<String, Object> content = new Yaml().load(object);
            assertThat(schema(name(content)).validate(object, InputFormat.YAML))
                    .as(object)
                    .isEmpty();
        }
    }

    /** One kind has the same name in two groups. */
    private static String name(Map<String, Object> object) {
        return object.get("kind")
                + switch (String.valueOf(object.get("apiVersion"))) {
                    case "logging.openshift.io/v1" -> "-5";
                    case "observability.openshift.io/v1" -> "-6";
                    default -> "";
                };
    }

    private static Schema schema(String kind) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(
                        Files.readString(Path.of("src/test/resources/crd/" + kind + ".schema.json")), InputFormat.JSON);
    }
}
