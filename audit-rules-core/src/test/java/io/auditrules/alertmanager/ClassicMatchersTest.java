package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.IllegalValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classic parser accepts and means what a real Alertmanager up to 0.26 accepts and means, for texts at random. */
class ClassicMatchersTest {
    private static final List<String> PIECES = List.of(
            "a", "b_1", "=", "=~", "!=", "!~", "\"", "\\", ",", "{", "}", " ", "x", "\\\"", "é", "\t", "1", ".", "'",
            "\\n", ":", "-", "a=\"x\"", "b!=y", "\u00a0", "\u000b");

    private static final long SEED = 20_261_123;

    @TempDir
    Path folder;

    @Test
    void agreesWithAmtool() throws IOException {
        Amtool amtool = Amtool.installed();
        if (amtool.version().compareTo("0.27") >= 0) {
            Amtool.notTested("amtool " + amtool.version() + " has another parser than 0.26 and older");
        }
        Random random = new Random(SEED);
        Map<Path, String> files = new LinkedHashMap<>();
        for (int i = 0; i < 400; i++) {
            String text = text(random);
            files.put(write(i + ".yaml", List.of(text)), text);
        }
        String verdicts =
                amtool.checkConfig(files.keySet().toArray(Path[]::new)).output();

        List<String> accepted = new ArrayList<>();
        List<String> ours = new ArrayList<>();
        files.forEach((file, text) -> {
            Optional<List<MatcherTerm>> terms = parse(text);
            assertThat(terms.isPresent())
                    .as("seed %d: %s", SEED, text)
                    .isEqualTo(verdicts.contains("Checking '" + file + "'  SUCCESS"));
            terms.filter(some -> !some.isEmpty()).ifPresent(some -> {
                accepted.add(text);
                ours.add(written(some));
            });
        });
        List<String> theirs = amtool.routes(write("all.yaml", accepted))
                .lines()
                .filter(line -> line.contains("}  receiver"))
                .map(line -> line.substring(line.indexOf('{'), line.lastIndexOf("}  receiver") + 1))
                .toList();
        assertThat(ours).isEqualTo(theirs);
        assertThat(accepted).hasSizeGreaterThan(50);
    }

    private static Optional<List<MatcherTerm>> parse(String text) {
        try {
            List<MatcherTerm> terms = ClassicMatchers.parse(text);
            for (MatcherTerm term : terms) {
                if (term.operator().isRegexp()) {
                    Regexps.compile(term.value());
                }
            }
            return Optional.of(terms);
        } catch (IllegalValueException refused) {
            return Optional.empty();
        }
    }

    /** Alertmanager sorts by label, value and operator. */
    private static String written(List<MatcherTerm> terms) {
        return terms.stream()
                .sorted((a, b) -> {
                    int byName = a.label().compareTo(b.label());
                    int byValue = a.value().compareTo(b.value());
                    return byName != 0
                            ? byName
                            : byValue != 0 ? byValue : a.operator().compareTo(b.operator());
                })
                .map(term -> term.label()
                        + term.operator().symbol()
                        + Matcher.equal("a", term.value()).toString().substring("a = ".length()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(3) > 0 ? "a=" : "");
        for (int i = random.nextInt(7); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private Path write(String name, List<String> matchers) throws IOException {
        StringBuilder yaml = new StringBuilder("route:\n  receiver: r\n  routes:\n");
        for (String matcher : matchers) {
            String quoted = matcher.codePoints()
                    .mapToObj(c -> c == '"' || c == '\\'
                            ? "\\" + (char) c
                            : c < ' ' ? String.format("\\x%02x", c) : Character.toString(c))
                    .collect(Collectors.joining());
            yaml.append("    - matchers:\n        - \"").append(quoted).append("\"\n");
        }
        return Files.writeString(folder.resolve(name), yaml + "receivers:\n  - name: r\n");
    }
}
