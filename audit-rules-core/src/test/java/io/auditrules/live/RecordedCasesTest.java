package io.auditrules.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.logql.LokiVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is simulated agrees in full with what a real Loki and a real Alertmanager made of the same scenarios. */
class RecordedCasesTest {
    /** With a folder for each pair of peers, called {@code loki-3.7.6-alertmanager-0.25.0} and the like. */
    private static final Path FOLDER = Path.of("src/test/resources/live");

    private static final Pattern PEERS = Pattern.compile("/loki-([0-9.]+)-alertmanager-[0-9.]+/[^/]+$");

    static List<RecordedCase> recorded() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .flatMap(file -> recordedIn(file).stream())
                    .toList();
        }
    }

    static List<RecordedCase> recordedIn(Path file) {
        LokiVersion loki = lokiOf(file);
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> RecordedCase.of(line, loki)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Loki that a file was recorded from, by the name of its folder. */
    static LokiVersion lokiOf(Path file) {
        Matcher peers = PEERS.matcher(file.toString());
        assertThat(peers.find()).as("the folder of %s names the peers", file).isTrue();
        return LokiVersion.parse(peers.group(1));
    }

    @TestFactory
    Stream<DynamicTest> simulationAgreesWithRealPeers() throws IOException {
        return recorded().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.plan().scenario().scenario().name(),
                        () -> assertThat(
                                        Live.compare(each.plan(), each.played()).differences())
                                .isEmpty()));
    }

    /** The article's end: both stages of a shell count, and the rules fail in three ways. */
    @Test
    void theArticleWasPlayedToTheLokiThatItIsFor() throws IOException {
        assertThat(recorded())
                .filteredOn(each -> each.plan().site().ruler().version().equals(LokiVersion.parse("2.8")))
                .extracting(each -> each.plan().scenario().scenario().name())
                .containsExactlyInAnyOrderElementsOf(ArticleCases.all().stream()
                        .map(each -> each.scenario().name())
                        .toList());
    }

    @Test
    void thereAreEnough() throws IOException {
        assertThat(recorded()).hasSizeGreaterThanOrEqualTo(270);
        assertThat(recorded())
                .flatMap(each -> each.played().told())
                .filteredOn(told -> !told.texts().isEmpty())
                .hasSizeGreaterThanOrEqualTo(100);
    }
}
