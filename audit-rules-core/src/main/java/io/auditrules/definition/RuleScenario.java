package io.auditrules.definition;

import io.auditrules.rule.Rule;
import io.auditrules.yaml.YamlNode;

/** A scenario that stands in a rule, not yet read: what may be said in it is not this package's business. */
public record RuleScenario(Rule rule, YamlNode node) {}
