package io.auditrules.definition;

import io.auditrules.rule.AuditLevel;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Origin;
import io.auditrules.rule.Rule;
import io.auditrules.yaml.YamlNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A detection that rules can use, with all that a reader needs to know of it: a document of kind {@code Detection}. */
public final class DetectionDefinition {
    private final String id;
    private final String title;
    private final List<Pack> packs;
    private final AuditLevel level;
    private final Guide guide;
    private final QueryReader.Definition query;
    private final RuleSettings settings;
    private final List<YamlNode> scenarios;

    /**
     * What a reader needs to know.
     *
     * @param why why it matters
     * @param attack ids of MITRE ATT&amp;CK techniques
     * @param sources the rules of public sets that look for the same, by the name of the set
     * @param falsePositives what is found and harmless
     * @param closed what simpler rules miss and this one finds
     * @param open what it does not find
     * @param investigate what to look at
     * @param respond what to do
     * @param prevent which permission to take away
     */
    public record Guide(
            String why,
            List<String> attack,
            Map<String, List<String>> sources,
            List<FalsePositive> falsePositives,
            List<String> closed,
            List<String> open,
            String investigate,
            String respond,
            Prevention prevent) {
        public Guide {
            attack = List.copyOf(attack);
            sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
            falsePositives = List.copyOf(falsePositives);
            closed = List.copyOf(closed);
            open = List.copyOf(open);
        }
    }

    /**
     * What is found and harmless.
     *
     * @param name by which a rule can ignore it; empty if there is no exception for it
     * @param what in words
     * @param exception empty if none can be given
     */
    public record FalsePositive(String name, String what, Optional<Condition> exception) {}

    /**
     * The RBAC permission to take away.
     *
     * @param how in words; may be empty
     */
    public record Prevention(List<String> verbs, List<String> apiGroups, List<String> resources, String how) {
        public Prevention {
            verbs = List.copyOf(verbs);
            apiGroups = List.copyOf(apiGroups);
            resources = List.copyOf(resources);
        }
    }

    DetectionDefinition(
            String id,
            String title,
            List<Pack> packs,
            AuditLevel level,
            Guide guide,
            QueryReader.Definition query,
            RuleSettings settings,
            List<YamlNode> scenarios) {
        this.id = id;
        this.title = title;
        this.packs = List.copyOf(packs);
        this.level = level;
        this.guide = guide;
        this.query = query;
        this.settings = settings;
        this.scenarios = List.copyOf(scenarios);
    }

    /** What rules call it: {@code pod-exec}. */
    public String id() {
        return id;
    }

    /** A few words. */
    public String title() {
        return title;
    }

    /** The packs that it is in, first the one of its topic. */
    public List<Pack> packs() {
        return packs;
    }

    /** The least that the audit log must record. */
    public AuditLevel level() {
        return level;
    }

    /** What a reader needs to know. */
    public Guide guide() {
        return guide;
    }

    /** What is not seen where the audit log has no bodies but the detection works nevertheless. */
    public Optional<String> misses() {
        return query.misses();
    }

    /** Its tests, not yet read. */
    public List<YamlNode> scenarios() {
        return scenarios;
    }

    /** Tests of what is looked for where the audit log has no bodies, not yet read. */
    public List<YamlNode> scenariosAtMetadata() {
        return query.scenariosAtMetadata();
    }

    /** The name of its alert: {@code PodExec}. */
    public String alert() {
        return Arrays.stream(id.split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** The rule that it is where nothing else is said. */
    public Rule rule() {
        return rule(new Origin(id, Optional.empty()));
    }

    /** The same, as one of a pack that is used. */
    public Rule ruleOf(Pack pack) {
        return rule(new Origin(id, Optional.of(pack.toString())));
    }

    private Rule rule(Origin origin) {
        Rule.Builder builder = begin(alert(), origin);
        settings.applyTo(builder);
        return builder.build();
    }

    Rule.Builder begin(String alert, Origin origin) {
        Rule.Builder builder = Rule.alert(alert).origin(origin);
        query.applyTo(builder);
        return builder;
    }

    RuleSettings settings() {
        return settings;
    }

    /** Whether it is LogQL of its own, to which nothing can be added. */
    boolean isFixed() {
        return query.pipeline().isPresent() || query.expr().isPresent();
    }

    boolean isExpression() {
        return query.expr().isPresent();
    }
}
