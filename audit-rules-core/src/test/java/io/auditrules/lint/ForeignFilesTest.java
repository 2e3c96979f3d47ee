package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.auditrules.AuditRules;
import io.auditrules.check.Finding;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.files.SourceFiles;
import io.auditrules.golden.GoldenCase;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Matcher;
import io.auditrules.rule.Platform;
import io.auditrules.rulefile.Expression;
import io.auditrules.rulefile.FileGroup;
import io.auditrules.rulefile.FileRule;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.yaml.YamlScalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in the shapes in which rules are found: a folder below golden/foreign for each. */
class ForeignFilesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-27");

    static List<GoldenCase> cases() {
        return GoldenCase.all("foreign");
    }

    private static Source source(GoldenCase golden) {
        try (Stream<Path> files = Files.list(golden.folder())) {
            String name = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .findFirst()
                    .orElseThrow();
            return new Source(name, golden.read(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsWhatItCanAndSaysWhatItCannot(GoldenCase golden) {
        String read = read(source(golden));

        assertThat(read).isNotEmpty();
        golden.assertProduces(Map.of("read.txt", read));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsTheSameWithTheLineEndsOfWindows(GoldenCase golden) {
        Source source = source(golden);

        assertThat(read(new Source(source.path(), source.text().replace("\n", "\r\n"))))
                .isEqualTo(read(source));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPlaceHasTheTokenThatIsThere(GoldenCase golden) {
        for (String lineEnd : List.of("\n", "\r\n")) {
            Source source = source(golden);
            List<RuleFile> files = rules(new Source(source.path(), source.text().replace("\n", lineEnd)));
            for (RuleFile file : files) {
                file.name().ifPresent(ForeignFilesTest::assertStandsThere);
                file.groups().forEach(ForeignFilesTest::assertStandsThere);
            }
        }
    }

    private static void assertStandsThere(FileGroup group) {
        group.name().ifPresent(ForeignFilesTest::assertStandsThere);
        for (FileRule rule : group.rules()) {
            rule.alert().ifPresent(ForeignFilesTest::assertStandsThere);
            rule.record().ifPresent(ForeignFilesTest::assertStandsThere);
            rule.labels().values().forEach(label -> assertStandsThere(label.key()));
            rule.annotations().values().forEach(annotation -> assertStandsThere(annotation.key()));
            // what Helm writes for this one does not stand there
            rule.expr()
                    .filter(expression -> !rule.name().equals("EscapedQuery"))
                    .ifPresent(ForeignFilesTest::assertStandsThere);
        }
    }

    private static void assertStandsThere(YamlScalar scalar) {
        if (!isEscaped(scalar)) {
            assertThat(there(scalar.place()).replaceAll("^[\"']|[\"']$", "")).isEqualTo(scalar.text());
        }
    }

    private static void assertStandsThere(Expression expression) {
        if (expression.query().isEmpty() || isEscaped(expression.text())) {
            return;
        }
        for (LogRange range : expression.query().get().ranges()) {
            assertThat(there(expression.placeOf(range.range())))
                    .isEqualTo("[" + range.range().text() + "]");
            for (Matcher matcher : range.query().selector().matchers()) {
                assertThat(there(expression.placeOf(matcher.label()))).isEqualTo(matcher.label());
            }
        }
    }

    /** In the line there are escapes, or all of it is encoded: what stands there is not what is read. */
    private static boolean isEscaped(YamlScalar scalar) {
        String line = scalar.place().source().lines().get(scalar.place().line() - 1);
        return line.matches(".*(\\\\[nt]|\\(encoded\\)|![a-z!]|\\{\\{[ `]*`).*");
    }

    private static String there(Place place) {
        String line = place.source().lines().get(place.line() - 1);
        int[] points = line.codePoints().toArray();
        return new String(points, place.column() - 1, Math.min(place.length(), points.length - place.column() + 1));
    }

    /** Whatever befalls a file, it is read or something is said of it, and soon. */
    @ParameterizedTest
    @MethodSource("cases")
    void neverFails(GoldenCase golden) {
        Source source = source(golden);
        Random random = new Random(golden.toString().hashCode());
        for (int i = 0; i < 60; i++) {
            Source mutant = new Source(source.path(), mutated(source.text(), random));
            String text = mutant.text();
            assertTimeout(
                    Duration.ofSeconds(10),
                    () -> {
                        assertThat(read(mutant)).as(text).isNotEmpty();
                        lint(mutant);
                    },
                    text);
        }
    }

    private static String mutated(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        List<String> lines = new ArrayList<>(text.lines().toList());
        int line = lines.isEmpty() ? 0 : random.nextInt(lines.size());
        switch (random.nextInt(lines.isEmpty() ? 2 : 6)) {
            case 0 -> {
                return text.substring(0, at);
            }
            case 1 -> {
                String characters = " \t\n:-#'\"\\|>{}[]&*!%@`,0a🦉\u0085\u2028\uFEFF\u0000\uD83D";
                int character = random.nextInt(characters.length());
                return text.substring(0, at)
                        + characters.charAt(character)
                        + text.substring(Math.min(text.length(), at + random.nextInt(2)));
            }
            case 2 -> lines.remove(line);
            case 3 -> lines.add(line, lines.get(random.nextInt(lines.size())));
            case 4 ->
                lines.set(line, " ".repeat(random.nextInt(4)) + lines.get(line).strip());
            default ->
                lines.set(
                        line,
                        lines.get(line).substring(random.nextInt(lines.get(line).length() + 1)));
        }
        return String.join("\n", lines);
    }

    @Test
    void aMarkOfByteOrderIsNotSeen(@TempDir Path folder) throws IOException {
        Source source = written(
                        folder,
                        "\uFEFFgroups: [{name: g, rules: [{alert: A, expr: 'vector(1)'}]}]\n"
                                .getBytes(StandardCharsets.UTF_8))
                .orElseThrow();

        assertThat(read(source)).contains("\"g\" 1:17", "alert \"A\" 1:36");
    }

    @Test
    void anotherEncodingIsSaid(@TempDir Path folder) throws IOException {
        Problems problems = new Problems();
        Path file = folder.resolve("rules.yaml");
        Files.write(file, "groups: []\n# Wächter\n".getBytes(Charset.forName("windows-1252")));

        assertThat(SourceFiles.readFile(file, folder, problems)).isEmpty();
        assertThat(problems.list().stream().map(Problem::toString).toList().toString())
                .contains("the file is not UTF-8: byte 0xE4 at offset 14");
    }

    @Test
    void whatCannotBeReadIsAFindingAndTheRestIsLookedAt() {
        Source rules = new Source("a.yaml", "groups: [{name: g, rules: [{alert: A, expr: 'vector(1)'}]}]\n");
        List<Problem> unread = List.of(
                new Problem(new Source("b.yaml", "").place(), "cannot be read: access denied", ""),
                new Problem(new Source("c.yaml", "").place(), "the file is encoded in UTF-16", "save it as UTF-8"));

        LintReport report = AuditRules.lint(platform(), List.of(rules), unread, TODAY);

        assertThat(report.rules()).isEqualTo(1);
        assertThat(report.findings().stream()
                        .filter(finding -> finding.about().id().equals("reading/not-yaml"))
                        .map(finding -> finding.place() + ": " + finding.detail() + ": " + finding.advice()))
                .containsExactly(
                        "b.yaml: cannot be read: access denied: let the user who runs this read it, or leave it out",
                        "c.yaml: the file is encoded in UTF-16: save it as UTF-8");
    }

    private static Optional<Source> written(Path folder, byte[] bytes) throws IOException {
        return SourceFiles.readFile(Files.write(folder.resolve("rules.yaml"), bytes), folder, new Problems());
    }

    @Test
    void theSameFileCountsOnce() {
        Source source = new Source("a.yaml", """
                groups: [{name: g, rules: [{alert: A, expr: 'sum(count_over_time({log_type="audit"} | json [5m])) > 0'}]}]
                """);
        Source again = new Source(source.path(), source.text());

        assertThat(AuditRules.lint(platform(), List.of(source, again), TODAY).rules())
                .isEqualTo(1);
        assertThat(AuditRules.lint(platform(), List.of(source, new Source("b.yaml", source.text())), TODAY)
                        .rules())
                .isEqualTo(2);
    }

    @Test
    void aThousandRulesAreReadSoon() {
        StringBuilder file = new StringBuilder("groups:\n");
        for (int i = 0; i < 1000; i++) {
            if (i % 20 == 0) {
                file.append("- name: group-").append(i).append("\n  rules:\n");
            }
            file.append("""
                      # the rule %1$d
                      - alert: Rule%1$d
                        expr: |
                          sum by (user) (
                            count_over_time({log_type="audit"} |= "exec" | json user="user.username" | __error__="" [5m])
                          ) > %1$d
                        for: 0s
                        labels: {severity: warning}
                        annotations:
                          summary: "{{ $labels.user }}"
                    """.formatted(i));
        }
        Source source = new Source("many.yaml", file.toString());

        assertTimeout(Duration.ofSeconds(10), () -> assertThat(rules(source)).hasSize(1));
        assertThat(AuditRules.lint(platform(), List.of(source), TODAY).rules()).isEqualTo(1000);
    }

    private static Platform platform() {
        return Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build();
    }

    private static void lint(Source source) {
        AuditRules.lint(platform(), List.of(source), TODAY)
                .findings()
                .forEach(finding -> finding.place().excerpt());
    }

    private static List<RuleFile> rules(Source source) {
        ForeignFiles files = new ForeignFiles(new Findings());
        files.read(List.of(source));
        return files.rules();
    }

    /** All that was read of a file, and what was said of it. */
    private static String read(Source source) {
        Findings findings = new Findings();
        ForeignFiles files = new ForeignFiles(findings);
        files.read(List.of(source));
        StringBuilder text = new StringBuilder();
        for (RuleFile file : files.rules()) {
            line(
                    text,
                    0,
                    file.format() + file.name().map(ForeignFilesTest::named).orElse("") + " " + at(file.place()));
            file.groups().forEach(group -> describe(group, text));
        }
        for (PlacedRouting routing : files.routings()) {
            line(text, 0, "routing with " + routing.routing().receivers().size() + " receivers " + at(routing.place()));
        }
        findings.list().forEach(finding -> describe(finding, text));
        return text.toString();
    }

    private static void describe(FileGroup group, StringBuilder text) {
        line(
                text,
                1,
                "group"
                        + group.name()
                                .map(name -> named(name) + " " + at(name.place()))
                                .orElse(" " + at(group.place())));
        for (FileRule rule : group.rules()) {
            String kind = rule.alert().isPresent() ? "alert" : rule.record().isPresent() ? "record" : "rule";
            line(
                    text,
                    2,
                    kind
                            + (rule.name().isEmpty() ? "" : " \"" + rule.name() + "\"")
                            + " "
                            + at(rule.namePlace())
                            + counted(rule.labels().size(), "label")
                            + counted(rule.annotations().size(), "annotation"));
            rule.expr().ifPresent(expression -> describe(expression, text));
        }
    }

    private static void describe(Expression expression, StringBuilder text) {
        String words = expression.text().text().strip().replaceAll("\\s+", " ");
        line(text, 3, at(expression.text().place()) + " " + words.substring(0, Math.min(60, words.length())));
        expression
                .query()
                .ifPresent(query -> query.ranges()
                        .forEach(range -> line(
                                text,
                                4,
                                at(expression.placeOf(range.range())) + " ["
                                        + range.range().text() + "]")));
        expression.problems().stream()
                .limit(1)
                .forEach(problem -> line(text, 4, at(problem.place()) + " " + problem.message()));
    }

    private static void describe(Finding finding, StringBuilder text) {
        line(text, 0, at(finding.place()) + " " + finding.about().id() + ": " + finding.detail());
    }

    private static String named(YamlScalar name) {
        return " \"" + name.text() + "\"";
    }

    private static String counted(int number, String what) {
        return number == 0 ? "" : String.format(Locale.ROOT, ", %d %s%s", number, what, number == 1 ? "" : "s");
    }

    private static String at(Place place) {
        return place.line() + ":" + place.column();
    }

    private static void line(StringBuilder text, int indent, String line) {
        text.append("  ".repeat(indent)).append(line).append('\n');
    }
}
