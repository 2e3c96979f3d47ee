package io.auditrules.check;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Metric;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rulefile.FileGroup;
import io.auditrules.rulefile.FileRule;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.yaml.YamlScalar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A rule where it stands: in its group, in its file. */
public final class PlacedRule {
    private final RuleFile file;
    private final FileGroup group;
    private final FileRule rule;
    private final List<EventLines> lines;
    private final Duration interval;
    private final Duration pending;

    PlacedRule(RuleFile file, FileGroup group, FileRule rule, FilterTests tests) {
        this.file = file;
        this.group = group;
        this.rule = rule;
        this.interval = group.interval().flatMap(PlacedRule::duration).orElse(RuleGroup.DEFAULT_INTERVAL);
        this.pending = rule.pending().flatMap(PlacedRule::duration).orElse(Duration.ZERO);
        this.lines = query().map(Metric::ranges).orElse(List.of()).stream()
                .map(range -> new EventLines(range, tests))
                .toList();
    }

    /** The object or file that has it. */
    public RuleFile file() {
        return file;
    }

    /** The group that has it. */
    public FileGroup group() {
        return group;
    }

    /** The rule itself. */
    public FileRule rule() {
        return rule;
    }

    /**
     * Who evaluates it, and for whom: the tenant of a namespace, or the folder of a ruler. Two rules with one home see the same
     * log; of others that cannot be told.
     */
    public String home() {
        String path = file.place().source().path();
        String log = file.format().isOfLokiOperator()
                ? file.tenant().map(YamlScalar::text).orElse("")
                : path.substring(0, path.lastIndexOf('/') + 1);
        return file.format() + " " + file.namespace().map(YamlScalar::text).orElse("") + " " + log;
    }

    /** What it asks Loki; empty if Loki cannot read that. */
    public Optional<Metric> query() {
        return rule.expr().flatMap(expression -> expression.query());
    }

    /** Whether it raises alerts. */
    public boolean isAlert() {
        return rule.alert().isPresent();
    }

    /** The lines that it looks at, one range after the other. */
    public List<EventLines> lines() {
        return lines;
    }

    /** The lines of one of its ranges. */
    public EventLines lines(LogRange range) {
        return lines.stream()
                .filter(each -> each.range().equals(range))
                .findFirst()
                .orElseThrow();
    }

    /** The lines that it looks at, and over how long. */
    public List<LogRange> ranges() {
        return lines.stream().map(EventLines::range).toList();
    }

    /** Where a part of the query stands; the rule itself if nobody wrote it. */
    public Place placeOf(Object part) {
        return rule.expr().map(expression -> expression.placeOf(part)).orElse(rule.place());
    }

    /** How often it is evaluated; what the Loki Operator and Loki take where it is not said: a minute. */
    public Duration interval() {
        return interval;
    }

    /** How long an alert is pending before it fires. */
    public Duration pending() {
        return pending;
    }

    private static Optional<Duration> duration(YamlScalar text) {
        try {
            return Optional.of(new PrometheusDuration(text.text()).toDuration());
        } catch (IllegalValueException e) {
            // another check tells of it
            return Optional.empty();
        }
    }
}
