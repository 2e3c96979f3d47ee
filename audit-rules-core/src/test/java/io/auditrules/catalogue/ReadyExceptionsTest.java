package io.auditrules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.auditrules.definition.DefinitionReader;
import io.auditrules.definition.DetectionDefinition;
import io.auditrules.definition.DetectionDefinition.FalsePositive;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.rule.SiteParameter;
import io.auditrules.scenario.AuditEvent;
import io.auditrules.scenario.Happening;
import io.auditrules.scenario.PlacedScenario;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.Trial;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlReader;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every exception that a detection has ready is for something that would raise the alert, keeps just that from raising it, and
 * leaves the rest. What would raise it are the detection's own scenarios, changed so that the exception is for them; where an
 * event cannot be changed by rule, there is one in {@code exceptions.yaml}.
 */
class ReadyExceptionsTest {
    /** It says itself who deploys. */
    private static final Platform PLATFORM = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING)
            .site(CatalogueTest.PLATFORM
                    .site()
                    .with(SiteParameter.DEPLOYERS, List.of("system:serviceaccount:cd:deployer")))
            .build();

    private static final Path EXAMPLES = Path.of("src/test/resources/catalogue/exceptions.yaml");

    @TestFactory
    Stream<DynamicNode> exceptions() {
        Map<String, List<YamlNode>> examples = examples();
        return Catalogue.shipped().all().stream()
                .filter(detection -> !named(detection).isEmpty())
                .map(detection -> dynamicContainer(
                        detection.id(),
                        tests(
                                detection,
                                Proof.of(
                                        PLATFORM,
                                        detection.rule(),
                                        examples.getOrDefault(detection.id(), List.of())))));
    }

    /** No example is left behind by an exception that is gone. */
    @Test
    void everyExampleIsOfAnException() {
        Map<String, List<String>> names = Catalogue.shipped().all().stream()
                .collect(Collectors.toMap(
                        DetectionDefinition::id,
                        detection -> named(detection).stream()
                                .map(FalsePositive::name)
                                .toList()));

        assertThat(examples())
                .allSatisfy((id, examples) -> assertThat(names.get(id))
                        .as(id)
                        .containsAll(examples.stream()
                                .map(example -> ((YamlScalar) ((YamlMapping) example)
                                                .get("name")
                                                .orElseThrow())
                                        .text())
                                .toList()));
    }

    @Test
    void aMinerBesideABenchmarkIsFoundAllTheSame() {
        DetectionDefinition detection = Catalogue.shipped().all().stream()
                .filter(each -> each.id().equals("miner-or-attack-tool-image"))
                .findFirst()
                .orElseThrow();
        Scenario scenario = Scenario.named("both in one pod")
                .happens(
                        Duration.ofMinutes(1),
                        AuditEvent.of(Field.VERB, "create")
                                .and(
                                        Field.of("requestObject.spec.containers"),
                                        List.of(Map.of("image", "kube-bench"), Map.of("image", "xmrig"))))
                .build();

        assertThat(fires(trial(ignoring(detection, "benchmarks")), scenario)).isTrue();
    }

    private static List<FalsePositive> named(DetectionDefinition detection) {
        return detection.guide().falsePositives().stream()
                .filter(known -> known.exception().isPresent())
                .toList();
    }

    private static Stream<DynamicNode> tests(DetectionDefinition detection, Proof examples) {
        Proof proof = Proof.of(PLATFORM, detection.rule(), detection.scenarios());
        Trial plain = new Trial(proof.site());
        List<Scenario> firing = proof.scenarios().stream()
                .map(PlacedScenario::scenario)
                .filter(scenario -> fires(plain, scenario))
                .toList();
        return named(detection).stream()
                .map(known -> dynamicTest(known.name(), () -> {
                    String of = detection.id() + ", " + known.name() + ": ";
                    Condition exception = known.exception().orElseThrow().at(PLATFORM.site());
                    Trial ignoring = trial(ignoring(detection, known.name()));
                    List<Scenario> excepted = Stream.concat(
                                    examples.scenarios().stream()
                                            .map(PlacedScenario::scenario)
                                            .filter(example -> example.name().equals(known.name())),
                                    firing.stream().flatMap(scenario -> changed(scenario, exception)))
                            .toList();

                    assertThat(excepted)
                            .as(of + "what it is for raises the alert without it")
                            .anyMatch(scenario -> fires(plain, scenario));
                    assertThat(ignoring.play(together(excepted)).firings())
                            .as(of + "what it is for raises the alert with it")
                            .isEmpty();

                    Map<Boolean, List<Scenario>> stillFires =
                            firing.stream().collect(Collectors.partitioningBy(scenario -> fires(ignoring, scenario)));
                    assertThat(stillFires.get(true)).as(of + "what it leaves").isNotEmpty();
                    assertThat(stillFires.get(false))
                            .as(of + "what does not raise the alert with it")
                            .allMatch(scenario -> isIn(scenario, exception), "is something that it is for");
                }));
    }

    /** Whether something happens in the scenario that the condition is about. */
    private static boolean isIn(Scenario scenario, Condition condition) {
        Rule ofCondition = Rule.alert("Condition")
                .when(condition)
                .annotation("summary", "s")
                .annotation("description", "d")
                .build();
        return fires(trial(ofCondition), scenario);
    }

    private static Trial trial(Rule rule) {
        return new Trial(Proof.of(PLATFORM, rule, List.of()).site());
    }

    private static Scenario together(List<Scenario> scenarios) {
        Scenario.Builder all = Scenario.named("all at once");
        scenarios.forEach(scenario -> scenario.events().forEach(all::happens));
        return all.build();
    }

    private static boolean fires(Trial trial, Scenario scenario) {
        Scenario ofAll = new Scenario(
                scenario.name(),
                scenario.start(),
                scenario.run(),
                Optional.empty(),
                scenario.events(),
                scenario.missed(),
                scenario.expectation());
        return !trial.play(ofAll).firings().isEmpty();
    }

    /** As a project uses it. */
    private static Rule ignoring(DetectionDefinition detection, String exception) {
        Problems problems = new Problems();
        DefinitionReader reader =
                new DefinitionReader(problems, new Problems(), path -> Optional.empty(), Catalogue.shipped());
        reader.read(new Source("rules.yaml", """
                apiVersion: auditrules.io/v1
                kind: Rules
                groups: [{name: g, rules: [{use: %s, ignore: [%s]}]}]
                """.formatted(detection.id(), exception)));
        problems.throwIfAny();
        return reader.ruleSets().get(0).value().groups().get(0).rules().get(0);
    }

    /** The scenario in all ways in which the exception is for all of its events. */
    private static Stream<Scenario> changed(Scenario scenario, Condition exception) {
        return WaysToFit.of(exception).stream()
                .map(way -> scenario.events().stream()
                        .flatMap(happening -> changed(happening, way).stream())
                        .toList())
                .filter(events -> events.size() == scenario.events().size())
                .map(events -> new Scenario(
                        scenario.name(),
                        scenario.start(),
                        scenario.run(),
                        scenario.rules(),
                        events,
                        scenario.missed(),
                        scenario.expectation()));
    }

    private static Optional<Happening> changed(Happening happening, WaysToFit.Way way) {
        if (!(happening.what() instanceof Happening.Request request)) {
            return Optional.empty();
        }
        Happening.Repetition often = happening.repetition();
        return way.apply(request.event())
                .map(event -> new Happening(
                        new Happening.Request(event, request.body()),
                        happening.at(),
                        new Happening.Repetition(
                                often.times(), often.every(), unchanged(often.varied(), request.event(), event)),
                        happening.stream(),
                        happening.truncated()));
    }

    /** What was changed must not get numbers, or the exception would not be for it any more. */
    private static List<Field> unchanged(List<Field> varied, AuditEvent before, AuditEvent after) {
        return varied.stream()
                .filter(field -> Optional.ofNullable(before.fields().get(field))
                        .equals(Optional.ofNullable(after.fields().get(field))))
                .toList();
    }

    private static Map<String, List<YamlNode>> examples() {
        try {
            Problems problems = new Problems();
            List<YamlNode> documents =
                    YamlReader.read(new Source(EXAMPLES.toString(), Files.readString(EXAMPLES)), problems);
            problems.throwIfAny();
            return ((YamlMapping) documents.get(0))
                    .entries().stream()
                            .collect(Collectors.toMap(
                                    entry -> entry.key().text(), entry -> ((YamlSequence) entry.value()).items()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
