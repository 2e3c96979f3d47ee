package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.catalogue.Catalogue;
import io.auditrules.definition.DetectionDefinition;
import io.auditrules.report.LintText;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import io.auditrules.rule.Site;
import io.auditrules.rule.SiteParameter;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lint has nothing to say of what is shipped. */
class LintCatalogueTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-27");

    private static final Platform PLATFORM = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING)
            .site(Site.DEFAULT
                    .with(SiteParameter.TRUSTED_USERS, List.of("trusted@example.com"))
                    .with(SiteParameter.THREAT_NETWORKS, List.of("203.0.113.0/24"))
                    .with(SiteParameter.KNOWN_NODES, List.of("master-*", "worker-*")))
            .build();

    @Test
    void findsNothingInTheCatalogue() {
        Rule[] rules = Catalogue.shipped().all().stream()
                .map(DetectionDefinition::rule)
                .toArray(Rule[]::new);
        LintReport report = AuditRules.definedIn(LintCatalogueTest.class)
                .platform(PLATFORM)
                .rules(RuleSet.named("catalogue")
                        .group(RuleGroup.of("catalogue", rules))
                        .build())
                .build()
                .lint(List.of(), TODAY);

        assertThat(report.rules()).isGreaterThan(150);
        assertThat(report.findings()).as(LintText.of(report)).isEmpty();
    }
}
