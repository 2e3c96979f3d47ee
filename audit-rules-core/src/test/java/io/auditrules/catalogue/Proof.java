package io.auditrules.catalogue;

import io.auditrules.AuditRules;
import io.auditrules.diagnostic.Problems;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import io.auditrules.scenario.PlacedScenario;
import io.auditrules.scenario.ScenarioReader;
import io.auditrules.scenario.Site;
import io.auditrules.scenario.TestRun;
import io.auditrules.yaml.YamlNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A rule as it is on a platform, and scenarios to play there.
 *
 * @param site has that rule alone
 */
record Proof(Site site, List<PlacedScenario> scenarios) {
    Proof {
        scenarios = List.copyOf(scenarios);
    }

    /**
     * A rule and its scenarios.
     *
     * @throws io.auditrules.diagnostic.ProblemsException if the platform refuses the rule, or a scenario cannot be read
     */
    static Proof of(Platform platform, Rule rule, List<YamlNode> scenarios) {
        Problems problems = new Problems();
        ScenarioReader reader = new ScenarioReader(
                new ScenarioReader.Names(List.of(rule.alert()), Optional.empty()), path -> Optional.empty(), problems);
        scenarios.forEach(scenario -> reader.readOfRule(rule.alert(), scenario));
        problems.throwIfAny();
        return new Proof(site(platform, rule), reader.scenarios());
    }

    private static Site site(Platform platform, Rule rule) {
        Site site = AuditRules.definedIn(Proof.class)
                .platform(platform)
                .rules(RuleSet.named("catalogue")
                        .group(RuleGroup.of("catalogue", rule))
                        .build())
                .build()
                .site();
        // In a project rules of the catalogue count as proven; here is where they are.
        return new Site(site.groups(), site.ruler(), site.auditStream(), site.maxLineSize(), site.routing());
    }

    TestRun play() {
        return TestRun.of(site, scenarios, List.of(), InstantSource.system());
    }
}
