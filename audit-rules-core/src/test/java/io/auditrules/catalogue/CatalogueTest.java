package io.auditrules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.auditrules.AuditRules;
import io.auditrules.definition.DetectionDefinition;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.rule.Platform;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import io.auditrules.rule.Site;
import io.auditrules.rule.SiteParameter;
import io.auditrules.scenario.PlacedScenario;
import io.auditrules.scenario.ScenarioReader;
import io.auditrules.scenario.TestRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each detection fires where it should and is silent where something merely looks like it: the scenarios in its file, played at
 * a site of which little is known. {@code -Dcatalogue.only=pod-exec,pod-attach} plays those of some alone.
 */
class CatalogueTest {
    private static final Path RESOURCES = Path.of("src/main/resources/io/auditrules/catalogue");

    /** It has no near miss: that it fires whatever happens is what it is for. */
    private static final String ALWAYS_FIRES = "fire-drill";

    /** What a site must say for the detections that need it. */
    static final Platform PLATFORM = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING)
            .site(Site.DEFAULT
                    .with(SiteParameter.TRUSTED_USERS, List.of("trusted@example.com"))
                    .with(SiteParameter.THREAT_NETWORKS, List.of("203.0.113.0/24"))
                    .with(SiteParameter.KNOWN_NODES, List.of("master-*", "worker-*")))
            .build();

    @Test
    void theIndexNamesEveryFile() throws IOException {
        String files;
        try (Stream<Path> paths = Files.walk(RESOURCES)) {
            files = String.join(
                    "",
                    paths.filter(path -> path.toString().endsWith(".yaml"))
                            .map(path -> RESOURCES.relativize(path).toString().replace('\\', '/') + "\n")
                            .sorted()
                            .toList());
        }
        Path index = RESOURCES.resolve("index.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(index, files);
        }
        assertThat(Files.readString(index, StandardCharsets.UTF_8)).isEqualTo(files);
    }

    @TestFactory
    Stream<DynamicNode> scenarios() {
        List<String> only = Arrays.stream(
                        System.getProperty("catalogue.only", "").split(","))
                .filter(id -> !id.isEmpty())
                .toList();
        return Catalogue.shipped().all().stream()
                .filter(detection -> only.isEmpty() || only.contains(detection.id()))
                .map(detection -> dynamicContainer(
                        detection.id(), Stream.concat(Stream.of(counted(detection)), played(detection))));
    }

    private static DynamicNode counted(DetectionDefinition detection) {
        return dynamicTest("has scenarios of both kinds", () -> {
            TestRun run = run(detection);
            assertThat(run.problems()).extracting(Problem::toString).isEmpty();
            assertThat(run.coverage().rules())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.fired()).as("fires").isGreaterThanOrEqualTo(2))
                    .satisfies(rule -> assertThat(rule.nearMisses())
                            .as("near misses")
                            .isGreaterThanOrEqualTo(detection.id().equals(ALWAYS_FIRES) ? 0 : 2));
        });
    }

    private static Stream<DynamicNode> played(DetectionDefinition detection) {
        return run(detection).verdicts().stream()
                .map(verdict -> dynamicTest(
                        verdict.scenario().name(),
                        () -> assertThat(verdict.mismatches()).isEmpty()));
    }

    private static TestRun run(DetectionDefinition detection) {
        io.auditrules.scenario.Site whole = AuditRules.definedIn(CatalogueTest.class)
                .platform(PLATFORM)
                .rules(RuleSet.named("catalogue")
                        .group(RuleGroup.of("catalogue", detection.rule()))
                        .build())
                .build()
                .site();
        // In a project they count as proven; here is where they are.
        io.auditrules.scenario.Site site = new io.auditrules.scenario.Site(
                whole.groups(), whole.ruler(), whole.auditStream(), whole.maxLineSize(), whole.routing());
        Problems problems = new Problems();
        ScenarioReader reader = new ScenarioReader(
                new ScenarioReader.Names(List.of(detection.alert()), Optional.empty()),
                path -> Optional.empty(),
                problems);
        detection.scenarios().forEach(scenario -> reader.readOfRule(detection.alert(), scenario));
        List<PlacedScenario> scenarios = reader.scenarios();
        return TestRun.of(site, scenarios, problems.list(), InstantSource.system());
    }
}
