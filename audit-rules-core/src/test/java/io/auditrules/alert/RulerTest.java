package io.auditrules.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Limits;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LokiVersion;
import io.auditrules.notification.PostedAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The lives of alerts as {@code AlertingRule.Eval} and {@code sendAlerts} of Prometheus v0.312 have them. */
class RulerTest {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final String COUNT =
            "sum by (user, pod) (count_over_time({app=\"x\"} | logfmt | __error__=\"\" [5m])) > 0";

    private final List<Entry> entries = new ArrayList<>();
    private RulerSettings settings = RulerSettings.DEFAULT;
    private Duration interval = Duration.ofMinutes(1);
    private int limit;

    @Test
    void firesAtOnceWithoutFor() {
        write(30, "user=eve");

        assertThat(lives(evaluate(rule(COUNT), 8))).containsExactly("", "F", "F", "F", "F", "F", "R", "R", "R");
    }

    @Test
    void isPendingUntilItWasThereForAsLongAsForSays() {
        write(30, "user=eve");

        assertThat(lives(evaluate(rule(COUNT, minutes(2)), 8)))
                .containsExactly("", "P", "P", "F", "F", "F", "R", "R", "R");
    }

    @Test
    void firesWhenForEndsBetweenTwoEvaluationsAtTheLaterOne() {
        write(30, "user=eve");

        assertThat(lives(evaluate(rule(COUNT, Duration.ofSeconds(61)), 4))).containsExactly("", "P", "P", "F", "F");
    }

    @Test
    void neverFiresWhenForIsLongerThanTheWindow() {
        write(30, "user=eve");

        assertThat(lives(evaluate(rule(COUNT, minutes(5)), 8)))
                .containsExactly("", "P", "P", "P", "P", "P", "", "", "");
    }

    @Test
    void countsForAnewWhenTheSeriesWasAway() {
        String shortWindow = COUNT.replace("[5m]", "[1m]");
        write(30, "user=eve");
        write(150, "user=eve");
        write(210, "user=eve");

        assertThat(lives(evaluate(rule(shortWindow, minutes(1)), 5))).containsExactly("", "P", "", "P", "F", "R");
    }

    @Test
    void forgetsAResolvedAlertAfterAQuarterOfAnHour() {
        write(30, "user=eve");

        List<String> lives = lives(evaluate(rule(COUNT), 23));

        // resolved at 6m; kept as long as no more than 15m have passed
        assertThat(lives.subList(6, 22)).containsOnly("R");
        assertThat(lives.subList(22, 24)).containsOnly("");
    }

    @Test
    void beginsAnotherLifeWhenTheSeriesComesBack() {
        write(30, "user=eve");
        write(8 * 60 - 30, "user=eve");

        RuleHistory history = evaluate(rule(COUNT), 9);

        assertThat(lives(history)).containsExactly("", "F", "F", "F", "F", "F", "R", "R", "F", "F");
        assertThat(only(history, 8).firedAt()).contains(at(8));
        assertThat(only(history, 8).resolvedAt()).isEmpty();
    }

    @Test
    void tellsSinceWhenAnAlertHasBeenInItsState() {
        write(30, "user=eve");

        RuleHistory history = evaluate(rule(COUNT, minutes(2)), 7);

        assertThat(only(history, 1).activeAt()).isEqualTo(at(1));
        assertThat(only(history, 1).firedAt()).isEmpty();
        assertThat(only(history, 3).activeAt()).isEqualTo(at(1));
        assertThat(only(history, 3).firedAt()).contains(at(3));
        assertThat(only(history, 7).resolvedAt()).contains(at(6));
    }

    @Test
    void replacesLabelsOfTheSeriesByTheRules() {
        write(30, "user=eve pod=web");

        Alert alert = only(evaluate(labelled(Map.of("pod", "any", "alertname", "Other", "severity", "high")), 1), 1);

        assertThat(alert.labels().asMap())
                .isEqualTo(Map.of("alertname", "Test", "pod", "any", "severity", "high", "user", "eve"));
    }

    @Test
    void removesALabelThatIsEmpty() {
        write(30, "user=eve pod=web");

        Alert alert = only(evaluate(labelled(Map.of("pod", "", "team", "{{ $labels.nothing }}")), 1), 1);

        assertThat(alert.labels().asMap()).isEqualTo(Map.of("alertname", "Test", "user", "eve"));
    }

    @Test
    void expandsTemplatesWithTheLabelsOfTheSeries() {
        write(30, "user=eve pod=web");
        AlertingRule rule = rule(
                COUNT,
                Duration.ZERO,
                Map.of("pod", "of {{ $labels.user }}", "who", "{{ $labels.pod }}"),
                Map.of("summary", "{{ $labels.user }} in {{ $labels.pod }}: {{ $value }}"));

        Alert alert = only(evaluate(rule, 1), 1);

        assertThat(alert.labels().asMap())
                .isEqualTo(Map.of("alertname", "Test", "pod", "of eve", "user", "eve", "who", "web"));
        assertThat(alert.annotations()).isEqualTo(Map.of("summary", "eve in web: 1"));
    }

    @Test
    void saysInsteadOfATextWhyItsTemplateFails() {
        write(30, "user=eve");
        AlertingRule rule = rule(
                COUNT, Duration.ZERO, Map.of(), Map.of("bad", "{{ $labels.user.name }}", "good", "{{ $labels.user }}"));

        Alert alert = only(evaluate(rule, 1), 1);

        assertThat(alert.annotations().get("bad"))
                .startsWith("<error expanding template: ")
                .endsWith(">");
        assertThat(alert.annotations()).containsEntry("good", "eve");
    }

    @Test
    void letsAnnotationsAndValueFollowTheSeriesWhileItIsThere() {
        write(30, "user=eve");
        write(90, "user=eve");
        AlertingRule rule = rule(COUNT, Duration.ZERO, Map.of(), Map.of("summary", "{{ $value }} times"));

        RuleHistory history = evaluate(rule, 7);

        assertThat(history.evaluations().stream()
                        .flatMap(evaluation -> evaluation.alerts().stream())
                        .map(alert -> alert.annotations().get("summary") + " " + alert.value()))
                .containsExactly(
                        "1 times 1.0",
                        "2 times 2.0",
                        "2 times 2.0",
                        "2 times 2.0",
                        "2 times 2.0",
                        "1 times 1.0",
                        // resolved: as it was when it was last there
                        "1 times 1.0");
    }

    @Test
    void sendsWhatFiresAgainOnceTheResendDelayIsOver() {
        interval = Duration.ofSeconds(20);
        write(1, "user=eve");

        List<String> posts = posts(evaluate(rule(COUNT), 11));

        // more than 60s after the last time: at 20s, then every 80s
        assertThat(posts).containsExactly("20s until 260s", "100s until 340s", "180s until 420s");
    }

    @Test
    void isValidForFourIntervalsWhereTheseAreLongerThanTheResendDelay() {
        interval = minutes(2);
        write(30, "user=eve");

        assertThat(posts(evaluate(rule(COUNT), 2))).containsExactly("120s until 600s", "240s until 720s");
    }

    @Test
    void sendsAtEachEvaluationThatIsLaterThanTheResendDelay() {
        settings = new RulerSettings(LokiVersion.NEWEST, Limits.DEFAULT, Map.of(), "", Duration.ofSeconds(59));
        write(30, "user=eve");

        assertThat(posts(evaluate(rule(COUNT), 3)))
                .containsExactly("60s until 300s", "120s until 360s", "180s until 420s");
    }

    @Test
    void doesNotSendWhatIsPending() {
        write(30, "user=eve");

        assertThat(posts(evaluate(rule(COUNT, minutes(3)), 4))).containsExactly("240s until 480s");
    }

    @Test
    void sendsAResolvedAlertAtOnceAndForAnotherQuarterOfAnHour() {
        write(30, "user=eve");

        RuleHistory history = evaluate(rule(COUNT), 30);
        List<String> ended = posts(history).stream()
                .filter(post -> post.endsWith("until 360s"))
                .toList();

        // resolved at 360s although it was sent at 300s; sent last 15 minutes later
        assertThat(ended).first().isEqualTo("360s until 360s");
        assertThat(ended).last().isEqualTo("1200s until 360s");
        assertThat(ended).hasSize(8);
        assertThat(history.evaluations().stream()
                        .flatMap(evaluation -> evaluation.posted().stream())
                        .map(PostedAlert::startsAt))
                .containsOnly(at(1));
    }

    @Test
    void failsWhenARuleLabelMakesTwoSeriesOneAlert() {
        write(30, "user=eve pod=a");
        write(90, "user=eve pod=b");

        RuleHistory history = evaluate(labelled(Map.of("pod", "any")), 7);

        assertThat(health(history))
                .containsExactly(
                        "ok",
                        "ok",
                        "duplicate labels",
                        "duplicate labels",
                        "duplicate labels",
                        "duplicate labels",
                        "ok",
                        "ok");
        // alerts stay as they are, nothing is sent; then the first one is still there
        assertThat(lives(history)).containsExactly("", "F", "F", "F", "F", "F", "F", "R");
        assertThat(posts(history)).containsExactly("60s until 300s", "360s until 600s", "420s until 420s");
        assertThat(history.evaluations().get(2).health().message()).contains("pod=\"any\"", "user=\"eve\"");
    }

    @Test
    void forgetsAllAlertsWhenTheyAreMoreThanTheLimit() {
        limit = 1;
        write(30, "user=eve");
        write(90, "user=bob");

        RuleHistory history = evaluate(rule(COUNT), 7);

        assertThat(health(history))
                .containsExactly("ok", "ok", "alert limit", "alert limit", "alert limit", "alert limit", "ok", "ok");
        assertThat(lives(history)).containsExactly("", "F", "", "", "", "", "F", "R");
        assertThat(posts(history)).containsExactly("60s until 300s", "360s until 600s", "420s until 420s");
        assertThat(history.evaluations().get(2).health().message()).contains("2 alerts", "limit of 1");
    }

    @Test
    void knowsNoLimitBeforeLoki29() {
        limit = 1;
        settings = of(new LokiVersion(2, 8), Limits.DEFAULT);
        write(30, "user=eve");
        write(31, "user=bob");

        assertThat(lives(evaluate(rule(COUNT), 1))).containsExactly("", "FF");
    }

    @Test
    void countsResolvedAlertsNotToTheLimit() {
        limit = 1;
        String shortWindow = COUNT.replace("[5m]", "[1m]");
        write(30, "user=eve");
        write(90, "user=bob");

        assertThat(lives(evaluate(rule(shortWindow), 3))).containsExactly("", "F", "FR", "RR");
    }

    @Test
    void failsOnlyWhileTheWindowHasMoreSeriesThanLokiAnswers() {
        settings = of(LokiVersion.NEWEST, new Limits(2));
        write(30, "user=a");
        write(90, "user=b");
        write(91, "user=c");

        RuleHistory history = evaluate(rule(COUNT), 7);

        assertThat(health(history))
                .containsExactly(
                        "ok", "ok", "series limit", "series limit", "series limit", "series limit", "ok", "ok");
        assertThat(lives(history)).containsExactly("", "F", "F", "F", "F", "F", "FFR", "RRR");
    }

    @Test
    void failsOnlyWhileTheWindowHasALineWithAnError() {
        String withoutGuard = "sum by (user) (count_over_time({app=\"x\"} | json [2m])) > 0";
        write(30, "{\"user\":\"eve\"}");
        write(90, "{\"user\":\"ev");

        RuleHistory history = evaluate(rule(withoutGuard), 5);

        assertThat(health(history)).containsExactly("ok", "ok", "pipeline error", "pipeline error", "ok", "ok");
        assertThat(lives(history)).containsExactly("", "F", "F", "F", "R", "R");
        assertThat(posts(history)).containsExactly("60s until 300s", "240s until 240s");
    }

    @Test
    void seesNothingOfWhatHappensWhileTheRulerMissesEvaluations() {
        write(30, "user=eve");
        AlertingGroup group = group(rule(COUNT));
        Ticks ticks = group.ticks(START, at(8)).without(at(0), at(7));

        RuleHistory history =
                new Ruler(settings).evaluate(group, ticks, Log.of(entries)).get(0);

        assertThat(history.evaluations()).extracting(Evaluation::at).containsExactly(START, at(7), at(8));
        assertThat(lives(history)).containsExactly("", "", "");
    }

    @Test
    void goesOnAfterAGapWhereItWas() {
        write(30, "user=eve");
        write(200, "user=eve");
        AlertingGroup group = group(rule(COUNT, minutes(3)));
        Ticks ticks = group.ticks(START, at(9)).without(at(1), at(5));

        RuleHistory history =
                new Ruler(settings).evaluate(group, ticks, Log.of(entries)).get(0);

        assertThat(lives(history)).containsExactly("", "P", "F", "F", "F", "F", "R");
    }

    @Test
    void takesANumberForASeriesWithoutLabels() {
        RuleHistory history = evaluate(rule("1 + 2"), 1);

        assertThat(lives(history)).containsExactly("F", "F");
        assertThat(only(history, 0).labels()).isEqualTo(Labels.of("alertname", "Test"));
        assertThat(only(history, 0).value()).isEqualTo(3);
    }

    @Test
    void evaluatesMoreThanTenThousandTimes() {
        interval = Duration.ofSeconds(1);
        write(12_000, "user=eve");

        RuleHistory history = evaluate(rule(COUNT), 25_000);

        assertThat(history.evaluations()).hasSize(25_001);
        assertThat(history.evaluations().stream()
                        .filter(evaluation ->
                                evaluation.alerts().stream().anyMatch(alert -> alert.state() == Alert.State.FIRING))
                        .map(Evaluation::at))
                .hasSize(300)
                .startsWith(START.plusSeconds(12_000))
                .endsWith(START.plusSeconds(12_299));
    }

    @Test
    void evaluatesTheRulesOfAGroupInOrderAndEachOnItsOwn() {
        write(30, "user=eve pod=a");
        write(31, "user=eve pod=b");
        AlertingRule broken = labelled(Map.of("pod", ""));
        AlertingGroup group = new AlertingGroup("g", interval, 0, List.of(broken, rule(COUNT)));

        List<RuleHistory> histories = new Ruler(settings).evaluate(group, group.ticks(START, at(1)), Log.of(entries));

        assertThat(histories).extracting(RuleHistory::rule).isEqualTo(group.rules());
        assertThat(lives(histories.get(0))).containsExactly("", "");
        assertThat(lives(histories.get(1))).containsExactly("", "FF");
    }

    @Test
    void listsAlertsByLabels() {
        write(30, "user=eve");
        write(31, "user=bob");
        write(32, "user=carol");

        assertThat(evaluate(rule(COUNT), 1).evaluations().get(1).alerts())
                .extracting(alert -> alert.labels().get("user"))
                .containsExactly("bob", "carol", "eve");
    }

    private void write(int seconds, String line) {
        entries.add(Entry.of(START.plusSeconds(seconds), Labels.of("app", "x"), line));
    }

    private static RulerSettings of(LokiVersion version, Limits limits) {
        return new RulerSettings(version, limits, Map.of(), "", RulerSettings.DEFAULT.resendDelay());
    }

    private static AlertingRule rule(String expr) {
        return rule(expr, Duration.ZERO);
    }

    private static AlertingRule rule(String expr, Duration pending) {
        return rule(expr, pending, Map.of(), Map.of());
    }

    private static AlertingRule labelled(Map<String, String> labels) {
        return rule(COUNT, Duration.ZERO, labels, Map.of());
    }

    private static AlertingRule rule(
            String expr, Duration pending, Map<String, String> labels, Map<String, String> annotations) {
        return new AlertingRule("Test", LogQl.parseMetric(new Source("test", expr)), pending, labels, annotations);
    }

    private AlertingGroup group(AlertingRule rule) {
        return new AlertingGroup("g", interval, limit, List.of(rule));
    }

    /** Evaluated at the start and so many times after it. */
    private RuleHistory evaluate(AlertingRule rule, int times) {
        AlertingGroup group = group(rule);
        Ticks ticks = group.ticks(START, START.plus(interval.multipliedBy(times)));
        return new Ruler(settings).evaluate(group, ticks, Log.of(entries)).get(0);
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static Instant at(int minutes) {
        return START.plus(minutes(minutes));
    }

    /** The states of all alerts, a letter each, sorted; a text for each evaluation. */
    private static List<String> lives(RuleHistory history) {
        return history.evaluations().stream()
                .map(evaluation -> evaluation.alerts().stream()
                        .map(alert -> alert.state().name().substring(0, 1))
                        .sorted()
                        .collect(Collectors.joining()))
                .toList();
    }

    private static List<String> health(RuleHistory history) {
        return history.evaluations().stream()
                .map(evaluation -> evaluation.health().kind().toString())
                .toList();
    }

    private static Alert only(RuleHistory history, int evaluation) {
        List<Alert> alerts = history.evaluations().get(evaluation).alerts();
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    /** When each alert was sent, and until when Alertmanager believes it. */
    private static List<String> posts(RuleHistory history) {
        return history.evaluations().stream()
                .flatMap(evaluation -> evaluation.posted().stream()
                        .map(posted -> after(evaluation.at()) + " until " + after(posted.endsAt())))
                .toList();
    }

    private static String after(Instant time) {
        return Duration.between(START, time).toSeconds() + "s";
    }
}
