package io.auditrules.report;

import io.auditrules.alert.Evaluation;
import io.auditrules.alert.RuleHistory;
import io.auditrules.bytes.Utf8;
import io.auditrules.diagnostic.Problem;
import io.auditrules.json.JsonWriter;
import io.auditrules.notification.Notification;
import io.auditrules.notification.NotifiedAlert;
import io.auditrules.notification.Status;
import io.auditrules.notification.Withheld;
import io.auditrules.scenario.Coverage;
import io.auditrules.scenario.Mismatch;
import io.auditrules.scenario.TestRun;
import io.auditrules.scenario.Verdict;
import io.auditrules.template.FloatText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run for programs: one JSON object, its keys always in this order. Times are in UTC as RFC 3339 has them; what never
 * came is left out. Keys may be added; {@code version} changes if one changes its meaning or goes.
 *
 * <pre>{@code
 * {"version": 1, "passed": 3, "failed": 1,
 *  "problems": [{"file": "rules/exec.test.yaml", "line": 3, "column": 5, "message": text, "advice": text}],
 *  "scenarios": [{
 *    "name": "a shell in a pod is told", "file": "rules/exec.test.yaml", "line": 3, "passed": true,
 *    "milliseconds": 41, "start": time, "end": time, "lines": 2, "discarded": 0,
 *    "mismatches": [{"message": text, "details": [text]}],
 *    "rules": [{"alert": name, "evaluations": 12, "failures": [{"at": time, "kind": "series limit", "message": text}]}],
 *    "alerts": [{"alert": name, "labels": {}, "annotations": {}, "value": "1", "pendingFrom": time, "firesFrom": time,
 *                "until": time}],
 *    "notifications": [{"at": time, "receiver": name, "integration": "slack_configs[0]", "route": matchers,
 *                       "status": "firing", "reason": "first", "groupLabels": {},
 *                       "alerts": [{"status": "firing", "labels": {}, "annotations": {}, "from": time, "until": time}]}],
 *    "withheld": [{"at": time, "receiver": name, "route": matchers, "groupLabels": {}, "labels": {}, "cause": text}]}],
 *  "coverage": {
 *    "rules": {"percent": 66, "each": [{"alert": name, "fired": 1, "nearMisses": 0, "covered": false}]},
 *    "receivers": {"percent": 100, "each": [{"receiver": name, "covered": true}]},
 *    "routes": {"percent": 50, "each": [{"route": matchers, "receiver": name, "covered": true}]}}}
 * }</pre>
 *
 * <p>An alert without {@code firesFrom} was only pending. The value is a text, as in Prometheus' own API, for it may be
 * {@code NaN} or {@code +Inf}. {@code route} has all matchers from the root down.
 */
public final class JsonReport {
    private static final int VERSION = 1;

    private JsonReport() {}

    /** The JSON, in one line. */
    public static String of(TestRun run) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("version", VERSION);
        report.put("passed", run.verdicts().size() - run.failed().size());
        report.put("failed", run.failed().size());
        report.put("problems", run.problems().stream().map(JsonReport::problem).toList());
        report.put(
                "scenarios", run.verdicts().stream().map(JsonReport::scenario).toList());
        report.put("coverage", coverage(run.coverage()));
        return JsonWriter.write(legal(report), JsonWriter.Escapes.NEEDED);
    }

    private static Map<String, Object> problem(Problem problem) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", problem.place().source().path());
        object.put("line", problem.place().line());
        object.put("column", problem.place().column());
        object.put("message", problem.message());
        object.put("advice", problem.advice());
        return object;
    }

    private static Map<String, Object> scenario(Verdict verdict) {
        Map<String, Object> scenario = new LinkedHashMap<>();
        scenario.put("name", verdict.scenario().name());
        scenario.put("file", verdict.place().source().path());
        scenario.put("line", verdict.place().line());
        scenario.put("passed", verdict.isPassed());
        scenario.put("milliseconds", verdict.took().toMillis());
        scenario.put("start", verdict.outcome().start().toString());
        scenario.put("end", verdict.outcome().end().toString());
        scenario.put("lines", verdict.outcome().entries().size());
        scenario.put("discarded", verdict.outcome().discarded().size());
        scenario.put(
                "mismatches",
                verdict.mismatches().stream().map(JsonReport::mismatch).toList());
        scenario.put(
                "rules",
                verdict.outcome().histories().stream().map(JsonReport::rule).toList());
        scenario.put(
                "alerts",
                AlertLife.of(verdict.outcome()).stream().map(JsonReport::alert).toList());
        scenario.put(
                "notifications",
                verdict.outcome().notifications().stream()
                        .map(JsonReport::notification)
                        .toList());
        scenario.put(
                "withheld",
                verdict.outcome().withheld().stream()
                        .map(withheld -> withheld(withheld, verdict))
                        .toList());
        return scenario;
    }

    private static Map<String, Object> mismatch(Mismatch mismatch) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("message", mismatch.message());
        object.put("details", mismatch.details());
        return object;
    }

    private static Map<String, Object> rule(RuleHistory history) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("alert", history.rule().alert());
        rule.put("evaluations", history.evaluations().size());
        rule.put(
                "failures",
                history.evaluations().stream()
                        .filter(evaluation -> !evaluation.health().isOk())
                        .map(JsonReport::failure)
                        .toList());
        return rule;
    }

    private static Map<String, Object> failure(Evaluation evaluation) {
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("at", evaluation.at().toString());
        failure.put("kind", evaluation.health().kind().toString());
        failure.put("message", evaluation.health().message());
        return failure;
    }

    private static Map<String, Object> alert(AlertLife life) {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("alert", life.alert());
        alert.put("labels", life.labels().asMap());
        alert.put("annotations", life.annotations());
        alert.put("value", FloatText.plain(life.value()));
        if (life.wasPending()) {
            alert.put("pendingFrom", life.activeAt().toString());
        }
        life.firedAt().ifPresent(time -> alert.put("firesFrom", time.toString()));
        life.end().ifPresent(time -> alert.put("until", time.toString()));
        return alert;
    }

    private static Map<String, Object> notification(Notification notification) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("at", notification.at().toString());
        object.put("receiver", notification.receiver());
        object.put("integration", notification.integration());
        object.put("route", notification.route().key());
        object.put("status", Words.status(notification.status()));
        object.put("reason", Words.reason(notification.reason()));
        object.put("groupLabels", notification.groupLabels());
        object.put(
                "alerts",
                notification.alerts().stream().map(JsonReport::notified).toList());
        return object;
    }

    private static Map<String, Object> notified(NotifiedAlert alert) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("status", Words.status(alert.status()));
        object.put("labels", alert.labels());
        object.put("annotations", alert.annotations());
        object.put("from", alert.startsAt().toString());
        if (alert.status() == Status.RESOLVED) {
            object.put("until", alert.endsAt().toString());
        }
        return object;
    }

    private static Map<String, Object> withheld(Withheld withheld, Verdict verdict) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("at", withheld.at().toString());
        object.put("receiver", withheld.receiver());
        object.put("route", withheld.route().key());
        object.put("groupLabels", withheld.groupLabels());
        object.put("labels", withheld.labels());
        object.put("cause", Words.cause(withheld, verdict));
        return object;
    }

    private static Map<String, Object> coverage(Coverage coverage) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(
                "rules",
                part(
                        coverage.percentOfRules(),
                        coverage.rules().stream().map(JsonReport::covered).toList()));
        object.put(
                "receivers",
                part(
                        coverage.percentOfReceivers(),
                        coverage.receivers().stream().map(JsonReport::covered).toList()));
        object.put(
                "routes",
                part(
                        coverage.percentOfRoutes(),
                        coverage.routes().stream().map(JsonReport::covered).toList()));
        return object;
    }

    private static Map<String, Object> part(int percent, List<Map<String, Object>> each) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("percent", percent);
        part.put("each", each);
        return part;
    }

    private static Map<String, Object> covered(Coverage.OfRule rule) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("alert", rule.alert());
        object.put("fired", rule.fired());
        object.put("nearMisses", rule.nearMisses());
        object.put("covered", rule.isCovered());
        return object;
    }

    private static Map<String, Object> covered(Coverage.OfReceiver receiver) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("receiver", receiver.name());
        object.put("covered", receiver.isCovered());
        return object;
    }

    private static Map<String, Object> covered(Coverage.OfRoute route) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("route", route.node().key());
        object.put("receiver", route.node().receiver());
        object.put("covered", route.isCovered());
        return object;
    }

    /** JSON has no place for the bytes of a line that are no characters. */
    private static @Nullable Object legal(@Nullable Object value) {
        if (value instanceof String text) {
            return Utf8.visible(text);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> legal = new LinkedHashMap<>();
            map.forEach((key, element) -> legal.put(Utf8.visible((String) key), legal(element)));
            return legal;
        }
        return value instanceof List<?> list
                ? list.stream().map(JsonReport::legal).toList()
                : value;
    }
}
