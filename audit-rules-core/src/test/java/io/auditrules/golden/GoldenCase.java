package io.auditrules.golden;

import io.auditrules.files.UnifiedDiff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder {@code src/test/resources/golden/<area>/<case>}: what a test reads, and below {@code expected/} the files that
 * it must produce, no more and no fewer. With {@code -Dgolden.update=true} these are rewritten, to be read in the diff.
 *
 * <pre>{@code
 * static List<GoldenCase> cases() {
 *     return GoldenCase.all("render");
 * }
 *
 * @ParameterizedTest
 * @MethodSource("cases")
 * void rendersAsApproved(GoldenCase golden) {
 *     golden.assertProduces(render(golden.read("rules.yaml")));
 * }
 * }</pre>
 *
 * @param folder where the case lies
 * @param produced where a failing test leaves what it produced
 */
public record GoldenCase(Path folder, Path produced, boolean update) {
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    /** All cases of an area, sorted by name; there must be one. */
    public static List<GoldenCase> all(String area) {
        boolean update = Boolean.getBoolean("golden.update");
        if (update && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("golden files are approved by people, so CI must not set golden.update");
        }
        Path cases = MODULE.resolve("src/test/resources/golden").resolve(area);
        try (Stream<Path> folders = Files.list(cases)) {
            List<GoldenCase> all = folders.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(folder -> folder.getFileName().toString()))
                    .map(folder -> new GoldenCase(
                            folder,
                            MODULE.resolve("target/golden").resolve(area).resolve(folder.getFileName()),
                            update))
                    .toList();
            if (all.isEmpty()) {
                throw new AssertionError("no case in " + cases);
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file of the case, with {@code \n} as line end. */
    public String read(String path) {
        return text(folder.resolve(path));
    }

    /** Fails with a diff unless these texts, by their paths, are the expected ones. */
    public void assertProduces(Map<String, String> texts) {
        Path expected = folder.resolve("expected");
        Map<String, String> before = tree(expected);
        List<String> failures = new ArrayList<>();
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(texts.keySet());
        for (String path : paths) {
            String old = before.get(path);
            String now = texts.get(path);
            if (now != null && now.equals(old)) {
                continue;
            }
            if (update) {
                write(expected.resolve(path), now);
                continue;
            }
            write(produced.resolve(path), now);
            failures.add((old == null ? "not expected:" : now == null ? "not produced:" : "differs:")
                    + "\n  expected " + expected.resolve(path) + "\n  produced " + produced.resolve(path) + "\n"
                    + UnifiedDiff.of(
                            "expected/" + path,
                            old == null ? "" : old,
                            "produced/" + path,
                            now == null ? "" : now,
                            200));
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(this + ", approve with -Dgolden.update=true\n" + String.join("\n", failures));
        }
    }

    private static Map<String, String> tree(Path directory) {
        Map<String, String> texts = new TreeMap<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.filter(Files::isRegularFile)
                        .forEach(file ->
                                texts.put(directory.relativize(file).toString().replace('\\', '/'), text(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, @Nullable String text) {
        try {
            if (text == null) {
                Files.deleteIfExists(file);
            } else {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Area and case, as a test report shows them. */
    @Override
    public String toString() {
        Path area = folder.getParent();
        return (area == null ? "" : area.getFileName() + "/") + folder.getFileName();
    }
}
