package io.auditrules.rulefile;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Query;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.translate.Translation;
import io.auditrules.yaml.EmbeddedText;
import io.auditrules.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Our own rules as the cluster will read them. What an author wrote has the place where it stands in the definition; what was
 * made of it has the place of the rule.
 */
public final class DefinedRules {
    private final Platform platform;
    private final Places places;
    private final Function<Rule, Translation> translate;
    private final Places written;

    /**
     * Rules of a platform.
     *
     * @param places where the values of the rules stand
     * @param translate gives the expression of a rule
     * @param written where the parts of LogQL that authors wrote stand in their texts
     */
    public DefinedRules(Platform platform, Places places, Function<Rule, Translation> translate, Places written) {
        this.platform = platform;
        this.places = places;
        this.translate = translate;
        this.written = written;
    }

    /**
     * A rule set in the form that its platform's first target has; disabled rules are left out.
     *
     * @param otherwise the place of what has none
     */
    public RuleFile of(RuleSet ruleSet, Place otherwise) {
        Place place = places.of(ruleSet, otherwise);
        return new RuleFile(
                format(),
                Optional.empty(),
                Optional.of(text(ruleSet.name(), place)),
                Optional.of(text(platform.namespace(), place)),
                Optional.of(text(platform.tenant(), place)),
                texts(platform.annotations(), ruleSet.annotations(), place),
                ruleSet.groups().stream().map(group -> group(group, place)).toList(),
                List.of(),
                Optional.empty(),
                place);
    }

    private Format format() {
        return switch (platform.targets().get(0)) {
            case LOKI_OPERATOR -> Format.LOKI_ALERTING_RULE;
            case LOKI_RULER -> Format.RULER_FILE;
            case PROMETHEUS_RULE -> Format.PROMETHEUS_RULE;
        };
    }

    private FileGroup group(RuleGroup group, Place otherwise) {
        Place place = places.of(group, otherwise);
        return new FileGroup(
                Optional.of(text(group.name(), place)),
                Optional.of(text(PrometheusDuration.of(group.interval()).text(), place)),
                group.limit() == 0 ? Optional.empty() : Optional.of(text(Integer.toString(group.limit()), place)),
                group.rules().stream()
                        .filter(Rule::enabled)
                        .map(rule -> rule(rule, place))
                        .toList(),
                List.of(),
                place);
    }

    private FileRule rule(Rule rule, Place otherwise) {
        Place place = named(rule, places.of(rule, otherwise));
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("severity", rule.severity().toString());
        labels.putAll(rule.labels());
        return new FileRule(
                Optional.of(text(rule.alert(), place)),
                Optional.empty(),
                Optional.of(expression(rule, place)),
                Optional.of(text(PrometheusDuration.of(rule.pending()).text(), places.of(rule.pending(), place))),
                entries(labels, place),
                entries(rule.annotations(), place),
                List.of(),
                place);
    }

    /** A rule written in Java has no line; its name tells it from the others of the class. */
    private static Place named(Rule rule, Place place) {
        return place.line() > 0 ? place : new Source(place.source().path() + ", alert " + rule.alert(), "").place();
    }

    private Expression expression(Rule rule, Place place) {
        Translation translation = translate.apply(rule);
        Query query = rule.detection().query();
        String logql = query.accept(new AuthorsText());
        Place standing = places.of(query, place);
        EmbeddedText authors = new EmbeddedText(text(logql, standing));
        RuleParts parts = new RuleParts(rule, places);
        return Expression.of(
                translation.query(),
                text(translation.text(), standing),
                part -> written.find(part).map(authors::inFile).or(() -> parts.find(part)));
    }

    /** LogQL that the author wrote, if any. */
    private static final class AuthorsText implements Query.Visitor<String> {
        @Override
        public String events(Query.Events events) {
            return "";
        }

        @Override
        public String pipeline(Query.Pipeline pipeline) {
            return pipeline.logql();
        }

        @Override
        public String expression(Query.Expression expression) {
            return expression.logql();
        }
    }

    private Map<String, FileRule.Entry> entries(Map<String, String> texts, Place otherwise) {
        Map<String, FileRule.Entry> entries = new LinkedHashMap<>();
        texts.forEach((key, value) -> {
            Place place = places.of(value, otherwise);
            entries.put(key, new FileRule.Entry(text(key, place), text(value, place)));
        });
        return entries;
    }

    private static Map<String, YamlScalar> texts(Map<String, String> below, Map<String, String> above, Place place) {
        Map<String, YamlScalar> texts = new LinkedHashMap<>();
        below.forEach((key, value) -> texts.put(key, text(value, place)));
        above.forEach((key, value) -> texts.put(key, text(value, place)));
        return texts;
    }

    private static YamlScalar text(String text, Place place) {
        return new YamlScalar(text, YamlScalar.Type.STRING, place);
    }
}
