package io.auditrules;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.golden.GoldenCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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

    @ParameterizedTest
    @MethodSource("cases")
    void theOrderOfFilesHasNoSay(GoldenCase golden) throws IOException {
        List<AuditRules> files = new ArrayList<>();
        for (Path file : list(golden.folder().resolve("definitions"))) {
            // Each file is a project of its own here, with the same paths as in the whole one.
            Path alone = project.resolve(file.getFileName());
            copy(file, alone.resolve("definitions"));
            for (Path existing : list(golden.folder().resolve("existing"))) {
                copy(existing, alone.resolve("existing"));
            }
            files.add(AuditRules.read(alone.resolve("definitions"), alone));
        }
        Collections.reverse(files);

        assertThat(AuditRules.combine(files).manifests().texts()).isEqualTo(render(golden.folder()));
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void copy(Path file, Path folder) throws IOException {
        Files.copy(file, Files.createDirectories(folder).resolve(file.getFileName()));
    }

    private static SortedMap<String, String> render(Path folder) {
        return AuditRules.read(folder.resolve("definitions"), folder)
                .manifests()
                .texts();
    }
}
