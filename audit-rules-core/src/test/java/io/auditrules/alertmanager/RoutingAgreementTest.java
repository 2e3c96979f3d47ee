package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our routing says what {@code amtool config routes test} says, for trees and label sets at random: answers that were
 * recorded, and where amtool is installed new ones. {@code -Dgolden.update=true} records again.
 */
class RoutingAgreementTest {
    private static final String RECORDED = "alertmanager/routes/amtool-0.25.0.txt";
    private static final String TREE = "=== ";
    private static final String ASKED = "---\n";
    private static final String ANSWER = " => ";

    @TempDir
    Path folder;

    /** A tree with the label sets that were asked and the receivers that were answered. */
    private record Case(String tree, List<Map<String, String>> asked, List<List<String>> answers) {}

    @Test
    void agreesWithRecordedAnswers() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            record();
        }
        List<Case> cases = recorded();

        int pairs = 0;
        int beyondTheDefault = 0;
        for (Case one : cases) {
            Routing routing = read(one.tree);
            for (int i = 0; i < one.asked.size(); i++) {
                assertThat(routing.receiversFor(one.asked.get(i)))
                        .as("%s in%n%s", one.asked.get(i), one.tree)
                        .isEqualTo(one.answers.get(i));
                pairs++;
                beyondTheDefault += one.answers.get(i).equals(List.of("r0")) ? 0 : 1;
            }
        }
        assertThat(pairs).isGreaterThanOrEqualTo(2_000);
        assertThat(beyondTheDefault).isGreaterThan(pairs / 2);
    }

    @Test
    void agreesWithAmtoolOnWhatWeWriteAgain() {
        Amtool amtool = Amtool.installed();
        long seed = System.nanoTime();

        IntStream.range(0, 60).parallel().forEach(tree -> {
            Random random = new Random(seed + tree);
            String written = RandomRouting.tree(random);
            Routing routing = read(written);
            Path asWritten = write(tree + "-as-written.yaml", written);
            Path again = write(tree + "-again.yaml", routing.toString());
            for (int i = 0; i < 5; i++) {
                Map<String, String> labels = RandomRouting.labels(random);
                List<String> ours = routing.receiversFor(labels);
                assertThat(ours)
                        .as("seed %d, %s in%n%s", seed + tree, labels, written)
                        .isEqualTo(amtool.receiversFor(asWritten, labels));
                assertThat(ours)
                        .as("seed %d, %s in%n%s", seed + tree, labels, routing)
                        .isEqualTo(amtool.receiversFor(again, labels));
            }
        });
    }

    private void record() throws IOException {
        assertThat(System.getenv("CI"))
                .as("recording in CI, where answers must be those in the repository")
                .isNotEqualTo("true");
        Amtool amtool = Amtool.installed();
        assertThat(RECORDED).contains(amtool.version());
        String text =
                "amtool " + amtool.version() + ", config routes test: trees, and for each label set the receivers\n"
                        + IntStream.range(0, 125)
                                .parallel()
                                .mapToObj(tree -> ask(amtool, tree))
                                .collect(Collectors.joining());
        Files.writeString(Path.of("src/test/resources", RECORDED), text);
    }

    private String ask(Amtool amtool, int number) {
        Random random = new Random(number);
        String tree = RandomRouting.tree(random);
        Path file = write(number + "-recorded.yaml", tree);
        StringBuilder text = new StringBuilder(TREE + number + "\n" + tree + ASKED);
        for (int i = 0; i < 20; i++) {
            Map<String, String> labels = RandomRouting.labels(random);
            text.append(labels.entrySet().stream()
                            .map(label -> Matcher.equal(label.getKey(), label.getValue())
                                    .toString())
                            .collect(Collectors.joining(", ")))
                    .append(ANSWER)
                    .append(String.join(",", amtool.receiversFor(file, labels)))
                    .append('\n');
        }
        return text.toString();
    }

    private static List<Case> recorded() throws IOException {
        Path updated = Path.of("src/test/resources", RECORDED);
        String text;
        try (InputStream resource = Boolean.getBoolean("golden.update")
                ? Files.newInputStream(updated)
                : Objects.requireNonNull(
                        RoutingAgreementTest.class.getResourceAsStream("/" + RECORDED), "no " + RECORDED)) {
            text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Case> cases = new ArrayList<>();
        List<String> trees = Arrays.asList(text.split("(?m)^" + TREE + "[0-9]+\n", -1));
        for (String tree : trees.subList(1, trees.size())) {
            String[] parts = tree.split("(?m)^" + ASKED, -1);
            List<Map<String, String>> asked = new ArrayList<>();
            List<List<String>> answers = new ArrayList<>();
            for (String line : parts[1].lines().toList()) {
                int answer = line.lastIndexOf(ANSWER);
                asked.add(labels(line.substring(0, answer)));
                answers.add(
                        Arrays.asList(line.substring(answer + ANSWER.length()).split(",", -1)));
            }
            cases.add(new Case(parts[0], asked, answers));
        }
        return cases;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        ClassicMatchers.parse(text).forEach(term -> labels.put(term.label(), term.value()));
        return labels;
    }

    private static Routing read(String tree) {
        Problems problems = new Problems();
        YamlMapping mapping = (YamlMapping)
                YamlReader.read(new Source("tree.yaml", tree), problems).get(0);
        return RoutingReader.read(mapping, Set.of(), problems, new Problems())
                .orElseThrow(() -> new AssertionError(problems.list() + "\n" + tree));
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
