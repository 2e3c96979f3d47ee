package io.auditrules.report;

import io.auditrules.alert.AlertingRule;
import io.auditrules.alert.Evaluation;
import io.auditrules.alert.RuleHistory;
import io.auditrules.diagnostic.Visible;
import io.auditrules.event.Entry;
import io.auditrules.notification.Notification;
import io.auditrules.notification.Withheld;
import io.auditrules.report.TimeLine.Bar;
import io.auditrules.report.TimeLine.Lane;
import io.auditrules.report.TimeLine.Mark;
import io.auditrules.report.TimeLine.Tick;
import io.auditrules.scenario.Outcome;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.Since;
import io.auditrules.scenario.Verdict;
import io.auditrules.template.FloatText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws scenarios over time: the lines of the log, the alerts of each rule, who was told. */
final class TimeLines {
    private static final int TOP = 26;
    private static final int LABEL = 17;
    private static final int BAR = 12;
    private static final int SPACE = 9;
    private static final int LANE = LABEL + BAR + SPACE;
    private static final int MOST_ALERTS = 12;
    private static final int MOST_EVALUATIONS = 150;
    private static final int MOST_MARKS = 100;

    private final Verdict verdict;
    private final Outcome outcome;
    private final Since since;
    private final TimeScale scale;
    private final List<Lane> lanes = new ArrayList<>();
    private int y = TOP;

    private TimeLines(Verdict verdict) {
        this.verdict = verdict;
        this.outcome = verdict.outcome();
        this.since = new Since(outcome.start());
        this.scale = scale(outcome);
    }

    static TimeLine of(Verdict verdict) {
        return new TimeLines(verdict).draw();
    }

    /** The run, and what was written before and after it. */
    private static TimeScale scale(Outcome outcome) {
        Instant from = outcome.start();
        Instant to = outcome.end();
        for (Entry entry : outcome.entries()) {
            from = entry.time().isBefore(from) ? entry.time() : from;
            to = entry.time().isAfter(to) ? entry.time() : to;
        }
        return TimeScale.of(from, to);
    }

    private TimeLine draw() {
        streams(outcome.entries(), "line", "");
        streams(outcome.discarded(), "lost", "discarded as too long: ");
        outcome.histories().forEach(this::rule);
        receivers();
        List<Bar> gaps = verdict.scenario().missed().stream().map(this::gap).toList();
        return new TimeLine(
                "time line of " + Visible.line(verdict.scenario().name()) + ", "
                        + Since.text(Duration.between(scale.from(), scale.to())) + " long",
                y,
                ticks(),
                gaps,
                lanes);
    }

    private List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        for (Instant time : scale.ticks(outcome.start())) {
            double percent = scale.percent(time);
            ticks.add(
                    new Tick(scale.x(time), since.text(time), percent < 3 ? "start" : percent > 97 ? "end" : "middle"));
        }
        return ticks;
    }

    private Bar gap(Scenario.Gap gap) {
        Instant from = outcome.start().plus(gap.from());
        Instant to = outcome.start().plus(gap.to());
        return new Bar(
                "gap",
                scale.x(from),
                scale.width(from, to),
                TOP - 6,
                y - TOP + 6,
                "no evaluation from " + since.text(from) + " to " + since.text(to));
    }

    private void streams(List<Entry> entries, String kind, String prefix) {
        Map<String, List<Entry>> streams = new TreeMap<>();
        entries.forEach(entry -> streams.computeIfAbsent(prefix + entry.stream().visible(), key -> new ArrayList<>())
                .add(entry));
        Histogram.few(streams).forEach((stream, lines) -> {
            Histogram histogram = new Histogram(scale, since, lines, kind, LABEL, BAR);
            String note = Words.count(lines.size(), "line") + histogram.note();
            add("stream", stream, note, histogram.bars(), histogram.strokes(), List.of(), List.of());
        });
    }

    private void rule(RuleHistory history) {
        List<AlertLife> lives = AlertLife.of(history);
        AlertingRule rule = history.rule();
        if (!isShown(verdict, history)) {
            return;
        }
        List<Bar> failures = failures(history);
        String note = (rule.pending().isZero() ? "" : "for " + Since.text(rule.pending()))
                + (lives.isEmpty() && failures.isEmpty() ? " silent" : "")
                + (failures.isEmpty() ? "" : " failed: " + firstFailure(history));
        add("rule", rule.alert(), note.strip(), failures, evaluations(history), List.of(), List.of());
        lives.stream().limit(MOST_ALERTS).forEach(this::alert);
        if (lives.size() > MOST_ALERTS) {
            List<Bar> rest = lives.stream()
                    .skip(MOST_ALERTS)
                    .flatMap(life -> bars(life).stream())
                    .toList();
            add(
                    "alert",
                    "and " + (lives.size() - MOST_ALERTS) + " more alerts",
                    "",
                    rest,
                    List.of(),
                    List.of(),
                    List.of());
        }
    }

    /** Whether a rule has something to show; of the others the names are enough. */
    static boolean isShown(Verdict verdict, RuleHistory history) {
        String alert = history.rule().alert();
        return verdict.scenario().expectation().silent().contains(alert)
                || verdict.scenario().expectation().alerts().stream()
                        .anyMatch(expected -> expected.alert().equals(alert))
                || history.evaluations().stream()
                        .anyMatch(evaluation -> !evaluation.health().isOk()
                                || !evaluation.alerts().isEmpty());
    }

    private void alert(AlertLife life) {
        String labels = Words.labels(life.labelsWithoutName().visible().asMap());
        add("alert", labels.isEmpty() ? "{}" : labels, "", bars(life), List.of(), List.of(), List.of());
    }

    private List<Bar> bars(AlertLife life) {
        List<Bar> bars = new ArrayList<>();
        Instant end = life.end().orElse(scale.to());
        String what = Visible.line(life.alert() + Words.labels(life.labels().asMap()));
        String until = life.end().map(time -> " to " + since.text(time)).orElse(" to the end");
        Instant pendingEnd = life.firedAt().orElse(end);
        if (life.wasPending()) {
            String to = life.firedAt().map(time -> " to " + since.text(time)).orElse(until);
            bars.add(new Bar(
                    "pending",
                    scale.x(life.activeAt()),
                    scale.width(life.activeAt(), pendingEnd),
                    LABEL + 3,
                    BAR - 6,
                    what + "\npending from " + since.text(life.activeAt()) + to));
        }
        life.firedAt()
                .ifPresent(from -> bars.add(bar(
                        "firing",
                        from,
                        end,
                        what + "\nfiring from " + since.text(from) + until + ", value "
                                + FloatText.plain(life.value()))));
        return bars;
    }

    private Bar bar(String kind, Instant from, Instant to, String title) {
        return new Bar(kind, scale.x(from), scale.width(from, to), LABEL, BAR, title);
    }

    /** Each while in which the rule failed in one way, to the next evaluation that did not. */
    private List<Bar> failures(RuleHistory history) {
        List<Bar> bars = new ArrayList<>();
        List<Evaluation> evaluations = history.evaluations();
        for (int i = 0; i < evaluations.size(); ) {
            Evaluation first = evaluations.get(i);
            int next = i + 1;
            while (next < evaluations.size()
                    && evaluations.get(next).health().kind() == first.health().kind()) {
                next++;
            }
            if (!first.health().isOk()) {
                Instant end = next < evaluations.size() ? evaluations.get(next).at() : outcome.end();
                bars.add(bar(
                        "failed",
                        first.at(),
                        end,
                        "failed from " + since.text(first.at()) + " to " + since.text(end) + "\n"
                                + Visible.line(first.health().toString())));
            }
            i = next;
        }
        return bars;
    }

    private static String firstFailure(RuleHistory history) {
        return history.evaluations().stream()
                .filter(evaluation -> !evaluation.health().isOk())
                .map(evaluation -> evaluation.health().kind().toString())
                .findFirst()
                .orElse("");
    }

    private List<Mark> evaluations(RuleHistory history) {
        if (history.evaluations().size() > MOST_EVALUATIONS) {
            return List.of();
        }
        return history.evaluations().stream()
                .map(evaluation -> new Mark(
                        "evaluation",
                        scale.x(evaluation.at()),
                        LABEL + BAR - 5,
                        "evaluated at " + since.text(evaluation.at())))
                .toList();
    }

    private void receivers() {
        Map<String, List<Mark>> dots = new LinkedHashMap<>();
        Map<String, List<Mark>> crosses = new LinkedHashMap<>();
        for (Notification notification : outcome.notifications()) {
            dots.computeIfAbsent(notification.receiver(), key -> new ArrayList<>())
                    .add(dot(notification));
        }
        for (Withheld withheld : outcome.withheld()) {
            crosses.computeIfAbsent(withheld.receiver(), key -> new ArrayList<>())
                    .add(cross(withheld));
        }
        Map<String, List<Mark>> all = new TreeMap<>(dots);
        all.putAll(crosses);
        for (String receiver : all.keySet()) {
            List<Mark> told = dots.getOrDefault(receiver, List.of());
            List<Mark> untold = crosses.getOrDefault(receiver, List.of());
            String note = told.isEmpty() ? "not told" : "told " + Words.count(told.size(), "time");
            add("receiver", "→ " + receiver, note, List.of(), List.of(), few(told), few(untold));
        }
    }

    /** Of marks that lie on top of each other the first of each kind, which tells how many follow. */
    private static List<Mark> few(List<Mark> marks) {
        if (marks.size() <= MOST_MARKS) {
            return marks;
        }
        Map<String, List<Mark>> places = new LinkedHashMap<>();
        for (Mark mark : marks) {
            long place = Math.round(Double.parseDouble(mark.x()) * MOST_MARKS / 100);
            places.computeIfAbsent(mark.kind() + place, key -> new ArrayList<>())
                    .add(mark);
        }
        return places.values().stream()
                .map(same -> same.get(0).followedBy(same.size() - 1))
                .toList();
    }

    private Mark dot(Notification notification) {
        return new Mark(
                Words.status(notification.status()),
                scale.x(notification.at()),
                LABEL,
                Visible.line(since.text(notification.at()) + " " + notification.receiver() + " by "
                                + notification.integration())
                        + "\n" + Words.occasion(notification) + ": " + Visible.line(Words.alerts(notification)));
    }

    private Mark cross(Withheld withheld) {
        return new Mark(
                "withheld",
                scale.x(withheld.at()),
                LABEL,
                Visible.line(since.text(withheld.at()) + " " + withheld.receiver() + " not told of "
                                + Words.name(withheld.labels()) + Words.labels(withheld.labels()))
                        + "\n" + Visible.line(Words.cause(withheld, verdict)));
    }

    private void add(
            String kind,
            String label,
            String note,
            List<Bar> bars,
            List<Mark> strokes,
            List<Mark> dots,
            List<Mark> crosses) {
        lanes.add(new Lane(kind, y, Visible.line(label), note, bars, strokes, dots, crosses));
        y += LANE;
    }
}
