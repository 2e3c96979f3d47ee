package io.auditrules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.alert.AlertingRule;
import io.auditrules.catalogue.FalseAlerts.Raised;
import io.auditrules.definition.DetectionDefinition;
import io.auditrules.definition.Pack;
import io.auditrules.event.Log;
import io.auditrules.json.JsonReader;
import io.auditrules.prerequisite.Needs;
import io.auditrules.rule.AuditLevel;
import io.auditrules.rule.AuditProfile;
import io.auditrules.rule.By;
import io.auditrules.rule.Field;
import io.auditrules.rule.Query;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import io.auditrules.scenario.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every detection of the catalogue, whatever it looks for. */
class CataloguePrecisionTest {
    private static final Path FALSE_ALERTS = Path.of("../docs/catalogue/false-alerts.tsv");

    /** These have few values, whoever calls. */
    private static final Set<Field> NOT_CHOSEN_BY_THE_CALLER = Set.of(Field.USER, Field.VERB, Field.DECISION);

    private static List<DetectionDefinition> detections() {
        return Catalogue.shipped().all();
    }

    private static List<AlertingRule> rules(List<Rule> rules) {
        return AuditRules.definedIn(CataloguePrecisionTest.class)
                .platform(CatalogueTest.PLATFORM)
                .rules(RuleSet.named("catalogue")
                        .group(RuleGroup.of("catalogue", rules.toArray(Rule[]::new)))
                        .build())
                .build()
                .site()
                .groups()
                .stream()
                .flatMap(group -> group.rules().stream())
                .toList();
    }

    @Test
    void noRuleFailsOnTwentyThousandLinesOfAllKinds() {
        List<Rule> all = detections().stream()
                .flatMap(detection -> {
                    Rule rule = detection.rule();
                    return Stream.concat(
                            Stream.of(rule),
                            rule.detection().withoutBodies().stream()
                                    .map(rule::with)
                                    .map(fallback -> renamed(fallback, rule.alert() + "AtMetadata")));
                })
                .toList();

        List<Raised> raised =
                FalseAlerts.of(rules(all), Log.of(MixedLines.entries()), MixedLines.START, MixedLines.END);

        assertThat(raised)
                .hasSameSizeAs(all)
                .allSatisfy(each -> assertThat(each.failures()).as(each.id()).isEmpty());
    }

    private static Rule renamed(Rule rule, String alert) {
        return new Rule(
                alert,
                rule.detection(),
                rule.exceptions(),
                rule.window(),
                rule.pending(),
                rule.severity(),
                rule.labels(),
                rule.annotations(),
                rule.receivers(),
                rule.enabled(),
                rule.origin());
    }

    /** What people read of each pack in the pages of the catalogue, measured. */
    @Test
    void aQuietDayIsQuiet() throws IOException {
        List<AlertingRule> rules =
                rules(detections().stream().map(DetectionDefinition::rule).toList());
        Map<String, DetectionDefinition> byAlert =
                detections().stream().collect(Collectors.toMap(DetectionDefinition::alert, detection -> detection));

        List<Raised> raised = FalseAlerts.of(rules, new QuietDay(1, AuditProfile.WRITE_REQUEST_BODIES, Body.AUDIT));

        assertThat(raised)
                .allSatisfy(each -> assertThat(each.failures()).as(each.id()).isEmpty());
        StringBuilder table = new StringBuilder("pack\tdetections\traised something\talerts\n");
        for (Pack pack : Pack.values()) {
            List<Raised> ofPack = raised.stream()
                    .filter(each -> Objects.requireNonNull(byAlert.get(each.id()))
                            .packs()
                            .contains(pack))
                    .toList();
            table.append(pack)
                    .append('\t')
                    .append(ofPack.size())
                    .append('\t')
                    .append(ofPack.stream().filter(each -> each.times() > 0).count())
                    .append('\t')
                    .append(ofPack.stream().mapToInt(Raised::times).sum())
                    .append('\n');
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FALSE_ALERTS.getParent());
            Files.writeString(FALSE_ALERTS, table);
        }
        assertThat(raised.stream()
                        .filter(each -> Objects.requireNonNull(byAlert.get(each.id()))
                                .packs()
                                .contains(Pack.ESSENTIAL))
                        .filter(each -> each.times() > 0)
                        .map(each -> each.id() + " " + each.alerts()))
                .isEmpty();
        assertThat(table.toString()).isEqualTo(Files.readString(FALSE_ALERTS, StandardCharsets.UTF_8));
    }

    @Test
    void nothingGroupsWithoutABoundByWhatACallerChooses() {
        assertThat(detections().stream().map(DetectionDefinition::rule).filter(rule -> {
                    boolean chosen = rule.detection().by().stream()
                            .flatMap(by -> by.field().stream())
                            .anyMatch(field -> !NOT_CHOSEN_BY_THE_CALLER.contains(field));
                    return chosen && rule.detection().topk().isEmpty();
                }))
                .extracting(Rule::alert)
                .isEmpty();
    }

    @Test
    void nothingIsLabelledAsWhatIsOverwrittenLater() {
        assertThat(detections().stream()
                        .flatMap(detection -> detection.rule().detection().by().stream())
                        .map(By::label))
                .doesNotContain("namespace", "tenantId", "severity", "alertname");
    }

    /** The level that a file states is the one that its condition needs. */
    @Test
    void theStatedLevelIsTheOneThatIsNeeded() {
        assertThat(detections().stream()
                        .filter(detection -> detection.rule().detection().query() instanceof Query.Events)
                        .filter(detection -> {
                            Rule rule = detection.rule();
                            boolean metadata = Needs.of(rule).isMetBy(AuditProfile.METADATA);
                            return metadata != (detection.level() == AuditLevel.METADATA);
                        }))
                .extracting(DetectionDefinition::id)
                .isEmpty();
    }

    @Test
    void whatNeedsBodiesNeedsNoneAtMetadata() {
        assertThat(detections().stream()
                        .map(DetectionDefinition::rule)
                        .filter(rule -> rule.detection().withoutBodies().isPresent())
                        .filter(rule -> !Needs.of(rule.with(
                                        rule.detection().withoutBodies().orElseThrow()))
                                .isMetBy(AuditProfile.METADATA)))
                .extracting(Rule::alert)
                .isEmpty();
    }

    /** As generated, each was asked of a real Loki, whose version is in the file's first line. */
    @Test
    void isWhatARealLokiAccepted() throws IOException {
        List<String> recorded =
                Files.readAllLines(Path.of("src/test/resources/catalogue/accepted.jsonl"), StandardCharsets.UTF_8);
        Map<String, String> answers = new TreeMap<>();
        for (String line : recorded.subList(1, recorded.size())) {
            Map<?, ?> answer = (Map<?, ?>) Objects.requireNonNull(JsonReader.read(line));
            assertThat(answer.get("v")).as(() -> "id " + answer.get("id")).isEqualTo("+");
            answers.put((String) answer.get("id"), (String) answer.get("q"));
        }

        assertThat(recorded.get(0)).startsWith("{\"loki\": \"v3.");
        assertThat(answers)
                .as("record Loki's answers again if detections or the translation have changed on purpose")
                .isEqualTo(CatalogueQueries.all());
    }
}
