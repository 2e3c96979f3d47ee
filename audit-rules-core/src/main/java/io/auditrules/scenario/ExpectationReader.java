package io.auditrules.scenario;

import io.auditrules.alert.Health;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.scenario.Expectation.ExpectedAlert;
import io.auditrules.scenario.Expectation.ExpectedReceiver;
import io.auditrules.scenario.Expectation.Moment;
import io.auditrules.yaml.Section;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads what must hold in a scenario. */
final class ExpectationReader {
    static final List<String> KEYS = List.of("exhaustive", "alerts", "silent", "health", "receivers", "at");
    static final List<String> ALERT_KEYS =
            List.of("alert", "labels", "annotations", "exact", "value", "count", "fires", "resolves");
    static final List<String> RECEIVER_KEYS = List.of("receiver", "notifications", "alerts", "texts");
    static final List<String> MOMENT_KEYS = List.of("time", "pending", "firing", "resolved", "health");

    private static final Function<String, Integer> COUNT = Section.wholeNumber(6);

    private final ScenarioReader.Names names;
    private final Optional<String> ofRule;
    private final Problems problems;

    /** @param ofRule the alert that is meant where none is named */
    ExpectationReader(ScenarioReader.Names names, Optional<String> ofRule, Problems problems) {
        this.names = names;
        this.ofRule = ofRule;
        this.problems = problems;
    }

    /** What a scenario expects; empty if there is a problem with it. */
    Optional<Expectation> read(Section scenario) {
        scenario.excludes("fires", List.of("expect"), "say all of it under expect");
        if (scenario.has("fires") && ofRule.isPresent()) {
            return fires(scenario, ofRule.get());
        }
        if (scenario.has("fires")) {
            problems.add(
                    scenario.keyPlace("fires"),
                    "\"fires\" is for scenarios that stand in a rule",
                    "name the alert: expect: {alerts: [Name]}");
            return Optional.empty();
        }
        if (!scenario.needs(
                "expect",
                "a test that expects nothing proves nothing: write for example"
                        + " expect: {alerts: [Name]}, or {silent: [Name]}")) {
            return Optional.empty();
        }
        return scenario.section("expect", KEYS).flatMap(this::expectation);
    }

    /** {@code fires: true}, {@code fires: false} and {@code fires: 3}. */
    private Optional<Expectation> fires(Section scenario, String alert) {
        return scenario.value("fires", text -> {
            int count = switch (text) {
                case "true" -> 1;
                case "false" -> 0;
                default -> fired(text);
            };
            return new Expectation(
                    true,
                    count == 0 ? List.of() : List.of(ExpectedAlert.of(alert).times(count)),
                    count == 0 ? List.of(alert) : List.of(),
                    Map.of(),
                    Optional.empty(),
                    List.of());
        });
    }

    private static int fired(String text) {
        if (!text.matches("[0-9]{1,6}")) {
            throw new IllegalValueException(
                    "\"" + text + "\" does not say whether the rule fires",
                    "write true, false, or how many of its alerts fire");
        }
        return Integer.parseInt(text);
    }

    private Optional<Expectation> expectation(Section section) {
        int before = problems.list().size();
        if (KEYS.stream().noneMatch(key -> section.has(key) && !key.equals("exhaustive"))) {
            problems.add(section.place(), "expect says nothing", "write alerts, silent, health, receivers or at");
        }
        boolean isExhaustive = section.truth("exhaustive").orElse(true);
        List<ExpectedAlert> alerts = section.has("alerts") ? alerts(section, "alerts") : List.of();
        List<String> silent = new ArrayList<>(silent(section));
        if (ofRule.isPresent() && section.has("alerts") && alerts.isEmpty()) {
            silent.add(ofRule.get());
        }
        Optional<List<ExpectedReceiver>> receivers =
                section.has("receivers") ? Optional.of(receivers(section)) : Optional.empty();
        List<Moment> moments = section.items("at").stream()
                .flatMap(node -> moment(node).stream())
                .toList();
        Map<String, Health.Kind> health = health(section);
        return problems.list().size() > before
                ? Optional.empty()
                : section.attempt(
                        section.place(),
                        () -> new Expectation(isExhaustive, alerts, silent, health, receivers, moments));
    }

    private List<String> silent(Section section) {
        return section.items("silent").stream()
                .flatMap(node -> section.scalar(node).stream())
                .filter(this::isAlert)
                .map(YamlScalar::text)
                .toList();
    }

    private boolean isAlert(YamlScalar name) {
        return ScenarioReader.isKnown(name, "rule", names.alerts(), problems);
    }

    private List<ExpectedAlert> alerts(Section section, String key) {
        return section.items(key).stream().flatMap(node -> alert(node).stream()).toList();
    }

    private Optional<ExpectedAlert> alert(YamlNode node) {
        if (node instanceof YamlScalar name) {
            return isAlert(name) ? Optional.of(ExpectedAlert.of(name.text())) : Optional.empty();
        }
        Optional<Section> read = Section.of(node, ALERT_KEYS, problems);
        if (read.isEmpty() || (ofRule.isEmpty() && !read.get().needs("alert", "name the rule"))) {
            return Optional.empty();
        }
        Section section = read.get();
        Optional<String> alert = section.has("alert")
                ? section.scalar("alert").filter(this::isAlert).map(YamlScalar::text)
                : ofRule;
        Map<String, String> labels = Section.plain(section.texts("labels", ExpectationReader::checkLabel));
        Map<String, String> annotations = Section.plain(section.texts("annotations", name -> {}));
        boolean isExact = section.truth("exact").orElse(false);
        Optional<Double> value = section.value("value", ExpectationReader::value);
        int count = section.value("count", COUNT).orElse(1);
        Optional<Duration> fires = section.value("fires", ScenarioReader::duration);
        Optional<Duration> resolves = section.value("resolves", ScenarioReader::duration);
        return alert.flatMap(name -> section.attempt(
                section.place(),
                () -> new ExpectedAlert(name, labels, annotations, isExact, value, count, fires, resolves)));
    }

    private static void checkLabel(String name) {
        if (name.equals("alertname")) {
            throw new IllegalValueException("the label \"alertname\" is the alert itself", "write it under alert");
        }
    }

    private List<ExpectedReceiver> receivers(Section section) {
        if (names.receivers().isEmpty()) {
            problems.add(
                    section.keyPlace("receivers"),
                    "there is no routing, so nobody is told",
                    "add a definition of kind Routing");
            return List.of();
        }
        return section.items("receivers").stream()
                .flatMap(node -> receiver(node).stream())
                .toList();
    }

    private Optional<ExpectedReceiver> receiver(YamlNode node) {
        if (node instanceof YamlScalar name) {
            return isReceiver(name) ? Optional.of(ExpectedReceiver.of(name.text())) : Optional.empty();
        }
        Optional<Section> read = Section.of(node, RECEIVER_KEYS, problems);
        if (read.isEmpty() || !read.get().needs("receiver", "name the receiver")) {
            return Optional.empty();
        }
        Section section = read.get();
        Optional<Integer> notifications = section.value("notifications", COUNT);
        Optional<List<String>> alerts = section.has("alerts")
                ? Optional.of(section.items("alerts").stream()
                        .flatMap(item -> section.scalar(item).stream())
                        .filter(this::isAlert)
                        .map(YamlScalar::text)
                        .toList())
                : Optional.empty();
        Map<String, String> texts = Section.plain(section.texts("texts", key -> {}));
        return section.scalar("receiver")
                .filter(this::isReceiver)
                .map(name -> new ExpectedReceiver(
                        name.text(), notifications.map(OptionalInt::of).orElse(OptionalInt.empty()), alerts, texts));
    }

    private boolean isReceiver(YamlScalar name) {
        return ScenarioReader.isKnown(name, "receiver", names.receivers().orElse(List.of()), problems);
    }

    private Optional<Moment> moment(YamlNode node) {
        Optional<Section> read = Section.of(node, MOMENT_KEYS, problems);
        read.ifPresent(this::saysSomething);
        return read.filter(section -> section.needs("time", "say when, from the start of the scenario on: time: 2m"))
                .flatMap(section -> section.value("time", ScenarioReader::duration)
                        .map(time -> new Moment(
                                time,
                                states(section, "pending"),
                                states(section, "firing"),
                                states(section, "resolved"),
                                health(section))));
    }

    private void saysSomething(Section moment) {
        if (MOMENT_KEYS.stream().noneMatch(key -> moment.has(key) && !key.equals("time"))) {
            problems.add(moment.place(), "nothing is said of this time", "write pending, firing, resolved or health");
        }
    }

    private Optional<List<ExpectedAlert>> states(Section section, String key) {
        return section.has(key) ? Optional.of(alerts(section, key)) : Optional.empty();
    }

    private Map<String, Health.Kind> health(Section section) {
        Map<String, Health.Kind> health = new LinkedHashMap<>();
        section.node("health").ifPresent(node -> {
            if (node instanceof YamlScalar && ofRule.isPresent()) {
                section.value("health", ExpectationReader::kind).ifPresent(kind -> health.put(ofRule.get(), kind));
                return;
            }
            section.texts("health", name -> {})
                    .forEach((name, text) ->
                            section.value(text, ExpectationReader::kind).ifPresent(kind -> health.put(name, kind)));
            if (node instanceof YamlMapping mapping) {
                mapping.entries().forEach(entry -> isAlert(entry.key()));
            }
        });
        return health;
    }

    private static Health.Kind kind(String text) {
        return Arrays.stream(Health.Kind.values())
                .filter(kind -> kind.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalValueException(
                        "\"" + text + "\" is not the health of a rule",
                        Suggestion.of(
                                text,
                                Arrays.stream(Health.Kind.values())
                                        .map(Health.Kind::toString)
                                        .toList())));
    }

    private static double value(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalValueException("\"" + text + "\" is not a number", "write for example 2 or 0.5");
        }
    }
}
