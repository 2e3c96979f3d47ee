package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.check.Finding;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.diagnostic.Source;
import io.auditrules.golden.GoldenCase;
import io.auditrules.rule.Platform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForeignRoutingTest {
    /** Newer receivers, which 0.25 does not know; and an expression that lint refuses to understand. */
    private static final Set<String> KNOWN_TO_DIFFER = Set.of("secret-of-newer-receivers", "unbalanced-regex");

    private static final String WITH_MISTAKE = """
        route:
          receiver: all
          routes:
            - matchers: ['severity = critical"']
              receiver: pager
        receivers:
          - name: all
        """;

    static List<GoldenCase> broken() {
        return GoldenCase.all("alertmanager");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refusesWhatAmtoolRefuses(GoldenCase golden) {
        String name = golden.folder().getFileName().toString();
        if (!Files.exists(golden.folder().resolve("amtool-0.25.0.txt")) || KNOWN_TO_DIFFER.contains(name)) {
            return;
        }
        List<Finding> found = found(golden.read("alertmanager.yaml"));

        assertThat(found.stream().anyMatch(finding -> finding.about().id().equals("routing/refused")))
                .isEqualTo(golden.read("amtool-0.25.0.txt").contains("FAILED"));
    }

    @Test
    void findsTheSameInTheTextOfASecret() {
        String indented = WITH_MISTAKE.indent(4);
        String secret = "apiVersion: v1\nkind: Secret\nstringData:\n  alertmanager.yaml: |\n" + indented;

        assertThat(found(secret)).extracting(finding -> finding.place().line()).containsExactly(8, 9);
        assertThat(found(WITH_MISTAKE))
                .extracting(finding -> finding.place().line())
                .containsExactly(4, 5);
    }

    @Test
    void findsTheSameInBase64AtThePlaceOfAllOfIt() {
        String encoded = Base64.getEncoder().encodeToString(WITH_MISTAKE.getBytes(StandardCharsets.UTF_8));
        String secret = "apiVersion: v1\nkind: Secret\ndata:\n  alertmanager.yaml: " + encoded + "\n";

        assertThat(found(secret))
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.place())
                        .hasToString("file.yaml:4:22")
                        .extracting(place -> place.excerpt())
                        .asString()
                        .doesNotContain(encoded.substring(0, 8)));
    }

    @Test
    void saysWhatIsNoBase64AndNoYaml() {
        assertThat(found("apiVersion: v1\nkind: Secret\ndata:\n  alertmanager.yaml: '%%%'\n"))
                .extracting(finding -> finding.about().id())
                .contains("reading/not-understood");
        assertThat(found("apiVersion: v1\nkind: Secret\nstringData:\n  alertmanager.yaml: |\n    route: [\n"))
                .extracting(finding -> finding.about().id())
                .contains("reading/not-yaml");
    }

    @Test
    void readsWhatItCanOfWhatIsRefused() {
        Findings findings = new Findings();
        ForeignFiles files = new ForeignFiles(findings);
        files.read(List.of(new Source("file.yaml", "globul: {}\n" + WITH_MISTAKE)));

        assertThat(files.routings()).singleElement().satisfies(routing -> {
            assertThat(routing.routing().root().receiver()).contains("all");
            assertThat(routing.isWhole()).isFalse();
            assertThat(routing.form()).isEqualTo(PlacedRouting.Form.CONFIGURATION);
        });
    }

    @Test
    void tellsOfMatchersThatOnlyNewerVersionsReadWhereThePlatformIsOlder() {
        String text = WITH_MISTAKE
                .replace("severity = critical\"", "\"severity\" = \"critical\"")
                .replace("pager", "all");

        for (String version : List.of("0.26", "0.27.0", "0.34")) {
            Platform platform = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING)
                    .alertmanager(version)
                    .build();
            LintReport report =
                    AuditRules.lint(platform, List.of(new Source("file.yaml", text)), LocalDate.parse("2026-11-27"));

            assertThat(report.findings())
                    .extracting(finding -> finding.about().id() + " " + finding.place())
                    .isEqualTo(
                            version.equals("0.26")
                                    ? List.of("routing/newer-than-alertmanager file.yaml:4:18")
                                    : List.of());
        }
    }

    @Test
    void survivesAnyKindOfValueAnywhere() {
        for (String value : List.of("null", "1", "text", "[]", "[1]", "[[1]]", "{}", "{a: b}", "[{a: {b: [c]}}]")) {
            for (String key : List.of("route", "receivers", "inhibit_rules", "time_intervals", "global", "templates")) {
                found("route: {receiver: a}\nreceivers: [{name: a}]\n".replace(key + ":", "was:") + key + ": " + value);
            }
            for (String key : List.of("route", "receivers", "inhibitRules", "timeIntervals")) {
                found("apiVersion: monitoring.coreos.com/v1beta1\nkind: AlertmanagerConfig\nspec: {" + key + ": "
                        + value + "}");
            }
            found("apiVersion: monitoring.coreos.com/v1beta1\nkind: AlertmanagerConfig\nspec: " + value);
            found("apiVersion: monitoring.coreos.com/v1alpha1\nkind: AlertmanagerConfig\nspec: {route: {matchers: "
                    + value
                    + ", routes: [" + value + "]}, muteTimeIntervals: [{name: a, timeIntervals: [{daysOfMonth: " + value
                    + "}]}]}");
        }
    }

    private static List<Finding> found(String text) {
        Findings findings = new Findings();
        ForeignFiles files = new ForeignFiles(findings);
        files.read(List.of(new Source("file.yaml", text)));
        return findings.list();
    }
}
