package io.auditrules.logql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the parsers of older versions of Loki take; see the README beside the data. */
class LogQlVersionsTest {
    private static final LokiVersion OLD = new LokiVersion(2, 8);

    @Test
    void agreesWithTheParserOfLoki28() throws IOException {
        Map<String, String> refused = new LinkedHashMap<>();
        for (String line : lines("loki-2.8.tsv")) {
            String[] columns = line.split("\t", -1);
            refused.put(columns[1], columns[0]);
        }
        List<String> disagreements = new ArrayList<>();
        for (String line : lines("loki-3.7.6.tsv")) {
            String[] columns = line.split("\t", -1);
            boolean isTold = "-".equals(refused.get(columns[1]));
            if (!columns[0].equals("-") && reads(columns[1], OLD) == isTold) {
                disagreements.add(columns[1]);
            }
        }

        assertThat(disagreements).isEmpty();
        assertThat(refused.values().stream().filter("?"::equals).count()).isLessThan(120);
    }

    @Test
    void passesWhatCannotBeRun() throws IOException {
        for (String line : lines("loki-3.7.6.tsv")) {
            String[] columns = line.split("\t", -1);
            assertThat(reads(columns[1], LokiVersion.NEWEST)).as(line).isEqualTo(!columns[0].equals("-"));
        }
    }

    @Test
    void namesTheWordAndItsVersion() {
        Source query = new Source("query", "sum(rate({a=\"b\"} | json | keep x [5m])) > 0");

        assertThatThrownBy(() -> LogQl.parseUnchecked(query, new Places(), OLD))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.place().column()).isEqualTo(27);
                            assertThat(problem.message())
                                    .isEqualTo("\"keep\" is LogQL only since Loki 2.9; this is read as Loki 2.8 would");
                        }));
    }

    private static boolean reads(String query, LokiVersion version) {
        try {
            LogQl.parseUnchecked(new Source("query", unescaped(query)), new Places(), version);
            return true;
        } catch (ProblemsException e) {
            return false;
        }
    }

    private static String unescaped(String text) {
        StringBuilder unescaped = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\') {
                unescaped.append(c);
                continue;
            }
            char escaped = text.charAt(at++);
            unescaped.append(
                    switch (escaped) {
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        case '0' -> '\0';
                        default -> escaped;
                    });
        }
        return unescaped.toString();
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = LogQlVersionsTest.class.getResourceAsStream("/logql/verdicts/" + name)) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.stripTrailing().split("\n", -1));
        }
    }
}
