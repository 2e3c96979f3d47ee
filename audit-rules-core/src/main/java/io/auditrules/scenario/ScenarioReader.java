package io.auditrules.scenario;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.event.Log;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.yaml.Section;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlReader;
import io.auditrules.yaml.YamlScalar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads scenarios: YAML documents of kind {@code Scenarios}, any number in a file, and the ones that stand in a rule. What
 * they name must be there.
 */
public final class ScenarioReader {
    /** The kind of the documents. */
    public static final String KIND = "Scenarios";

    static final List<String> KEYS = List.of("apiVersion", "kind", "defaults", "scenarios");
    static final List<String> DEFAULT_KEYS = List.of("start", "body", "rules");
    static final List<String> SCENARIO_KEYS =
            List.of("name", "start", "run", "rules", "body", "missed", "events", "fires", "expect");
    static final List<String> GAP_KEYS = List.of("from", "to");

    private final Names names;
    private final Function<String, Optional<Log>> logs;
    private final Problems problems;
    private final Map<String, YamlScalar> taken = new HashMap<>();
    private final List<PlacedScenario> scenarios = new ArrayList<>();

    /**
     * What scenarios may name.
     *
     * @param alerts of all enabled rules
     * @param receivers of the routing; empty without one
     */
    public record Names(List<String> alerts, Optional<List<String>> receivers) {
        public Names {
            alerts = List.copyOf(alerts);
            receivers = receivers.map(List::copyOf);
        }
    }

    /**
     * Begins with nothing read.
     *
     * @param logs gives the log in a file, by its path as sources name theirs; empty if there is none
     * @param problems gets what is wrong
     */
    public ScenarioReader(Names names, Function<String, Optional<Log>> logs, Problems problems) {
        this.names = names;
        this.logs = logs;
        this.problems = problems;
    }

    /** All that were read, in order. */
    public List<PlacedScenario> scenarios() {
        return List.copyOf(scenarios);
    }

    /**
     * Reads a file of scenarios.
     *
     * @param apiVersion the only legal one
     */
    public void read(Source source, String apiVersion) {
        for (YamlNode document : YamlReader.read(source, problems)) {
            Optional<Section> read = Section.of(document, KEYS, problems);
            if (read.isEmpty()
                    || !says(read.get(), "apiVersion", apiVersion)
                    || !says(read.get(), "kind", KIND)
                    || !read.get().needs("scenarios", "add a list of scenarios")) {
                continue;
            }
            Section section = read.get();
            Optional<Section> defaults = section.section("defaults", DEFAULT_KEYS);
            section.list("scenarios").forEach(node -> scenario(node, defaults, Optional.empty()));
        }
    }

    private boolean says(Section section, String key, String legal) {
        if (!section.needs(key, "write " + key + ": " + legal)) {
            return false;
        }
        Optional<String> said = section.scalar(key).map(YamlScalar::text);
        if (said.isPresent() && !said.get().equals(legal)) {
            problems.add(
                    section.node(key).orElseThrow().place(),
                    "unknown " + key + " \"" + said.get() + "\"",
                    "legal here: " + legal
                            + (key.equals("kind")
                                    ? "; definitions lie in a folder of their own, src/main/audit-rules"
                                    : ""));
        }
        return said.filter(legal::equals).isPresent();
    }

    /** Reads a scenario that stands in a rule: it is about that rule, unless it says something else. */
    public void readOfRule(String alert, YamlNode node) {
        scenario(node, Optional.empty(), Optional.of(alert));
    }

    private void scenario(YamlNode node, Optional<Section> defaults, Optional<String> ofRule) {
        int before = problems.list().size();
        Optional<Section> read = Section.of(node, SCENARIO_KEYS, problems);
        if (read.isEmpty()) {
            return;
        }
        Section section = read.get();
        section.needs("name", "write one line that says what the scenario shows");
        section.scalar("name").ifPresent(this::unique);
        Instant start =
                setting(section, defaults, "start", ScenarioReader::time).orElse(Scenario.DEFAULT_START);
        Body body = setting(section, defaults, "body", Body::of).orElse(Body.AUDIT);
        Optional<List<String>> rules = section.has("rules")
                ? Optional.of(alerts(section))
                : defaults.filter(keys -> keys.has("rules")).map(this::alerts).or(() -> ofRule.map(List::of));
        EventReader events = new EventReader(body, this::log, problems);
        List<Happening> happenings = section.list("events").stream()
                .flatMap(event -> events.read(event).stream())
                .toList();
        List<Scenario.Gap> missed = section.items("missed").stream()
                .flatMap(gap -> gap(gap).stream())
                .toList();
        Optional<Expectation> expectation = new ExpectationReader(names, ofRule, problems).read(section);
        Optional<Duration> run = section.value("run", ScenarioReader::duration);
        Optional<String> name = section.scalar("name").map(YamlScalar::text);
        if (problems.list().size() > before || expectation.isEmpty() || name.isEmpty()) {
            return;
        }
        section.attempt(
                        section.node("name").orElseThrow().place(),
                        () -> new Scenario(name.get(), start, run, rules, happenings, missed, expectation.get()))
                .ifPresent(scenario -> scenarios.add(new PlacedScenario(
                        scenario, section.node("name").orElseThrow().place())));
    }

    private void unique(YamlScalar name) {
        YamlScalar first = taken.putIfAbsent(name.text(), name);
        if (first != null) {
            problems.add(
                    name.place(),
                    "a second scenario is called \"" + name.text() + "\"",
                    "the first stands at " + first.place() + "; give one of them another name");
        }
    }

    private static <T> Optional<T> setting(
            Section section, Optional<Section> defaults, String key, Function<String, T> parser) {
        return section.has(key)
                ? section.value(key, parser)
                : defaults.filter(keys -> keys.has(key)).flatMap(keys -> keys.value(key, parser));
    }

    private List<String> alerts(Section section) {
        return section.items("rules").stream()
                .flatMap(node -> section.scalar(node).stream())
                .filter(scalar -> isKnown(scalar, "rule", names.alerts(), problems))
                .map(YamlScalar::text)
                .toList();
    }

    /** Whether a name is one of those that are there; a problem if not. */
    static boolean isKnown(YamlScalar name, String what, List<String> known, Problems problems) {
        if (known.contains(name.text())) {
            return true;
        }
        problems.add(
                name.place(),
                "there is no " + what + " \"" + name.text() + "\"",
                known.isEmpty() ? "the project has none" : Suggestion.of(name.text(), known));
        return false;
    }

    private Optional<Log> log(YamlScalar file) {
        Optional<Log> log;
        try {
            Path beside = Path.of(file.place().source().path()).resolveSibling(file.text());
            log = logs.apply(beside.toString());
        } catch (InvalidPathException e) {
            log = Optional.empty();
        }
        if (log.isEmpty()) {
            problems.add(
                    file.place(),
                    "there is no file \"" + file.text() + "\" that can be read",
                    "write its path, relative to this file");
        }
        return log;
    }

    private Optional<Scenario.Gap> gap(YamlNode node) {
        return Section.of(node, GAP_KEYS, problems).flatMap(section -> {
            section.needs("from", "write {from: 2m, to: 4m}");
            section.needs("to", "write {from: 2m, to: 4m}");
            Optional<Duration> from = section.value("from", ScenarioReader::duration);
            Optional<Duration> to = section.value("to", ScenarioReader::duration);
            return from.isPresent() && to.isPresent()
                    ? section.attempt(node.place(), () -> new Scenario.Gap(from.get(), to.get()))
                    : Optional.empty();
        });
    }

    static Duration duration(String text) {
        return new PrometheusDuration(text).toDuration();
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalValueException(
                    "\"" + text + "\" is not a time",
                    "write it like 2026-01-05T09:00:00Z or 2026-01-05T10:00:00+01:00");
        }
    }
}
