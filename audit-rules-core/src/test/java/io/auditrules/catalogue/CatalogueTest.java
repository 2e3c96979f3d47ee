package io.auditrules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.auditrules.definition.DetectionDefinition;
import io.auditrules.event.Entry;
import io.auditrules.rule.Audit;
import io.auditrules.rule.AuditProfile;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Site;
import io.auditrules.rule.SiteParameter;
import io.auditrules.scenario.PlacedScenario;
import io.auditrules.scenario.TestRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** The same site as long as it keeps to what OpenShift records by default. */
    private static final Platform WITHOUT_BODIES = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING)
            .site(PLATFORM.site())
            .audit(new Audit(Optional.of(AuditProfile.DEFAULT), Audit.Unmet.FALLBACK))
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
        return chosen().map(detection -> {
            Proof proof = Proof.of(PLATFORM, detection.rule(), detection.scenarios());
            return dynamicContainer(detection.id(), proven(detection, proof, proof.play()));
        });
    }

    /** What is looked for where the audit log has no bodies, at a site that records none. */
    @TestFactory
    Stream<DynamicNode> fallbacks() {
        return chosen().filter(detection ->
                        detection.rule().detection().withoutBodies().isPresent())
                .map(detection -> {
                    Proof proof = Proof.of(WITHOUT_BODIES, detection.rule(), detection.scenariosAtMetadata());
                    TestRun run = proof.play();
                    return dynamicContainer(
                            detection.id(),
                            Stream.concat(Stream.of(withoutBodies(run)), proven(detection, proof, run)));
                });
    }

    private static Stream<DetectionDefinition> chosen() {
        List<String> only = Arrays.stream(
                        System.getProperty("catalogue.only", "").split(","))
                .filter(id -> !id.isEmpty())
                .toList();
        return Catalogue.shipped().all().stream().filter(detection -> only.isEmpty() || only.contains(detection.id()));
    }

    private static Stream<DynamicNode> proven(DetectionDefinition detection, Proof proof, TestRun run) {
        return Stream.of(Stream.of(counted(detection, run)), played(run), inOtherForms(proof, run))
                .flatMap(nodes -> nodes);
    }

    private static DynamicNode withoutBodies(TestRun run) {
        return dynamicTest(
                "has no bodies",
                () -> assertThat(run.verdicts().stream()
                                .flatMap(verdict -> verdict.outcome().entries().stream())
                                .map(Entry::line))
                        .isNotEmpty()
                        .allMatch(line -> line.contains("\"level\":\"Metadata\""))
                        .noneMatch(line -> line.contains("Object\":")));
    }

    private static DynamicNode counted(DetectionDefinition detection, TestRun run) {
        return dynamicTest(
                "has scenarios of both kinds",
                () -> assertThat(run.coverage().rules())
                        .singleElement()
                        .satisfies(rule -> assertThat(rule.fired()).as("fires").isGreaterThanOrEqualTo(2))
                        .satisfies(rule -> assertThat(rule.nearMisses())
                                .as("near misses")
                                .isGreaterThanOrEqualTo(detection.id().equals(ALWAYS_FIRES) ? 0 : 2)));
    }

    private static Stream<DynamicNode> played(TestRun run) {
        return run.verdicts().stream()
                .map(verdict -> dynamicTest(
                        verdict.scenario().name(),
                        () -> assertThat(verdict.mismatches()).isEmpty()));
    }

    /** However the events reach Loki, the same comes of them. */
    private static Stream<DynamicNode> inOtherForms(Proof proof, TestRun run) {
        return Arrays.stream(Form.values())
                .map(form -> dynamicTest("the same " + form, () -> {
                    Proof other = new Proof(
                            proof.site(),
                            run.verdicts().stream()
                                    .map(verdict -> new PlacedScenario(form.of(verdict), verdict.place()))
                                    .filter(placed -> !proof.scenarios().contains(placed))
                                    .toList());

                    assertThat(other.play().failed())
                            .extracting(verdict -> verdict.scenario().name() + ": " + verdict.mismatches())
                            .isEmpty();
                }));
    }
}
