package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configurations that are refused, one folder each under {@code golden/alertmanager}: what we say, and the verdict of
 * {@code amtool check-config} 0.25.0. {@code -Dgolden.update=true} writes both again.
 */
class BrokenRoutingTest {
    private static final Path CASES = Path.of("src/test/resources/golden/alertmanager");
    private static final String FILE = "alertmanager.yaml";
    private static final String OURS = "problems.txt";
    private static final String THEIRS = "amtool-0.25.0.txt";

    static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatIsWrongWhereAndWhatToDo(Path folder) throws IOException {
        Problems problems = new Problems();
        Source source = new Source(FILE, Files.readString(folder.resolve(FILE)));
        YamlMapping mapping = (YamlMapping) YamlReader.read(source, problems).get(0);

        Optional<Routing> read = RoutingReader.read(mapping, Set.of(), problems, new Problems());

        String said = problems.list().stream().map(Problem::toString).collect(Collectors.joining("\n\n")) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            assertThat(System.getenv("CI")).as("writing golden files in CI").isNotEqualTo("true");
            Files.writeString(folder.resolve(OURS), said);
        }
        assertThat(read).isEmpty();
        assertThat(said).isEqualTo(Files.readString(folder.resolve(OURS)));
        assertThat(said).doesNotContain("SECRET");
    }

    @Test
    void refusesAllThatAmtoolRefused() throws IOException {
        int refused = 0;
        for (Path folder : cases()) {
            refused += Files.readString(folder.resolve(THEIRS)).startsWith("FAILED") ? 1 : 0;
        }
        assertThat(refused).isGreaterThanOrEqualTo(40);
    }

    @Test
    void recordedVerdictsAreThoseOfAmtool() throws IOException {
        Amtool amtool = Amtool.installed();
        for (Path folder : cases()) {
            String verdict = amtool.checkConfig(folder.resolve(FILE))
                            .output()
                            .lines()
                            .limit(2)
                            .filter(line -> !line.equals("Found:"))
                            .collect(Collectors.joining("\n"))
                            .replaceFirst("Checking '[^']*'  ", "")
                            .strip()
                    + "\n";
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(folder.resolve(THEIRS), verdict);
            }
            // Another version may refuse in other words, or know more.
            if (THEIRS.contains(amtool.version())) {
                assertThat(verdict).as(folder.toString()).isEqualTo(Files.readString(folder.resolve(THEIRS)));
            }
        }
    }
}
