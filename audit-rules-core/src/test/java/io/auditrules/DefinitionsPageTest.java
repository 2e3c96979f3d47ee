package io.auditrules;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.definition.Pack;
import io.auditrules.rule.FieldFunction;
import io.auditrules.rule.SiteParameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/definitions.md: its documents together are a project. */
class DefinitionsPageTest {
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    @ParameterizedTest
    @EnumSource(SiteParameter.class)
    void tellsWhatIsExpectedOfASite(SiteParameter parameter) throws IOException {
        String defaults =
                parameter.defaults().stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));

        assertThat(Files.readAllLines(Path.of("../docs/definitions.md")))
                .contains("| `" + parameter + "` | " + parameter.description() + " | " + parameter.kind() + " | "
                        + defaults + " |");
    }

    @ParameterizedTest
    @EnumSource(Pack.class)
    void tellsWhatPacksThereAre(Pack pack) throws IOException {
        assertThat(Files.readAllLines(Path.of("../docs/definitions.md")))
                .contains("| `" + pack + "` | " + pack.description() + " |");
    }

    @ParameterizedTest
    @EnumSource(FieldFunction.class)
    void tellsWhatFunctionsThereAre(FieldFunction function) throws IOException {
        assertThat(Files.readAllLines(Path.of("../docs/definitions.md")))
                .anySatisfy(line -> assertThat(line).startsWith("| `" + function + "` | "));
    }

    @TempDir
    private Path project;

    @Test
    void everyDocumentIsOneThatIsAccepted() throws IOException {
        List<String> documents = SNIPPET.matcher(Files.readString(Path.of("../docs/definitions.md")))
                .results()
                .map(snippet -> snippet.group(1))
                .toList();
        for (int i = 0; i < documents.size(); i++) {
            Files.writeString(project.resolve("document-" + i + ".yaml"), documents.get(i));
        }

        assertThat(AuditRules.read(project, project).manifests().texts().keySet())
                .containsExactly(
                        "alertmanager/alertmanager-main.yaml",
                        "alertmanager/alertmanager.yaml",
                        "alertmanager/audit.v1beta1.yaml",
                        "kustomization.yaml",
                        "loki-operator/access.yaml",
                        "loki-operator/catalogue.yaml",
                        "loki-operator/conditions.yaml",
                        "loki-operator/logql.yaml",
                        "loki-operator/more-conditions.yaml",
                        "loki-operator/more-rules.yaml",
                        "prerequisites/apiserver.yaml",
                        "prerequisites/clusterlogforwarder.yaml",
                        "prerequisites/clusterrolebinding-collect.yaml",
                        "prerequisites/clusterrolebinding-write.yaml",
                        "prerequisites/lokistack.yaml",
                        "prerequisites/serviceaccount.yaml",
                        "prometheus/audit-ruler-health.yaml");
    }
}
