package io.auditrules.live;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.AlertingRule;
import io.auditrules.alert.RulerSettings;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.RoutingReader;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Limits;
import io.auditrules.event.Labels;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LokiVersion;
import io.auditrules.logql.Metric;
import io.auditrules.scenario.Expectation;
import io.auditrules.scenario.Happening;
import io.auditrules.scenario.Scenario;
import io.auditrules.scenario.Site;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Writes a case down as one would tell it. */
final class CaseBuilder {
    static final Labels AUDIT = Labels.of("log_type", "audit");
    private static final Duration RESEND_DELAY = Duration.ofSeconds(5);

    private final String name;
    private final List<AlertingGroup> groups = new ArrayList<>();
    private final List<AlertingRule> rules = new ArrayList<>();
    private final List<Happening> events = new ArrayList<>();
    private Optional<Routing> routing = Optional.empty();
    private Limits limits = Limits.DEFAULT;
    private Duration length = Duration.ofSeconds(24);
    private Duration interval = Duration.ofSeconds(2);
    private int limit;
    private int maxLineSize = 256 * 1024;

    private CaseBuilder(String name) {
        this.name = name;
    }

    static CaseBuilder named(String name) {
        return new CaseBuilder(name);
    }

    /** Adds a rule that fires at once and says nothing. */
    CaseBuilder rule(String alert, String expr) {
        return rule(alert, expr, 0, Map.of(), Map.of());
    }

    CaseBuilder rule(
            String alert, String expr, int pendingMillis, Map<String, String> labels, Map<String, String> annotations) {
        Metric metric = LogQl.parseMetric(new Source("expr", expr));
        rules.add(new AlertingRule(alert, metric, Duration.ofMillis(pendingMillis), labels, annotations));
        return this;
    }

    /** Sets the interval of the group that is begun. */
    CaseBuilder every(int millis) {
        interval = Duration.ofMillis(millis);
        return this;
    }

    /** Sets how many alerts a rule of the group may have. */
    CaseBuilder limit(int alerts) {
        limit = alerts;
        return this;
    }

    /** Ends a group; what follows is another. */
    CaseBuilder group() {
        groups.add(new AlertingGroup("group " + groups.size(), interval, limit, rules));
        rules.clear();
        interval = Duration.ofSeconds(2);
        limit = 0;
        return this;
    }

    CaseBuilder maxQuerySeries(int series) {
        limits = new Limits(series);
        return this;
    }

    CaseBuilder maxLineSize(int bytes) {
        maxLineSize = bytes;
        return this;
    }

    /** Writes a line so many milliseconds after the start. */
    CaseBuilder line(int millis, String text) {
        return line(millis, AUDIT, text);
    }

    CaseBuilder line(int millis, Labels stream, String text) {
        return happens(new Happening(
                new Happening.Line(text),
                Duration.ofMillis(millis),
                Happening.Repetition.NONE,
                Optional.of(stream),
                OptionalInt.empty()));
    }

    CaseBuilder happens(Happening happening) {
        events.add(happening);
        return this;
    }

    /** Goes on for so long. */
    CaseBuilder seconds(int seconds) {
        length = Duration.ofSeconds(seconds);
        return this;
    }

    /** Tells receivers as this configuration of Alertmanager says. */
    CaseBuilder routing(String yaml) {
        routing = Optional.of(read(yaml));
        return this;
    }

    static Routing read(String yaml) {
        Problems problems = new Problems();
        YamlMapping mapping = (YamlMapping)
                YamlReader.read(new Source("alertmanager.yaml", yaml), problems).get(0);
        Optional<Routing> read = RoutingReader.read(mapping, Set.of(), problems, new Problems());
        problems.throwIfAny();
        return read.orElseThrow();
    }

    LiveCase build() {
        if (!rules.isEmpty()) {
            group();
        }
        RulerSettings ruler = new RulerSettings(LokiVersion.NEWEST, limits, Map.of(), "", RESEND_DELAY);
        return new LiveCase(
                new Site(groups, ruler, AUDIT, maxLineSize, routing),
                new Scenario(
                        name,
                        Scenario.DEFAULT_START,
                        Optional.of(length),
                        Optional.empty(),
                        events,
                        List.of(),
                        Expectation.SILENCE));
    }
}
