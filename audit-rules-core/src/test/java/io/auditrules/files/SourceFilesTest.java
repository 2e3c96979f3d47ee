package io.auditrules.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
    @TempDir
    private Path project;

    private final Problems problems = new Problems();

    @Test
    void readsYamlFilesOfAllDirectoriesSortedByPath() throws IOException {
        write("rules/b.yaml", "b");
        write("rules/a/z.yml", "z");
        write("rules/a-1.yaml", "a");
        write("rules/notes.md", "");

        assertThat(SourceFiles.read(project.resolve("rules"), project, problems))
                .containsExactly(
                        new Source("rules/a-1.yaml", "a"),
                        new Source("rules/a/z.yml", "z"),
                        new Source("rules/b.yaml", "b"));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void findsUpperCaseNamesInATurkishLocale() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(new Locale("tr"));
        try {
            write("rules/I.YAML", "i");
            assertThat(SourceFiles.read(project.resolve("rules"), project, problems))
                    .hasSize(1);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void passesOverWhatIsHidden() throws IOException {
        write(".rules/a.yaml", "a");
        write(".rules/.b.yaml", "b");
        write(".rules/.git/c.yaml", "c");

        assertThat(SourceFiles.read(project.resolve(".rules"), project, problems))
                .extracting(Source::path)
                .containsExactly(".rules/a.yaml");
    }

    @Test
    void namesAFileOutsideTheBaseByItsWholePath() throws IOException {
        write("rules/a.yaml", "a");

        assertThat(SourceFiles.read(project.resolve("rules"), project.resolve("elsewhere"), problems))
                .extracting(Source::path)
                .containsExactly(project.toAbsolutePath().toString().replace('\\', '/') + "/rules/a.yaml");
    }

    @Test
    void saysWhatToDoAboutAMissingDirectory() {
        assertThat(SourceFiles.read(project.resolve("rules"), project, problems))
                .isEmpty();
        assertProblem("""
                rules: this directory does not exist
                  create it and put a .yaml file into it, or name the directory that has your files""");
    }

    @Test
    void saysWhatToDoAboutAFileInPlaceOfTheDirectory() throws IOException {
        write("rules", "");

        assertThat(SourceFiles.read(project.resolve("rules"), project, problems))
                .isEmpty();
        assertProblem("""
                rules: this is not a directory
                  create it and put a .yaml file into it, or name the directory that has your files""");
    }

    @Test
    void saysWhatToDoAboutADirectoryWithoutFiles() throws IOException {
        write("rules/a.txt", "");

        assertThat(SourceFiles.read(project.resolve("rules"), project, problems))
                .isEmpty();
        assertProblem("""
                rules: this directory has no file whose name ends in .yaml or .yml
                  put one into it, or name the directory that has your files""");
    }

    @Test
    void showsWhereAFileIsNotUtf8() throws IOException {
        write("rules/a.yaml", "a: ö\nb: für\n".getBytes(ISO_8859_1));

        assertThat(SourceFiles.read(project.resolve("rules"), project, problems))
                .isEmpty();
        assertProblem("""
                rules/a.yaml:1:4: the file is not UTF-8: byte 0xF6 at offset 3
                  1 | a: \ufffd
                    |    ^
                  save it as UTF-8""");
    }

    @Test
    void placesAMalformedByteAfterMultibyteCharacters() throws IOException {
        byte[] bytes = "# ö 😀\nb: für\n".getBytes(UTF_8);
        bytes[14] = (byte) 0xFC;
        bytes[15] = 'r';
        write("rules/a.yaml", bytes);

        assertThat(SourceFiles.read(project.resolve("rules"), project, problems))
                .isEmpty();
        assertThat(problems.list().get(0).place().toString()).isEqualTo("rules/a.yaml:2:5");
        assertThat(problems.list().get(0).message()).isEqualTo("the file is not UTF-8: byte 0xFC at offset 14");
    }

    @Test
    void findsACharacterCutOffAtTheEnd() throws IOException {
        write("rules/a.yaml", new byte[] {'a', (byte) 0xC3});

        assertThat(SourceFiles.read(project.resolve("rules"), project, problems))
                .isEmpty();
        assertThat(problems.list().get(0).message()).isEqualTo("the file is not UTF-8: byte 0xC3 at offset 1");
    }

    @Test
    void recognisesUtf16() throws IOException {
        write("rules/a.yaml", "a: b".getBytes(UTF_16));

        assertThat(SourceFiles.read(project.resolve("rules"), project, problems))
                .isEmpty();
        assertProblem("rules/a.yaml: the file is encoded in UTF-16\n  save it as UTF-8");
    }

    @Test
    void takesAwayAByteOrderMark() throws IOException {
        write("rules/a.yaml", "\ufeffa: b");

        assertThat(SourceFiles.read(project.resolve("rules"), project, problems))
                .containsExactly(new Source("rules/a.yaml", "a: b"));
    }

    @Test
    void readsTheOtherFilesWhenOneCannotBeRead() throws IOException {
        write("rules/a.yaml", new byte[] {(byte) 0xFF});
        write("rules/b.yaml", "b");
        Files.createSymbolicLink(project.resolve("rules/c.yaml"), project.resolve("nowhere"));
        Files.createSymbolicLink(project.resolve("rules/d"), project.resolve("rules"));

        assertThat(SourceFiles.read(project.resolve("rules"), project, problems))
                .containsExactly(new Source("rules/b.yaml", "b"));
        assertThat(problems.list())
                .extracting(problem -> problem.place() + ": " + problem.message())
                .containsExactly(
                        "rules/a.yaml:1:1: the file is not UTF-8: byte 0xFF at offset 0",
                        "rules/c.yaml: this file does not exist",
                        "rules/d: this symbolic link leads back to a directory above it");
    }

    @Test
    void readsASingleFileWhateverItsName() throws IOException {
        write("alertmanager.conf", "route:");

        assertThat(SourceFiles.readFile(project.resolve("alertmanager.conf"), project, problems))
                .contains(new Source("alertmanager.conf", "route:"));
    }

    @Test
    void saysThatASingleFileIsMissing() {
        assertThat(SourceFiles.readFile(project.resolve("a.yaml"), project, problems))
                .isEmpty();
        assertProblem("a.yaml: this file does not exist\n  create it, or correct the path");
    }

    @Test
    void saysThatASingleFileIsADirectory() {
        assertThat(SourceFiles.readFile(project, project, problems)).isEmpty();
        assertProblem(".: this is a directory, not a file");
    }

    private void assertProblem(String text) {
        assertThat(problems.list()).hasSize(1);
        assertThat(problems.list().get(0)).hasToString(text);
    }

    private void write(String path, String text) throws IOException {
        write(path, text.getBytes(UTF_8));
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
