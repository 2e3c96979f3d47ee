package io.auditrules.live;

import io.auditrules.alert.Alert;
import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.AlertingRule;
import io.auditrules.alert.Evaluation;
import io.auditrules.alert.Health;
import io.auditrules.alert.RuleHistory;
import io.auditrules.alert.RulerSettings;
import io.auditrules.alert.Ticks;
import io.auditrules.alertmanager.Routing;
import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Limits;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.json.JsonReader;
import io.auditrules.json.JsonWriter;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LokiVersion;
import io.auditrules.notification.NotifiedAlert;
import io.auditrules.notification.PostedAlert;
import io.auditrules.scenario.Expectation;
import io.auditrules.scenario.PlacedScenario;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A scenario and what real peers made of it, as one line of JSON. Times are nanoseconds from the start of the scenario; a
 * rule is told where it changed from one evaluation to the next.
 */
record RecordedCase(Plan plan, Played played) {

    String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", plan.scenario().scenario().name());
        json.put("start", played.start().toString());
        json.put("end", nanos(played.end()));
        RulerSettings ruler = plan.site().ruler();
        json.put("resendDelay", ruler.resendDelay().toMillis());
        json.put("maxQuerySeries", ruler.limits().maxQuerySeries());
        json.put("maxLineSize", plan.site().maxLineSize());
        json.put("factor", plan.factor());
        json.put("groups", plan.site().groups().stream().map(this::group).toList());
        json.put("routing", plan.site().routing().map(Routing::toString).orElse(""));
        json.put(
                "entries",
                plan.entries().stream()
                        .map(entry -> List.of(
                                Duration.between(plan.start(), entry.time()).toNanos(),
                                entry.stream().asMap(),
                                entry.structuredMetadata().asMap(),
                                entry.line()))
                        .toList());
        json.put("histories", played.histories().stream().map(this::history).toList());
        json.put("alertmanagerStart", nanos(played.alertmanagerStart()));
        json.put(
                "posts",
                played.posts().stream()
                        .map(post -> List.of(
                                nanos(post.at()),
                                post.alerts().stream().map(this::posted).toList()))
                        .toList());
        json.put("told", played.told().stream().map(this::told).toList());
        if (!played.complaints().isEmpty()) {
            json.put("complaints", played.complaints());
        }
        return JsonWriter.write(json, JsonWriter.Escapes.NEEDED);
    }

    private long nanos(Instant time) {
        return time.equals(Instant.EPOCH)
                ? 0
                : Duration.between(played.start(), time).toNanos();
    }

    private @Nullable Long nanosOrNull(Instant time) {
        return time.equals(PostedAlert.NOT_SAID) ? null : nanos(time);
    }

    private Map<String, Object> group(AlertingGroup group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", group.name());
        json.put("interval", group.interval().toMillis());
        json.put("limit", group.limit());
        json.put(
                "first",
                nanos(Objects.requireNonNull(played.ticks().get(group.name()))
                        .times()
                        .get(0)));
        json.put(
                "rules",
                group.rules().stream()
                        .map(rule -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("alert", rule.alert());
                            one.put("expr", rule.expr().toString());
                            one.put("for", rule.pending().toMillis());
                            one.put("labels", rule.labels());
                            one.put("annotations", rule.annotations());
                            return one;
                        })
                        .toList());
        return json;
    }

    private List<Object> history(RuleHistory history) {
        List<Object> changes = new ArrayList<>();
        List<Object> before = List.of();
        for (Evaluation evaluation : history.evaluations()) {
            List<Object> now = List.of(
                    evaluation.health().message(),
                    evaluation.alerts().stream()
                            .map(alert -> List.of(
                                    alert.state().toString(),
                                    nanos(alert.activeAt()),
                                    Double.toString(alert.value()),
                                    alert.labels().asMap(),
                                    alert.annotations()))
                            .toList());
            if (!now.equals(before)) {
                changes.add(List.of(nanos(evaluation.at()), now.get(0), now.get(1)));
            }
            before = now;
        }
        return changes;
    }

    private List<@Nullable Object> posted(PostedAlert alert) {
        List<@Nullable Object> json = new ArrayList<>();
        json.add(alert.labels());
        json.add(alert.annotations());
        json.add(nanosOrNull(alert.startsAt()));
        json.add(nanosOrNull(alert.endsAt()));
        return json;
    }

    private List<Object> told(Told told) {
        List<Object> json = new ArrayList<>(List.of(
                nanos(told.at()),
                told.receiver(),
                told.integration(),
                new TreeMap<>(told.groupLabels()),
                told.alerts().stream()
                        .map(alert -> posted(new PostedAlert(
                                alert.labels(), alert.annotations(), alert.startsAt(), alert.endsAt(), "")))
                        .toList()));
        if (!told.texts().isEmpty()) {
            json.add(new TreeMap<>(told.texts()));
        }
        return json;
    }

    // reading

    /** @param loki that it was recorded from */
    static RecordedCase of(String line, LokiVersion loki) {
        return new Reader(Json.object(JsonReader.read(line)), loki).read();
    }

    private static final class Reader {
        private final Map<?, ?> json;
        private final LokiVersion loki;
        private final Instant start;
        private final Instant end;

        Reader(Map<?, ?> json, LokiVersion loki) {
            this.json = json;
            this.loki = loki;
            this.start = Instant.parse(Json.text(json.get("start")));
            this.end = time(json.get("end"));
        }

        RecordedCase read() {
            List<AlertingGroup> groups = new ArrayList<>();
            Map<String, Ticks> ticks = new LinkedHashMap<>();
            List<RuleHistory> histories = new ArrayList<>();
            List<?> changes = list(json.get("histories"));
            for (Map<?, ?> each : Json.objects(json.get("groups"))) {
                AlertingGroup group = group(each);
                groups.add(group);
                Ticks all = Ticks.every(group.interval(), time(each.get("first")), end);
                ticks.put(group.name(), all);
                group.rules().forEach(rule -> histories.add(history(rule, list(changes.get(histories.size())), all)));
            }
            List<Entry> entries = new ArrayList<>();
            for (Object each : list(json.get("entries"))) {
                List<?> entry = list(each);
                entries.add(new Entry(
                        time(entry.get(0)),
                        Labels.of(Json.texts(entry.get(1))),
                        Labels.of(Json.texts(entry.get(2))),
                        (String) entry.get(3)));
            }
            RulerSettings ruler = new RulerSettings(
                    loki,
                    new Limits((int) number(json.get("maxQuerySeries"))),
                    Map.of(),
                    "",
                    Duration.ofMillis(number(json.get("resendDelay"))));
            String yaml = Json.text(json.get("routing"));
            Optional<Routing> routing = yaml.isEmpty() ? Optional.empty() : Optional.of(CaseBuilder.read(yaml));
            Site site = new Site(groups, ruler, CaseBuilder.AUDIT, (int) number(json.get("maxLineSize")), routing);
            Scenario scenario = new Scenario(
                    Json.text(json.get("name")),
                    start,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Expectation.SILENCE);
            Plan plan = new Plan(
                    new PlacedScenario(scenario, new Source("recorded", "").place()),
                    site,
                    start,
                    entries,
                    Duration.between(start, end),
                    (int) number(json.get("factor")));
            List<Post> posts = new ArrayList<>();
            for (Object each : list(json.get("posts"))) {
                posts.add(new Post(
                        time(list(each).get(0)),
                        list(list(each).get(1)).stream().map(this::posted).toList()));
            }
            List<Told> told = list(json.get("told")).stream()
                    .map(each -> told(list(each)))
                    .toList();
            return new RecordedCase(
                    plan,
                    new Played(
                            start,
                            end,
                            ticks,
                            histories,
                            time(json.get("alertmanagerStart")),
                            posts,
                            told,
                            json.get("complaints") instanceof List<?> all
                                    ? all.stream().map(Json::text).toList()
                                    : List.of()));
        }

        private static List<?> list(@Nullable Object value) {
            return (List<?>) Objects.requireNonNull(value);
        }

        private static long number(@Nullable Object value) {
            return (Long) Objects.requireNonNull(value);
        }

        private Instant time(@Nullable Object nanos) {
            return nanos == null ? PostedAlert.NOT_SAID : start.plusNanos(number(nanos));
        }

        private static AlertingGroup group(Map<?, ?> json) {
            return new AlertingGroup(
                    Json.text(json.get("name")),
                    Duration.ofMillis(number(json.get("interval"))),
                    (int) number(json.get("limit")),
                    Json.objects(json.get("rules")).stream()
                            .map(rule -> new AlertingRule(
                                    Json.text(rule.get("alert")),
                                    LogQl.parseMetric(new Source("expr", Json.text(rule.get("expr")))),
                                    Duration.ofMillis(number(rule.get("for"))),
                                    Json.texts(rule.get("labels")),
                                    Json.texts(rule.get("annotations"))))
                            .toList());
        }

        private RuleHistory history(AlertingRule rule, List<?> changes, Ticks ticks) {
            List<Evaluation> evaluations = new ArrayList<>();
            int next = 0;
            Evaluation last = null;
            for (Instant tick : ticks.times()) {
                if (next < changes.size()
                        && time(list(changes.get(next)).get(0)).equals(tick)) {
                    last = evaluation(list(changes.get(next++)));
                }
                if (last != null) {
                    evaluations.add(new Evaluation(tick, last.health(), last.alerts(), List.of()));
                }
            }
            return new RuleHistory(rule, evaluations);
        }

        private Evaluation evaluation(List<?> change) {
            String error = (String) change.get(1);
            List<Alert> alerts = new ArrayList<>();
            for (Object each : list(change.get(2))) {
                List<?> alert = list(each);
                alerts.add(new Alert(
                        Labels.of(Json.texts(alert.get(3))),
                        Json.texts(alert.get(4)),
                        Alert.State.valueOf((String) alert.get(0)),
                        Double.parseDouble((String) alert.get(2)),
                        time(alert.get(1)),
                        Optional.empty(),
                        Optional.empty()));
            }
            Health health = error.isEmpty() ? Health.OK : new Health(RulerState.kind(error), error);
            return new Evaluation(time(change.get(0)), health, alerts, List.of());
        }

        private PostedAlert posted(Object json) {
            List<?> alert = list(json);
            return new PostedAlert(
                    Json.texts(alert.get(0)), Json.texts(alert.get(1)), time(alert.get(2)), time(alert.get(3)), "");
        }

        private Told told(List<?> told) {
            List<NotifiedAlert> alerts = new ArrayList<>();
            for (Object each : list(told.get(4))) {
                PostedAlert alert = posted(each);
                alerts.add(
                        new NotifiedAlert(alert.labels(), alert.annotations(), alert.startsAt(), alert.endsAt(), ""));
            }
            return new Told(
                    time(told.get(0)),
                    (String) told.get(1),
                    (String) told.get(2),
                    Json.texts(told.get(3)),
                    alerts,
                    told.size() > 5 ? Json.texts(told.get(5)) : Map.of());
        }
    }
}
