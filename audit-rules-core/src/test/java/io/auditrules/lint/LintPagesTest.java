package io.auditrules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.check.About;
import io.auditrules.golden.GoldenCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/lint is made of the words of the checks and of their cases; {@code -Dgolden.update=true} makes it anew. */
class LintPagesTest {
    private static final Path PAGES = Path.of("../docs/lint");

    @Test
    void pagesAreCurrent() throws IOException {
        Map<String, String> pages = pages();
        if (Boolean.getBoolean("golden.update")) {
            write(pages);
        }

        assertThat(written()).containsExactlyInAnyOrderEntriesOf(pages);
    }

    private static Map<String, String> pages() {
        Map<String, GoldenCase> cases = GoldenCase.all("lint").stream()
                .collect(
                        Collectors.toMap(golden -> golden.folder().getFileName().toString(), Function.identity()));
        Map<String, String> pages = new TreeMap<>();
        for (About about : Linter.all()) {
            pages.put(
                    file(about),
                    page(about, Objects.requireNonNull(cases.get(file(about).replace(".md", "")))));
        }
        pages.put("README.md", index(Linter.all()));
        return pages;
    }

    private static String file(About about) {
        return about.id().replace('/', '-') + ".md";
    }

    private static String index(List<About> all) {
        StringBuilder page = new StringBuilder("""
                # What lint finds

                `mvn audit-rules:lint` looks at the rules of a project, and with `-Dfiles=…` at files of rules and routing that people
                have, with or without a project. Each thing that it finds has a page here. How to use it stands in
                [lint.md](../lint.md).
                """);
        String family = "";
        for (About about : all) {
            String next = about.id().substring(0, about.id().indexOf('/'));
            if (!next.equals(family)) {
                family = next;
                page.append("\n## ").append(family).append("\n\n| | | |\n|---|---|---|\n");
            }
            page.append("| [")
                    .append(about.id())
                    .append("](")
                    .append(file(about))
                    .append(") | ")
                    .append(about.severity())
                    .append(" | ")
                    .append(about.title().replace("|", "\\|"))
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String page(About about, GoldenCase golden) {
        return "# " + about.id() + "\n\n"
                + about.severity() + ": " + about.title() + "\n\n"
                + about.consequence() + "\n\n"
                + about.why() + "\n\n"
                + "## What to do\n\n"
                + sentence(about.advice()) + "\n\n"
                + "## An example\n\n"
                + bad(golden)
                + "```text\n" + golden.read("expected/findings.txt") + "```\n";
    }

    private static String bad(GoldenCase golden) {
        return Files.isRegularFile(golden.folder().resolve("bad.yaml"))
                ? "```yaml\n" + golden.read("bad.yaml") + "```\n\n"
                : "";
    }

    private static String sentence(String text) {
        String sentence = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private static Map<String, String> written() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        if (Files.isDirectory(PAGES)) {
            try (Stream<Path> files = Files.list(PAGES)) {
                for (Path file : files.toList()) {
                    pages.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return pages;
    }

    private static void write(Map<String, String> pages) throws IOException {
        Files.createDirectories(PAGES);
        try (Stream<Path> files = Files.list(PAGES)) {
            files.filter(file -> !pages.containsKey(file.getFileName().toString()))
                    .forEach(LintPagesTest::delete);
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
