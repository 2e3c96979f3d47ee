package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.text.IllegalTextException;
import io.auditrules.text.MustacheText;
import io.auditrules.time.PrometheusDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A detection placed into a site; it becomes one alert.
 *
 * <pre>{@code
 * Rule exec = Rule.alert("PodExec")
 *         .when(Condition.all(Field.RESOURCE.is("pods"), Field.SUBRESOURCE.is("exec")))
 *         .by(Field.USER, Field.NAMESPACE, Field.NAME)
 *         .window(Duration.ofMinutes(5))
 *         .severity(Severity.WARNING)
 *         .annotation("summary", "exec into a pod")
 *         .annotation("description", "{{ $labels.user_username }} ran exec in {{ $labels.objectRef_namespace }}")
 *         .build();
 * }</pre>
 *
 * @param alert the name, unique in a project
 * @param detection what to look for
 * @param exceptions events that fulfil one of these do not count
 * @param window over how long events are counted
 * @param pending how long the threshold must be passed before the alert fires: the key {@code for}
 * @param severity becomes the label {@code severity}
 * @param labels further labels, in order
 * @param annotations texts for people, in order; {@code summary} and {@code description} among them
 * @param receivers names of Alertmanager receivers to notify
 * @param enabled false keeps the rule in the source and out of the manifests
 * @param origin where it comes from, if from the catalogue
 */
public record Rule(
        String alert,
        Detection detection,
        List<Condition> exceptions,
        Duration window,
        Duration pending,
        Severity severity,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<String> receivers,
        boolean enabled,
        Optional<Origin> origin) {

    /** What {@link Builder} assumes where nothing is said: the window is five minutes. */
    public static final Duration DEFAULT_WINDOW = Duration.ofMinutes(5);

    /** Without these the Loki Operator's webhook refuses an alert (operator 0.4 to 0.11). */
    public static final List<String> NEEDED_ANNOTATIONS = List.of("summary", "description");

    private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Set<String> LABELS_WITH_A_KEY = Set.of("severity", "alertname");

    public Rule {
        exceptions = List.copyOf(exceptions);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        receivers = List.copyOf(receivers);
        checkAlert(alert);
        checkWindow(window);
        // Refuses what no manifest could say: a negative duration, or one finer than milliseconds.
        PrometheusDuration.of(window);
        PrometheusDuration.of(pending);
        labels.keySet().forEach(Rule::checkLabelName);
        annotations.keySet().forEach(Rule::checkAnnotationName);
        for (String needed : NEEDED_ANNOTATIONS) {
            if (annotations.getOrDefault(needed, "").isBlank()) {
                throw new IllegalValueException(
                        "the alert \"" + alert + "\" has no " + needed,
                        "the Loki Operator refuses an alert without the annotations summary and description");
            }
        }
        if (detection.query() instanceof Query.Expression) {
            if (!detection.by().isEmpty()
                    || !detection.threshold().equals(Threshold.ANY_EVENT)
                    || !detection.also().isEmpty()
                    || detection.topk().isPresent()) {
                throw new IllegalValueException(
                        "an alert with expr cannot have by, threshold, also or topk",
                        "the expression says both itself; write them into it, or describe the detection with when");
            }
        }
        if (!(detection.query() instanceof Query.Events) && !exceptions.isEmpty()) {
            throw new IllegalValueException(
                    "exceptions cannot be added to LogQL that is used as it is",
                    "write the exception into the LogQL, or describe the detection with when or lines");
        }
    }

    /** Begins a rule. */
    public static Builder alert(String name) {
        return new Builder(name);
    }

    /** The same rule, looking for something else. */
    public Rule with(Detection other) {
        return new Rule(
                alert, other, exceptions, window, pending, severity, labels, annotations, receivers, enabled, origin);
    }

    /** The same rule with further annotations; those that it has already stay as they are. */
    public Rule annotated(Map<String, String> further) {
        Map<String, String> all = new LinkedHashMap<>(annotations);
        further.forEach(all::putIfAbsent);
        return new Rule(
                alert, detection, exceptions, window, pending, severity, labels, all, receivers, enabled, origin);
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if the name is blank or has a line end
     */
    public static void checkAlert(String name) {
        if (name.isBlank() || name.lines().count() != 1 || !name.equals(name.strip())) {
            throw new IllegalValueException(
                    "\"" + name + "\" cannot be the name of an alert", "write one line, for example PodExec");
        }
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if nothing fits into the window
     */
    public static void checkWindow(Duration window) {
        if (window.isZero() || window.isNegative()) {
            throw new IllegalValueException("a window of no length holds no event", "write for example 5m");
        }
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if Loki would refuse the name or the rule sets the label itself
     */
    public static void checkLabelName(String name) {
        if (LABELS_WITH_A_KEY.contains(name)) {
            throw new IllegalValueException(
                    "the label \"" + name + "\" is set by the rule itself",
                    name.equals("severity") ? "write severity beside labels, not in it" : "write the name under alert");
        }
        checkAnnotationName(name);
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if Loki would refuse the name; annotations follow the rules for labels
     */
    public static void checkAnnotationName(String name) {
        if (!LABEL_NAME.matcher(name).matches()) {
            throw new IllegalValueException(
                    "\"" + name + "\" is not a name that Loki accepts here",
                    "letters, digits and _ are legal, but no leading digit");
        }
    }

    /** Collects what a rule says; texts may be templates over the rule's own data, see {@link #expand}. */
    public static final class Builder {
        private final String alert;
        private @Nullable Query query;
        private @Nullable Condition when;
        private final List<LineFilter> lines = new ArrayList<>();
        private List<By> by = List.of();
        private Threshold threshold = Threshold.ANY_EVENT;
        private final List<Companion> also = new ArrayList<>();
        private OptionalInt topk = OptionalInt.empty();
        private final List<Condition> exceptions = new ArrayList<>();
        private Duration window = DEFAULT_WINDOW;
        private Duration pending = Duration.ZERO;
        private Severity severity = Severity.WARNING;
        private final Map<String, String> labels = new LinkedHashMap<>();
        private final Map<String, String> annotations = new LinkedHashMap<>();
        private final Map<String, String> vars = new LinkedHashMap<>();
        private final List<String> receivers = new ArrayList<>();
        private boolean enabled = true;
        private @Nullable Condition atMetadata;
        private List<SiteParameter> requires = List.of();
        private @Nullable Origin origin;

        private Builder(String alert) {
            this.alert = alert;
        }

        /** Looks for events that fulfil the condition. */
        public Builder when(Condition condition) {
            this.when = condition;
            return this;
        }

        /** Looks at lines that pass the filter, in addition to all others. */
        public Builder line(LineFilter filter) {
            lines.add(filter);
            return this;
        }

        /** Uses LogQL between selector and range as it is: {@code |~ "/exec?" | json}. */
        public Builder pipeline(String logql) {
            this.query = new Query.Pipeline(logql);
            return this;
        }

        /** Uses a LogQL metric expression as it is. */
        public Builder expr(String logql) {
            this.query = new Query.Expression(logql);
            return this;
        }

        /** Makes one alert for each combination of values of these fields. */
        public Builder by(Field... fields) {
            return by(java.util.Arrays.stream(fields).map(By::field).toList());
        }

        /** Makes one alert for each combination of values. */
        public Builder by(List<By> by) {
            this.by = List.copyOf(by);
            return this;
        }

        /** Fires when this is passed; {@link Threshold#ANY_EVENT} if never called. */
        public Builder threshold(Threshold threshold) {
            this.threshold = threshold;
            return this;
        }

        /** Fires only if this has happened in the window as well, for the same values of {@code by}. */
        public Builder also(Companion companion) {
            also.add(companion);
            return this;
        }

        /** Looks for this instead where the audit log has no bodies, see {@link Platform#audit}. */
        public Builder atMetadata(Condition condition) {
            this.atMetadata = condition;
            return this;
        }

        /** Makes no sense where the site gives these parameters no values. */
        public Builder requires(List<SiteParameter> parameters) {
            this.requires = List.copyOf(parameters);
            return this;
        }

        /** Comes from the catalogue. */
        public Builder origin(Origin origin) {
            this.origin = origin;
            return this;
        }

        /** Keeps the number of alerts below what Loki allows, those with the highest values. */
        public Builder topk(int most) {
            this.topk = OptionalInt.of(most);
            return this;
        }

        /** Does not count events that fulfil the condition, in addition to all other exceptions. */
        public Builder except(Condition condition) {
            exceptions.add(condition);
            return this;
        }

        /** Counts over this long; {@link Rule#DEFAULT_WINDOW} if never called. */
        public Builder window(Duration window) {
            this.window = window;
            return this;
        }

        /** Fires when the threshold has been passed for this long ({@code for}); at once if never called. */
        public Builder pending(Duration pending) {
            this.pending = pending;
            return this;
        }

        /** {@link Severity#WARNING} if never called. */
        public Builder severity(Severity severity) {
            this.severity = severity;
            return this;
        }

        /** Adds a label, or replaces the one of this name. */
        public Builder label(String name, String template) {
            labels.put(name, template);
            return this;
        }

        /** Adds an annotation, or replaces the one of this name. */
        public Builder annotation(String name, String template) {
            annotations.put(name, template);
            return this;
        }

        /** Names a text that templates can use as {@code <% vars.name %>}. */
        public Builder var(String name, String value) {
            vars.put(name, value);
            return this;
        }

        /** Notifies this Alertmanager receiver, in addition to all others. */
        public Builder notify(String receiver) {
            receivers.add(receiver);
            return this;
        }

        /** False keeps the rule out of the manifests. */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /**
         * Expands a template over the rule's data as it is now: {@code alert}, {@code severity}, {@code window},
         * {@code for}, {@code threshold} (such as {@code > 0}), {@code vars.…}, and {@code by}, a list with
         * {@code label} and {@code field}. {@code {{ … }}} is Loki's and passes through.
         *
         * @throws IllegalTextException if the template cannot be read or names something that the rule does not have
         */
        public String expand(String template) {
            return MustacheText.of(template)
                    .render(Map.of(
                            "alert",
                            alert,
                            "severity",
                            severity.toString(),
                            "window",
                            PrometheusDuration.of(window).text(),
                            "for",
                            PrometheusDuration.of(pending).text(),
                            "threshold",
                            threshold.comparison(),
                            "vars",
                            Map.copyOf(vars),
                            "by",
                            by.stream().map(Builder::data).toList()));
        }

        private static Map<String, Object> data(By by) {
            return Map.of(
                    "label",
                    by.label(),
                    "field",
                    by.field().map(Field::toString).orElse(by.label()));
        }

        /**
         * The rule, with its texts expanded.
         *
         * @throws IllegalValueException if it is not one that can be
         * @throws IllegalTextException if a text cannot be expanded
         */
        public Rule build() {
            boolean events = when != null || !lines.isEmpty();
            if (events && query != null) {
                throw new IllegalValueException(
                        "LogQL that is used as it is cannot be combined with when or lines",
                        "write one or the other: pipeline and expr say all that is looked for");
            }
            Query whole =
                    query != null ? query : new Query.Events(when == null ? Condition.all(List.of()) : when, lines);
            return new Rule(
                    alert,
                    new Detection(whole, by, threshold, also, topk, Optional.ofNullable(atMetadata), requires),
                    exceptions,
                    window,
                    pending,
                    severity,
                    expandAll(labels),
                    expandAll(annotations),
                    receivers,
                    enabled,
                    Optional.ofNullable(origin));
        }

        private Map<String, String> expandAll(Map<String, String> templates) {
            Map<String, String> texts = new LinkedHashMap<>();
            templates.forEach((name, template) -> texts.put(name, expand(template)));
            return texts;
        }
    }
}
