package io.auditrules.alert;

import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.event.Labels;
import io.auditrules.logql.LokiVersion;
import io.auditrules.notification.PostedAlert;
import io.auditrules.template.AlertData;
import io.auditrules.template.AlertTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one rule from evaluation to evaluation: {@code AlertingRule.Eval} and {@code sendAlerts} of Prometheus
 * v0.312, which Loki v3.7.6 runs.
 */
final class ActiveAlerts {
    /** How long a resolved alert is sent again and again, in case Alertmanager did not hear of it. */
    private static final Duration RESOLVED_RETENTION = Duration.ofMinutes(15);
    /** Before it, Loki dropped the group's {@code limit} on the way ({@code rulespb}, 2.8). */
    private static final LokiVersion KNOWS_LIMIT = new LokiVersion(2, 9);
    /** An alert that fires is taken for resolved after so many intervals without news. */
    private static final int VALID_INTERVALS = 4;

    private final AlertingGroup group;
    private final AlertingRule rule;
    private final RulerSettings settings;
    private final Map<String, AlertTemplate> labels;
    private final Map<String, AlertTemplate> annotations;
    private final boolean tellTime;
    private final Map<Labels, Active> active = new HashMap<>();
    /** What series became when they were last seen: most stay as they are from evaluation to evaluation. */
    private final Map<Labels, Expanded> expanded = new HashMap<>();

    private List<Alert> alerts = List.of();

    ActiveAlerts(AlertingGroup group, AlertingRule rule, RulerSettings settings) {
        this.group = group;
        this.rule = rule;
        this.settings = settings;
        this.labels = templates(rule.labels());
        this.annotations = templates(rule.annotations());
        this.tellTime = Stream.of(labels, annotations)
                .flatMap(templates -> templates.values().stream())
                .anyMatch(AlertTemplate::mayTellTime);
    }

    /** A series with its texts. */
    private record Expanded(double value, Labels labels, Map<String, String> annotations) {}

    private Map<String, AlertTemplate> templates(Map<String, String> texts) {
        Map<String, AlertTemplate> templates = new LinkedHashMap<>();
        texts.forEach((name, text) -> templates.put(name, AlertTemplate.parse(rule.alert(), text)));
        return templates;
    }

    /** One alert while the ruler knows it. */
    private static final class Active {
        private final Labels labels;
        private final Instant activeAt;
        private Map<String, String> annotations;
        private double value;
        private Alert.State state = Alert.State.PENDING;
        private @Nullable Instant firedAt;
        private @Nullable Instant resolvedAt;
        private @Nullable Instant lastSentAt;
        private @Nullable Alert snapshot;
        private @Nullable PostedAlert posted;

        Active(Labels labels, Map<String, String> annotations, double value, Instant activeAt) {
            this.labels = labels;
            this.annotations = annotations;
            this.value = value;
            this.activeAt = activeAt;
        }

        boolean needsSending(Instant time, Duration resendDelay) {
            Instant sent = lastSentAt;
            if (state == Alert.State.PENDING) {
                return false;
            }
            return sent == null
                    || (resolvedAt != null && resolvedAt.isAfter(sent))
                    || sent.plus(resendDelay).isBefore(time);
        }

        /** With the texts of the post before as long as they are the same. */
        PostedAlert post(Instant since, Instant until) {
            PostedAlert before = posted;
            Map<String, String> texts =
                    before == null || !before.annotations().equals(annotations) ? annotations : before.annotations();
            Map<String, String> names = before == null ? labels.asMap() : before.labels();
            PostedAlert next = new PostedAlert(names, texts, since, until, "");
            posted = next;
            return next;
        }

        /** The same one until something changes. */
        Alert snapshot() {
            Alert known = snapshot;
            if (known == null
                    || known.state() != state
                    || Double.compare(known.value(), value) != 0
                    || !known.annotations().equals(annotations)) {
                known = new Alert(
                        labels,
                        annotations,
                        state,
                        value,
                        activeAt,
                        Optional.ofNullable(firedAt),
                        Optional.ofNullable(resolvedAt));
                snapshot = known;
            }
            return known;
        }
    }

    /** Takes in the series that the query had at a time. */
    Evaluation update(Instant time, List<Sample> samples) {
        Map<Labels, Expanded> current = new HashMap<>();
        for (Sample sample : samples) {
            Expanded series = expand(sample, time);
            if (current.put(series.labels(), series) != null) {
                return fail(
                        time,
                        new Health(
                                Health.Kind.DUPLICATE_LABELS,
                                "two series become the alert " + series.labels()
                                        + ": a label of the rule, or one that the operator adds, replaces what tells"
                                        + " them apart; no alert fires"));
            }
        }
        current.values().forEach(series -> merge(series, time));
        int count = advance(time, current);
        if (group.limit() > 0 && count > group.limit() && settings.version().isAtLeast(KNOWS_LIMIT)) {
            active.clear();
            return fail(
                    time,
                    new Health(
                            Health.Kind.ALERT_LIMIT,
                            count + " alerts are more than the limit of " + group.limit() + "; none fires"));
        }
        return new Evaluation(time, Health.OK, alerts(), send(time));
    }

    /** Leaves everything as it is; nothing is sent. */
    Evaluation fail(Instant time, Health health) {
        return new Evaluation(time, health, alerts(), List.of());
    }

    private Expanded expand(Sample sample, Instant time) {
        Expanded known = expanded.get(sample.labels());
        if (known != null && !tellTime && Double.compare(known.value(), sample.value()) == 0) {
            return known;
        }
        Map<String, String> merged = new TreeMap<>(sample.labels().asMap());
        merged.remove("__name__");
        labels.forEach((name, template) -> merged.put(name, expand(template, sample, time)));
        merged.put("alertname", rule.alert());
        Map<String, String> texts = new LinkedHashMap<>();
        annotations.forEach((name, template) -> texts.put(name, expand(template, sample, time)));
        Expanded series = new Expanded(sample.value(), Labels.of(merged).withoutEmpty(), texts);
        expanded.put(sample.labels(), series);
        return series;
    }

    private String expand(AlertTemplate template, Sample sample, Instant time) {
        return template.textFor(new AlertData(
                sample.labels().asMap(), sample.value(), settings.externalLabels(), settings.externalUrl(), time));
    }

    private void merge(Expanded series, Instant time) {
        Active known = active.get(series.labels());
        if (known == null || known.state == Alert.State.RESOLVED) {
            active.put(series.labels(), new Active(series.labels(), series.annotations(), series.value(), time));
        } else {
            known.value = series.value();
            known.annotations = series.annotations();
        }
    }

    /** Moves every alert on; the number of those whose series is there. */
    private int advance(Instant time, Map<Labels, Expanded> current) {
        int count = 0;
        for (Iterator<Active> alerts = active.values().iterator(); alerts.hasNext(); ) {
            Active alert = alerts.next();
            if (current.containsKey(alert.labels)) {
                count++;
                if (alert.state == Alert.State.PENDING && !time.isBefore(alert.activeAt.plus(rule.pending()))) {
                    alert.state = Alert.State.FIRING;
                    alert.firedAt = time;
                }
                continue;
            }
            Instant resolvedAt = alert.resolvedAt;
            if (alert.state == Alert.State.PENDING
                    || (resolvedAt != null && time.isAfter(resolvedAt.plus(RESOLVED_RETENTION)))) {
                alerts.remove();
            } else if (alert.state != Alert.State.RESOLVED) {
                alert.state = Alert.State.RESOLVED;
                alert.resolvedAt = time;
            }
        }
        return count;
    }

    private List<PostedAlert> send(Instant time) {
        List<PostedAlert> posted = new ArrayList<>();
        for (Alert snapshot : alerts()) {
            Active alert = Objects.requireNonNull(active.get(snapshot.labels()));
            Instant firedAt = alert.firedAt;
            if (firedAt != null && alert.needsSending(time, settings.resendDelay())) {
                alert.lastSentAt = time;
                Duration longer = group.interval().compareTo(settings.resendDelay()) > 0
                        ? group.interval()
                        : settings.resendDelay();
                Instant resolvedAt = alert.resolvedAt;
                posted.add(alert.post(
                        firedAt, resolvedAt != null ? resolvedAt : time.plus(longer.multipliedBy(VALID_INTERVALS))));
            }
        }
        return posted;
    }

    /** By labels; the same list until something changes. */
    @SuppressWarnings("ReferenceEquality") // a snapshot that is still the same one has not changed
    private List<Alert> alerts() {
        boolean isSame = alerts.size() == active.size();
        for (int i = 0; i < alerts.size() && isSame; i++) {
            Alert before = alerts.get(i);
            Active now = active.get(before.labels());
            isSame = now != null && now.snapshot() == before;
        }
        if (!isSame) {
            alerts = active.values().stream()
                    .map(Active::snapshot)
                    .sorted(Comparator.comparing(Alert::labels))
                    .collect(Collectors.toUnmodifiableList());
        }
        return alerts;
    }
}
