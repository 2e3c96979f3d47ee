package io.auditrules.definition;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problems;
import io.auditrules.rule.By;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Detection;
import io.auditrules.rule.Field;
import io.auditrules.rule.Rule;
import io.auditrules.rule.Severity;
import io.auditrules.rule.Threshold;
import io.auditrules.text.IllegalTextException;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.yaml.Section;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a rule, and the defaults of its group and file, can say alike. A rule's own settings replace the defaults; labels,
 * annotations and vars are merged name by name, and exceptions add up.
 */
final class RuleSettings {
    static final List<String> KEYS = List.of(
            "by",
            "threshold",
            "topk",
            "window",
            "for",
            "severity",
            "except",
            "labels",
            "annotations",
            "vars",
            "notify");

    static final List<String> MEASURES = List.of("events", "rate", "distinct");

    private static final Pattern COMPARISON = Pattern.compile("(>=|<=|==|!=|>|<) *([0-9]{1,15}(?:\\.[0-9]{1,9})?)");

    private final Optional<List<By>> by;
    private final Optional<Threshold> threshold;
    private final Optional<Integer> topk;
    private final Optional<Duration> window;
    private final Optional<Duration> pending;
    private final Optional<Severity> severity;
    private final List<Condition> exceptions;
    private final Map<String, YamlScalar> labels;
    private final Map<String, YamlScalar> annotations;
    private final Map<String, YamlScalar> vars;
    private final Optional<List<String>> receivers;

    /**
     * Reads them from a section; what is wrong becomes a problem and counts as not said.
     *
     * @param places gets where they stand
     */
    RuleSettings(Section section, Places places) {
        this.by = section.has("by") ? Optional.of(by(section, places)) : Optional.empty();
        this.threshold = section.section("threshold", MEASURES).flatMap(RuleSettings::threshold);
        this.threshold.ifPresent(value -> places.put(value, section.keyPlace("threshold")));
        this.topk = section.value("topk", text -> {
            int most = Section.wholeNumber(6).apply(text);
            Detection.checkTopk(most);
            return most;
        });
        this.window = section.value("window", text -> {
            Duration duration = new PrometheusDuration(text).toDuration();
            Rule.checkWindow(duration);
            return duration;
        });
        this.pending = section.value("for", text -> new PrometheusDuration(text).toDuration());
        this.window.ifPresent(
                value -> places.put(value, section.node("window").orElseThrow().place()));
        // one object stands for every duration of nothing
        this.pending
                .filter(value -> !value.isZero())
                .ifPresent(value ->
                        places.put(value, section.node("for").orElseThrow().place()));
        this.severity = section.value("severity", Severity::of);
        ConditionReader conditions = new ConditionReader(section.problems(), places);
        this.exceptions = section.items("except").stream()
                .flatMap(node -> conditions.read(node).stream())
                .toList();
        this.labels = section.texts("labels", Rule::checkLabelName);
        this.annotations = section.texts("annotations", Rule::checkAnnotationName);
        this.vars = section.texts("vars", RuleSettings::checkVar);
        this.receivers = section.has("notify")
                ? Optional.of(section.items("notify").stream()
                        .flatMap(node -> section.scalar(node).stream())
                        .map(YamlScalar::text)
                        .toList())
                : Optional.empty();
    }

    private RuleSettings(
            Optional<List<By>> by,
            Optional<Threshold> threshold,
            Optional<Integer> topk,
            Optional<Duration> window,
            Optional<Duration> pending,
            Optional<Severity> severity,
            List<Condition> exceptions,
            Map<String, YamlScalar> labels,
            Map<String, YamlScalar> annotations,
            Map<String, YamlScalar> vars,
            Optional<List<String>> receivers) {
        this.by = by;
        this.threshold = threshold;
        this.topk = topk;
        this.window = window;
        this.pending = pending;
        this.severity = severity;
        this.exceptions = exceptions;
        this.labels = labels;
        this.annotations = annotations;
        this.vars = vars;
        this.receivers = receivers;
    }

    /** These settings, and those of {@code below} where these say nothing. */
    RuleSettings over(RuleSettings below) {
        return new RuleSettings(
                by.or(() -> below.by),
                threshold.or(() -> below.threshold),
                topk.or(() -> below.topk),
                window.or(() -> below.window),
                pending.or(() -> below.pending),
                severity.or(() -> below.severity),
                Stream.concat(below.exceptions.stream(), exceptions.stream()).toList(),
                merge(labels, below.labels),
                merge(annotations, below.annotations),
                merge(vars, below.vars),
                receivers.or(() -> below.receivers));
    }

    /** These settings without what an expression says itself: by what, how much is too much, and over how long. */
    RuleSettings withoutMeasurement() {
        return new RuleSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                pending,
                severity,
                exceptions,
                labels,
                annotations,
                vars,
                receivers);
    }

    /** These settings with other annotations. */
    RuleSettings annotated(Map<String, YamlScalar> others) {
        return new RuleSettings(
                by, threshold, topk, window, pending, severity, exceptions, labels, others, vars, receivers);
    }

    /** These settings without exceptions. */
    RuleSettings withoutExceptions() {
        return new RuleSettings(
                by, threshold, topk, window, pending, severity, List.of(), labels, annotations, vars, receivers);
    }

    /** Says all of it to a builder. */
    void applyTo(Rule.Builder builder) {
        by.ifPresent(builder::by);
        threshold.ifPresent(builder::threshold);
        topk.ifPresent(builder::topk);
        window.ifPresent(builder::window);
        pending.ifPresent(builder::pending);
        severity.ifPresent(builder::severity);
        exceptions.forEach(builder::except);
        vars.forEach((name, value) -> builder.var(name, value.text()));
        receivers.ifPresent(names -> names.forEach(builder::notify));
        labels.forEach((name, text) -> builder.label(name, text.text()));
        annotations.forEach((name, text) -> builder.annotation(name, text.text()));
    }

    /** Remembers where the texts of a rule that has these settings were written. */
    void place(Rule rule, Places places) {
        labels.forEach((name, text) -> places.put(rule.labels().getOrDefault(name, name), text.place()));
        annotations.forEach((name, text) -> places.put(rule.annotations().getOrDefault(name, name), text.place()));
    }

    /** Adds a problem for each annotation that every alert needs and that is not here. */
    void checkAnnotations(Section section) {
        for (String needed : Rule.NEEDED_ANNOTATIONS) {
            if (!annotations.containsKey(needed)) {
                section.problems()
                        .add(
                                section.place(),
                                "the alert has no annotation \"" + needed + "\"",
                                "the Loki Operator refuses an alert without "
                                        + String.join(" and ", Rule.NEEDED_ANNOTATIONS));
            }
        }
    }

    /** Adds a problem for each text that the builder cannot expand, at the text; the builder itself tells of the first. */
    void checkTexts(Rule.Builder builder, Problems problems) {
        Stream.of(labels, annotations).flatMap(texts -> texts.values().stream()).forEach(text -> {
            try {
                builder.expand(text.text());
            } catch (IllegalTextException e) {
                e.addTo(problems, text.place());
            }
        });
    }

    private static Map<String, YamlScalar> merge(Map<String, YamlScalar> above, Map<String, YamlScalar> below) {
        Map<String, YamlScalar> merged = new LinkedHashMap<>(below);
        merged.putAll(above);
        return merged;
    }

    private static List<By> by(Section section, Places places) {
        List<By> by = new ArrayList<>();
        for (YamlNode item : section.items("by")) {
            Optional<By> read = item instanceof YamlMapping
                    ? Section.of(item, List.of("label"), section.problems())
                            .filter(label -> label.needs("label", "write {label: name}"))
                            .flatMap(label -> label.value("label", By::label))
                    : section.scalar(item).flatMap(scalar -> section.value(scalar, text -> By.field(Field.of(text))));
            read.ifPresent(one -> {
                if (by.contains(one)) {
                    section.problems().add(item.place(), "\"" + one.label() + "\" stands twice in by", "delete one");
                } else {
                    places.put(one, item.place());
                    by.add(one);
                }
            });
        }
        return by;
    }

    /** The threshold in a section with one of {@link #MEASURES}; what is wrong becomes a problem. */
    static Optional<Threshold> threshold(Section section) {
        List<String> measures = MEASURES.stream().filter(section::has).toList();
        if (measures.size() != 1) {
            section.problems()
                    .add(
                            section.place(),
                            "a threshold compares one thing, not " + measures.size(),
                            "write one of: events: \"> 10\", rate: \"> 0.5\" (a second), distinct: {name: \"> 5\"}");
            return Optional.empty();
        }
        if (section.has("events")) {
            return section.scalar("events").flatMap(text -> compare(section, text, new Threshold.Events()));
        }
        if (section.has("rate")) {
            return section.scalar("rate").flatMap(text -> compare(section, text, new Threshold.Rate()));
        }
        return section.node("distinct").flatMap(node -> distinct(section, node));
    }

    private static Optional<Threshold> distinct(Section section, YamlNode node) {
        if (!(node instanceof YamlMapping mapping) || mapping.entries().size() != 1) {
            section.problems()
                    .add(node.place(), "distinct counts the values of one field", "write for example {name: \"> 5\"}");
            return Optional.empty();
        }
        YamlMapping.Entry entry = mapping.entries().get(0);
        Optional<Field> field = section.value(entry.key(), Field::of);
        Optional<YamlScalar> comparison = section.scalar(entry.value());
        if (field.isEmpty() || comparison.isEmpty()) {
            return Optional.empty();
        }
        return compare(section, comparison.get(), new Threshold.Distinct(field.get()));
    }

    private static Optional<Threshold> compare(Section section, YamlScalar scalar, Threshold.Measure measure) {
        return section.value(scalar, text -> {
            Matcher matcher = COMPARISON.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalValueException(
                        "\"" + text + "\" is not a comparison", "write an operator and a number, for example \"> 10\"");
            }
            Threshold.Operator operator = Arrays.stream(Threshold.Operator.values())
                    .filter(candidate -> candidate.symbol().equals(matcher.group(1)))
                    .findFirst()
                    .orElseThrow();
            return new Threshold(measure, operator, new BigDecimal(matcher.group(2)));
        });
    }

    private static void checkVar(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalValueException(
                    "\"" + name + "\" cannot be used in a text", "letters, digits and _ are legal");
        }
    }
}
