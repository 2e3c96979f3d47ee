package io.auditrules.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is simulated agrees in full with what a real Loki and a real Alertmanager made of the same scenarios. */
class RecordedCasesTest {
    static final Path FOLDER = Path.of("src/test/resources/live/loki-3.7.6-alertmanager-0.25.0");

    static List<RecordedCase> recorded() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .flatMap(RecordedCasesTest::lines)
                    .map(RecordedCase::of)
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
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

    @Test
    void thereAreEnough() throws IOException {
        assertThat(recorded()).hasSizeGreaterThanOrEqualTo(270);
        assertThat(recorded())
                .flatMap(each -> each.played().told())
                .filteredOn(told -> !told.texts().isEmpty())
                .hasSizeGreaterThanOrEqualTo(100);
    }
}
