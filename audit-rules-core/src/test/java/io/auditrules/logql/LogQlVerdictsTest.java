package io.auditrules.logql;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a real Loki said of thousands of queries; see the README beside the data. */
class LogQlVerdictsTest {
    private static final String ACCEPTED = "+";

    @Test
    void agreesWithLokiOnEveryQuery() throws IOException {
        List<String> disagreements = new ArrayList<>();
        List<String[]> verdicts = read("loki-3.7.6.tsv");
        for (String[] verdict : verdicts) {
            String ours = verdictOf(verdict[1]);
            if (verdict[0].equals(ACCEPTED) != ours.isEmpty()) {
                disagreements.add("Loki " + verdict[0] + " " + verdict[1] + " we: " + ours);
            }
        }

        assertThat(disagreements).isEmpty();
        assertThat(verdicts).hasSizeGreaterThan(11_000);
    }

    @Test
    void printsWhatLokiReadsTheSameIn() throws IOException {
        for (String[] verdict : read("loki-3.7.6.tsv")) {
            if (verdict[0].equals(ACCEPTED)) {
                String canonical = verdict[verdict.length - 1];
                assertThat(LogQl.parse(new Source("query", verdict[1]))).hasToString(canonical);
                assertThat(LogQl.parse(new Source("query", canonical))).hasToString(canonical);
            }
        }
    }

    @Test
    void differsFromLokiOnlyWhereItIsKnown() throws IOException {
        List<String[]> known = read("known-differences.tsv");

        assertThat(known).hasSize(2);
        for (String[] difference : known) {
            assertThat(verdictOf(difference[1]).isEmpty())
                    .as(difference[2])
                    .isNotEqualTo(difference[0].equals(ACCEPTED));
        }
    }

    private static String verdictOf(String query) {
        try {
            LogQl.parse(new Source("query", query));
            return "";
        } catch (ProblemsException e) {
            return e.problems().stream().map(Problem::message).findFirst().orElseThrow();
        }
    }

    private static List<String[]> read(String file) throws IOException {
        try (InputStream in = LogQlVerdictsTest.class.getResourceAsStream("/logql/verdicts/" + file)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .map(line -> Arrays.stream(line.split("\t", -1))
                            .map(LogQlVerdictsTest::unescaped)
                            .toArray(String[]::new))
                    .toList();
        }
    }

    private static String unescaped(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\') {
                i++;
                c = switch (field.charAt(i)) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case '0' -> '\0';
                    default -> field.charAt(i);
                };
            }
            text.append(c);
        }
        return text.toString();
    }
}
