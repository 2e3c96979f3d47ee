package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.catalogue.Catalogue;
import io.auditrules.definition.DetectionDefinition;
import io.auditrules.report.LintFormat;
import io.auditrules.rule.Platform;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import io.auditrules.rule.Site;
import io.auditrules.rule.SiteParameter;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ships with us is held to what we tell others. */
class LintCatalogueTest {

    @ParameterizedTest
    @EnumSource(
            value = Platform.Preset.class,
            names = {"OPENSHIFT_LOGGING", "OPENSHIFT_LOGGING_5_7"})
    void hasNothingToSayOfTheCatalogue(Platform.Preset preset) {
        Platform platform = Platform.preset(preset)
                .site(Site.DEFAULT
                        .with(SiteParameter.TRUSTED_USERS, List.of("trusted@example.com"))
                        .with(SiteParameter.THREAT_NETWORKS, List.of("203.0.113.0/24"))
                        .with(SiteParameter.KNOWN_NODES, List.of("master-*", "worker-*")))
                .build();
        RuleSet all = RuleSet.named("catalogue")
                .group(RuleGroup.of(
                        "catalogue",
                        Catalogue.shipped().all().stream()
                                .map(DetectionDefinition::rule)
                                .toArray(io.auditrules.rule.Rule[]::new)))
                .build();

        LintReport report = AuditRules.definedIn(LintCatalogueTest.class)
                .platform(platform)
                .rules(all)
                .build()
                .lint(List.of(), LocalDate.parse("2026-11-27"));

        assertThat(LintFormat.TEXT.write(report)).isEqualTo("Found nothing in " + report.rules() + " rules\n");
        assertThat(report.rules()).isGreaterThan(150);
    }
}
