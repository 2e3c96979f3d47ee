package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.check.Finding;
import io.auditrules.check.Severity;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Platform;
import io.auditrules.rulefile.FileGroup;
import io.auditrules.rulefile.FileRule;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.rulefile.RuleFileReader;
import io.auditrules.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Loki Operator says of hundreds of objects, in four versions; see the README beside the data. */
class AdmissionVerdictsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-27");
    private static final Pattern RULE = Pattern.compile("spec\\.groups\\[(\\d+)]\\.rules\\[(\\d+)].*");

    /** What is said of a document: nothing if it is admitted. */
    private record Refusal(String stage, String field, String message) {

        /** The check that is about the same. */
        String id() {
            if (stage.equals("api")) {
                return "admission/not-served";
            }
            if (stage.equals("decode")) {
                return "admission/wrong-type";
            }
            if (stage.equals("schema")) {
                return message.startsWith("Required value")
                        ? "admission/missing-field"
                        : field.equals("metadata.name") ? "admission/object-name" : "admission/wrong-type";
            }
            if (field.equals("spec.tenantID")) {
                return "admission/tenant";
            }
            if (field.startsWith("metadata.annotations")) {
                return "admission/tenant-validation";
            }
            return switch (field.substring(field.lastIndexOf('.') + 1)) {
                case "name" -> "admission/group-name";
                case "interval" -> "admission/interval";
                case "for" -> "admission/for";
                case "record" -> "admission/record-name";
                case "labels" -> "admission/severity";
                case "annotations" -> message.endsWith("summary") ? "admission/summary" : "admission/description";
                case "expr" -> ofExpression();
                default -> throw new AssertionError(field);
            };
        }

        private String ofExpression() {
            return switch (message) {
                case "Failed to parse LogQL expression" -> "admission/expression";
                case "LogQL expression is not a sample query" -> "admission/log-query";
                default -> "admission/namespace-matcher";
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.4.0", "0.6.2", "0.8.0", "0.11.0"})
    void agreesWithTheOperator(String version) throws IOException {
        Map<String, List<Refusal>> verdicts = verdicts(version);
        Platform platform = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING)
                .operator(version)
                .build();
        List<String> disagreements = new ArrayList<>();
        for (Source document : documents()) {
            List<Finding> found = AuditRules.lint(platform, List.of(document), TODAY).findings().stream()
                    .filter(finding -> finding.about().id().startsWith("admission/"))
                    .filter(finding -> finding.about().severity() == Severity.ERROR)
                    .toList();
            List<Refusal> refusals = Objects.requireNonNull(verdicts.get(document.path()), document.path());
            if (refusals.isEmpty() != found.isEmpty()) {
                disagreements.add(document.path() + ": the operator " + refusals + " we " + ids(found));
            }
            for (Refusal refusal : refusals) {
                if (found.stream().noneMatch(finding -> isAbout(finding, refusal, document))) {
                    disagreements.add(document.path() + ": " + refusal + " is not among " + ids(found));
                }
            }
        }

        assertThat(disagreements).isEmpty();
    }

    @Test
    void thereAreManyDocumentsOfBothKinds() throws IOException {
        Map<String, List<Refusal>> newest = verdicts("0.11.0");

        assertThat(documents()).hasSizeGreaterThan(600).hasSameSizeAs(newest.keySet());
        assertThat(newest.values().stream().filter(List::isEmpty).count()).isBetween(150L, 450L);
    }

    private static List<String> ids(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.about().id() + " " + finding.detail())
                .toList();
    }

    /** Whether it is the same thing, of the same rule. */
    private static boolean isAbout(Finding finding, Refusal refusal, Source document) {
        Matcher path = RULE.matcher(refusal.field());
        return finding.about().id().equals(refusal.id())
                && (!path.matches()
                        || isIn(
                                finding.place().line(),
                                Integer.parseInt(path.group(1)),
                                Integer.parseInt(path.group(2)),
                                document));
    }

    private static boolean isIn(int line, int groupIndex, int ruleIndex, Source document) {
        Problems problems = new Problems();
        RuleFile file = new RuleFileReader(problems)
                .read(YamlReader.read(document, problems).get(0))
                .get(0);
        FileGroup group = file.groups().get(groupIndex);
        List<FileRule> rules = group.rules();
        if (ruleIndex >= rules.size()) {
            return true;
        }
        int next =
                ruleIndex + 1 < rules.size() ? rules.get(ruleIndex + 1).place().line() : Integer.MAX_VALUE;
        return line >= rules.get(ruleIndex).place().line() && line < next;
    }

    /** Each with its name for a path. */
    private static List<Source> documents() throws IOException {
        List<Source> documents = new ArrayList<>();
        for (String text : read("documents.yaml").split("(?m)^---\n", -1)) {
            documents.add(new Source(text.substring(2, text.indexOf('\n')), text));
        }
        return documents;
    }

    private static Map<String, List<Refusal>> verdicts(String version) throws IOException {
        Map<String, List<Refusal>> verdicts = new LinkedHashMap<>();
        List<Refusal> last = new ArrayList<>();
        for (String line : read("operator-" + version + ".tsv").split("\n", -1)) {
            String[] columns = line.split("\t", -1);
            if (columns.length == 2) {
                last = new ArrayList<>();
                verdicts.put(columns[1], last);
            } else if (columns.length == 4) {
                last.add(new Refusal(columns[1], columns[2], columns[3]));
            }
        }
        return verdicts;
    }

    private static String read(String name) throws IOException {
        try (InputStream in = AdmissionVerdictsTest.class.getResourceAsStream("/lint/admission/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
