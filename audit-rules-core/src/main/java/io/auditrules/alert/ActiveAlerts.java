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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    private final Map<Labels, Active> active = new TreeMap<>();

    ActiveAlerts(AlertingGroup group, AlertingRule rule, RulerSettings settings) {
        this.group = group;
        this.rule = rule;
        this.settings = settings;
        this.labels = templates(rule.labels());
        this.annotations = templates(rule.annotations());
    }

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

        Alert snapshot() {
            return new Alert(
                    labels,
                    annotations,
                    state,
                    value,
                    activeAt,
                    Optional.ofNullable(firedAt),
                    Optional.ofNullable(resolvedAt));
        }
    }

    /** Takes in the series that the query had at a time. */
    Evaluation update(Instant time, List<Sample> samples) {
        Map<Labels, Active> current = new TreeMap<>();
        for (Sample sample : samples) {
            Labels alertLabels = labelsOf(sample, time);
            if (current.put(alertLabels, alert(alertLabels, sample, time)) != null) {
                return fail(
                        time,
                        new Health(
                                Health.Kind.DUPLICATE_LABELS,
                                "two series become the alert " + alertLabels
                                        + ": a label of the rule, or one that the operator adds, replaces what tells"
                                        + " them apart; no alert fires"));
            }
        }
        current.forEach(this::merge);
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

    private Labels labelsOf(Sample sample, Instant time) {
        Map<String, String> merged = new TreeMap<>(sample.labels().asMap());
        merged.remove("__name__");
        labels.forEach((name, template) -> merged.put(name, expand(template, sample, time)));
        merged.put("alertname", rule.alert());
        return Labels.of(merged).withoutEmpty();
    }

    private Active alert(Labels alertLabels, Sample sample, Instant time) {
        Map<String, String> texts = new LinkedHashMap<>();
        annotations.forEach((name, template) -> texts.put(name, expand(template, sample, time)));
        return new Active(alertLabels, texts, sample.value(), time);
    }

    private String expand(AlertTemplate template, Sample sample, Instant time) {
        return template.textFor(new AlertData(
                sample.labels().asMap(), sample.value(), settings.externalLabels(), settings.externalUrl(), time));
    }

    private void merge(Labels alertLabels, Active alert) {
        Active known = active.get(alertLabels);
        if (known == null || known.state == Alert.State.RESOLVED) {
            active.put(alertLabels, alert);
        } else {
            known.value = alert.value;
            known.annotations = alert.annotations;
        }
    }

    /** Moves every alert on; the number of those whose series is there. */
    private int advance(Instant time, Map<Labels, Active> current) {
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
        for (Active alert : active.values()) {
            Instant firedAt = alert.firedAt;
            if (firedAt != null && alert.needsSending(time, settings.resendDelay())) {
                alert.lastSentAt = time;
                Duration longer = group.interval().compareTo(settings.resendDelay()) > 0
                        ? group.interval()
                        : settings.resendDelay();
                Instant resolvedAt = alert.resolvedAt;
                posted.add(new PostedAlert(
                        alert.labels.asMap(),
                        alert.annotations,
                        firedAt,
                        resolvedAt != null ? resolvedAt : time.plus(longer.multipliedBy(VALID_INTERVALS)),
                        ""));
            }
        }
        return posted;
    }

    private List<Alert> alerts() {
        return active.values().stream().map(Active::snapshot).toList();
    }
}
