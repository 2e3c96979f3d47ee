package io.auditrules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.alert.Health;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Field;
import io.auditrules.scenario.Expectation.ExpectedAlert;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** On the rules in scenario/definitions: PodExec tells chat, ManyRefusals pager, Fragile nobody. */
class CoverageTest {
    private static final Path DEFINITIONS = Path.of("src/test/resources/scenario/definitions");
    private static final AuditEvent SHELL = AuditEvent.of(Field.SUBRESOURCE, "exec");
    private static final AuditEvent LIST = AuditEvent.of(Field.VERB, "list");

    private final Site site = AuditRules.read(DEFINITIONS, DEFINITIONS).site();

    @Test
    void coversNothingWithoutScenarios() {
        Coverage coverage = coverage(site);

        assertThat(coverage.rules())
                .containsExactly(
                        new Coverage.OfRule("PodExec", 0, 0),
                        new Coverage.OfRule("ManyRefusals", 0, 0),
                        new Coverage.OfRule("Fragile", 0, 0));
        assertThat(coverage.percentOfRules()).isZero();
        assertThat(coverage.percentOfReceivers()).isZero();
        assertThat(coverage.percentOfRoutes()).isZero();
    }

    @Test
    void countsInHowManyScenariosARuleFiredAndInHowManyItWasANearMiss() {
        Coverage coverage = coverage(site, fires("a"), fires("b"), staysSilent("c"));

        assertThat(coverage.rules()).first().isEqualTo(new Coverage.OfRule("PodExec", 2, 1));
        assertThat(coverage.rules().get(0).isCovered()).isTrue();
        assertThat(coverage.percentOfRules()).isEqualTo(33);
    }

    @Test
    void doesNotTakeSilenceForANearMissWhereNothingHappens() {
        Scenario empty = Scenario.named("s").staysSilent("PodExec").build();

        assertThat(coverage(site, empty).rules().get(0).nearMisses()).isZero();
    }

    @Test
    void doesNotTakeSilenceForANearMissWhereItWasNotAskedFor() {
        Scenario unasked = Scenario.named("s").happens(Duration.ZERO, LIST).build();

        assertThat(coverage(site, unasked).rules().get(0).nearMisses()).isZero();
    }

    @Test
    void doesNotTakeSilenceForANearMissWhereTheRuleFailed() {
        Scenario broken = Scenario.named("s")
                .happens(new Happening(
                        new Happening.Line("{\"verb\":\"delete"),
                        Duration.ofMinutes(1),
                        Happening.Repetition.NONE,
                        Optional.empty(),
                        OptionalInt.empty()))
                .staysSilent("Fragile")
                .fails("Fragile", Health.Kind.PIPELINE_ERROR)
                .build();

        assertThat(coverage(site, broken).rules().get(2)).isEqualTo(new Coverage.OfRule("Fragile", 0, 0));
    }

    @Test
    void coversAReceiverOnlyWhereItIsTold() {
        Scenario endsBefore = Scenario.named("s")
                .happens(Duration.ofMinutes(1), SHELL)
                .fires(ExpectedAlert.of("PodExec"))
                .running(Duration.ofSeconds(61))
                .build();

        Coverage coverage = coverage(site, endsBefore);

        assertThat(coverage.percentOfReceivers()).isZero();
        assertThat(coverage.percentOfRoutes()).isEqualTo(66);
    }

    @Test
    void coversAReceiverWithoutIntegrationsByWhatItWouldBeTold() {
        AuditEvent delete = AuditEvent.of(Field.VERB, "delete").and(Field.RESOURCE, "pods");
        Scenario toNobody = Scenario.named("s")
                .happens(Duration.ofMinutes(1), delete)
                .fires(ExpectedAlert.of("Fragile"))
                .build();

        assertThat(coverage(site, toNobody).receivers()).first().isEqualTo(new Coverage.OfReceiver("nobody", true));
    }

    @Test
    void coversTheReceiversAndRoutesThatAlertsTook() {
        Coverage coverage = coverage(site, fires("a"));

        assertThat(coverage.receivers())
                .containsExactly(
                        new Coverage.OfReceiver("nobody", false),
                        new Coverage.OfReceiver("pager", false),
                        new Coverage.OfReceiver("chat", true));
        assertThat(coverage.percentOfReceivers()).isEqualTo(33);
        // the root is passed, then the branch to chat
        assertThat(coverage.routes()).extracting(Coverage.OfRoute::isCovered).containsExactly(true, false, true);
        assertThat(coverage.percentOfRoutes()).isEqualTo(66);
    }

    @Test
    void isCompleteWhereThereIsNothingToCover() {
        Site nobody = new Site(site.groups(), site.ruler(), site.auditStream(), site.maxLineSize(), Optional.empty());

        Coverage coverage = coverage(nobody, fires("a"));

        assertThat(coverage.receivers()).isEmpty();
        assertThat(coverage.percentOfReceivers()).isEqualTo(100);
        assertThat(coverage.percentOfRoutes()).isEqualTo(100);
    }

    private static Scenario fires(String name) {
        return Scenario.named(name)
                .happens(Duration.ofMinutes(1), SHELL)
                .fires(ExpectedAlert.of("PodExec"))
                .build();
    }

    private static Scenario staysSilent(String name) {
        return Scenario.named(name)
                .happens(Duration.ofMinutes(1), LIST)
                .staysSilent("PodExec")
                .build();
    }

    private static Coverage coverage(Site site, Scenario... scenarios) {
        List<PlacedScenario> placed = Arrays.stream(scenarios)
                .map(scenario -> new PlacedScenario(scenario, new Source("java", "").place()))
                .toList();
        TestRun run = TestRun.of(site, placed, List.of(), InstantSource.fixed(Scenario.DEFAULT_START));
        assertThat(run.isPassed()).isTrue();
        return run.coverage();
    }
}
