package io.auditrules.benchmark;

import io.auditrules.AuditRules;
import io.auditrules.catalogue.Catalogue;
import io.auditrules.definition.DetectionDefinition;
import io.auditrules.diagnostic.Source;
import io.auditrules.lint.LintReport;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import io.auditrules.rule.Site;
import io.auditrules.rule.SiteParameter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Looks at rules of the catalogue, each several times: {@code LintRules RULES ROUNDS}; prints how long each round took. */
public final class LintRules {
    private LintRules() {}

    /** Prints milliseconds and what was found. */
    public static void main(String[] arguments) {
        int rules = Integer.parseInt(arguments[0]);
        List<Source> files = files(rules);
        Platform platform = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build();
        for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
            long start = System.nanoTime();
            LintReport report = AuditRules.lint(platform, files, LocalDate.parse("2026-11-27"));
            System.out.println((System.nanoTime() - start) / 1_000_000 + " ms, " + report.totals());
        }
    }

    /** As many files as it takes, each with the whole catalogue under names of its own. */
    private static List<Source> files(int rules) {
        Platform platform = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING)
                .site(Site.DEFAULT
                        .with(SiteParameter.TRUSTED_USERS, List.of("trusted@example.com"))
                        .with(SiteParameter.THREAT_NETWORKS, List.of("203.0.113.0/24"))
                        .with(SiteParameter.KNOWN_NODES, List.of("master-*", "worker-*")))
                .build();
        List<DetectionDefinition> all = Catalogue.shipped().all();
        List<Source> files = new ArrayList<>();
        for (int done = 0; done < rules; done += all.size()) {
            int file = files.size();
            Rule[] some = all.stream()
                    .limit(rules - done)
                    .map(DetectionDefinition::rule)
                    .toArray(Rule[]::new);
            AuditRules.definedIn(LintRules.class)
                    .platform(platform)
                    .rules(RuleSet.named("rules-" + file)
                            .group(RuleGroup.of("group-" + file, some))
                            .build())
                    .build()
                    .manifests()
                    .texts()
                    .forEach((path, text) -> {
                        if (path.toString().contains("rules-")) {
                            files.add(new Source(path.toString(), text.replace("alert: ", "alert: R" + file)));
                        }
                    });
        }
        return files;
    }
}
