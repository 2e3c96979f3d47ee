package io.auditrules;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.alertmanager.Amtool;
import io.auditrules.golden.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** A real amtool accepts every configuration that our definitions become: the golden ones and the example's. */
class GeneratedRoutingTest {
    @TempDir
    private Path folder;

    @Test
    void isAcceptedByAmtool() throws IOException {
        List<String> configurations = Stream.concat(
                        GoldenCase.all("render").stream()
                                .map(golden -> render(golden.folder().resolve("definitions"), golden.folder())),
                        Stream.of(render(
                                Path.of("../examples/gitops-repo/src/main/audit-rules"),
                                Path.of("../examples/gitops-repo"))))
                .flatMap(GeneratedRoutingTest::configurations)
                .toList();
        Amtool amtool = Amtool.installed();

        assertThat(configurations).hasSizeGreaterThanOrEqualTo(6);
        for (String configuration : configurations) {
            Path file = Files.writeString(folder.resolve("alertmanager.yaml"), configuration);
            Amtool.Answer answer = amtool.checkConfig(file);

            assertThat(answer.isSuccess())
                    .as("%s%n%s", answer.output(), configuration)
                    .isTrue();
        }
    }

    private static SortedMap<String, String> render(Path definitions, Path base) {
        return AuditRules.read(definitions, base).manifests().texts();
    }

    /** Alertmanager's own files, and what stands in Secrets. */
    private static Stream<String> configurations(Map<String, String> manifests) {
        return manifests.entrySet().stream()
                .filter(manifest -> manifest.getKey().startsWith("alertmanager/"))
                .flatMap(manifest -> {
                    Map<String, Object> content = new Yaml().load(manifest.getValue());
                    if (!content.containsKey("kind")) {
                        return Stream.of(manifest.getValue());
                    }
                    return content.get("stringData") instanceof Map<?, ?> data
                            ? Stream.of((String) Objects.requireNonNull(data.get("alertmanager.yaml")))
                            : Stream.empty();
                });
    }
}
