package io.auditrules;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.golden.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same input gives the same bytes; the golden files hold this across JVMs, these tests within one. */
class ReproducibleManifestsTest {
    @TempDir
    private Path project;

    static List<GoldenCase> cases() {
        return GoldenCase.all("render");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void localeAndTimeZoneHaveNoSay(GoldenCase golden) {
        SortedMap<String, String> here = render(golden.folder());
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));

            assertThat(render(golden.folder())).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    /** Files are read by name, so the last becomes the first here; only the header knows the names. */
    @ParameterizedTest
    @MethodSource("cases")
    void theOrderOfFilesHasNoSay(GoldenCase golden) throws IOException {
        copy(golden.folder(), "");
        SortedMap<String, String> before = render(project);
        try (Stream<Path> files = Files.list(project.resolve("definitions"))) {
            List<Path> sorted = files.sorted().toList();
            for (int i = 0; i < sorted.size(); i++) {
                // A rule set without a name takes that of its file, so the folder is what changes.
                Path folder =
                        Files.createDirectories(project.resolve("definitions").resolve(Character.toString('z' - i)));
                Files.move(sorted.get(i), folder.resolve(sorted.get(i).getFileName()));
            }
        }
        if (Files.exists(project.resolve("existing"))) {
            copy(golden.folder(), "definitions");
        }

        assertThat(bodies(render(project))).isEqualTo(bodies(before));
    }

    private void copy(Path from, String below) throws IOException {
        for (String folder : below.isEmpty() ? List.of("definitions", "existing") : List.of("existing")) {
            if (Files.exists(from.resolve(folder))) {
                Path to = Files.createDirectories(project.resolve(below).resolve(folder));
                try (Stream<Path> files = Files.list(from.resolve(folder))) {
                    for (Path file : files.toList()) {
                        Files.copy(file, to.resolve(file.getFileName()));
                    }
                }
            }
        }
    }

    private static SortedMap<String, String> render(Path folder) {
        return AuditRules.read(folder.resolve("definitions"), folder)
                .manifests()
                .texts();
    }

    private static List<String> bodies(SortedMap<String, String> texts) {
        return texts.values().stream()
                .map(text -> text.substring(text.indexOf('\n')))
                .toList();
    }
}
