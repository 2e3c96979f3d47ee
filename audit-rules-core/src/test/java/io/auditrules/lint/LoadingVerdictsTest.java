package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.check.Finding;
import io.auditrules.check.Severity;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rule files a real Loki loads, in two versions; see the README beside the data. */
class LoadingVerdictsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-27");
    /** What does not keep a file from being loaded. */
    private static final Set<String> LATER =
            Set.of("loading/cannot-run", "loading/log-query", "loading/second-document");

    /**
     * Where we differ on purpose: a file with {@code namespace} is for {@code lokitool}, that Loki 2.8 takes nothing for a name is
     * better told, and a file of PromQL alone is taken for one of Prometheus.
     */
    private static final Set<String> DIFFERENT = Set.of(
            "2.8.3 namespace on top",
            "3.7.6 namespace on top",
            "2.8.3 alert null",
            "2.8.3 expr up == 0",
            "3.7.6 expr up == 0");

    private static final Set<String> NOT_READ = Set.of("reading/not-yaml", "reading/wrong-form");

    @ParameterizedTest
    @ValueSource(strings = {"2.8.3", "3.7.6"})
    void agreesWithLoki(String version) throws IOException {
        Platform platform =
                Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).loki(version).build();
        Map<String, String> verdicts = verdicts(version);
        List<String> disagreements = new ArrayList<>();
        for (String text : read("documents.txt").split("(?m)^=== ", -1)) {
            if (text.isEmpty()) {
                continue;
            }
            String name = text.substring(0, text.indexOf('\n'));
            Source source = new Source(name, text.substring(name.length() + 1));
            List<String> found = AuditRules.lint(platform, List.of(source), TODAY).findings().stream()
                    .filter(LoadingVerdictsTest::refuses)
                    .map(finding -> finding.about().id() + " " + finding.detail())
                    .toList();
            String verdict = Objects.requireNonNull(verdicts.get(name), name);
            if (verdict.startsWith("refused") == (found.isEmpty() != DIFFERENT.contains(version + " " + name))) {
                disagreements.add(name + ": Loki " + verdict + " we " + found);
            }
        }

        assertThat(verdicts).hasSizeGreaterThan(240);
        assertThat(disagreements).isEmpty();
    }

    private static boolean refuses(Finding finding) {
        String id = finding.about().id();
        return finding.about().severity() == Severity.ERROR
                && (NOT_READ.contains(id) || (id.startsWith("loading/") && !LATER.contains(id)));
    }

    /** What Loki says, by the name of the file. */
    private static Map<String, String> verdicts(String version) throws IOException {
        Map<String, String> verdicts = new LinkedHashMap<>();
        for (String line : read("loki-" + version + ".tsv").lines().toList()) {
            String[] columns = line.split("\t", -1);
            verdicts.put(columns[1], columns[0] + " " + columns[2]);
        }
        return verdicts;
    }

    private static String read(String name) throws IOException {
        try (InputStream in = LoadingVerdictsTest.class.getResourceAsStream("/lint/loading/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
