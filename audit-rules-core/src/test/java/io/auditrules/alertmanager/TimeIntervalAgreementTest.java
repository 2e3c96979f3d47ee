package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A moment is in a time interval when Alertmanager 0.25 says so; the README of the recorded answers tells of what. */
class TimeIntervalAgreementTest {
    private static final String RECORDED = "/alertmanager/times/timeinterval.tsv";

    /** A period, moments, and of each whether versions 0.25 and 0.34 find it in the period. */
    private record Case(TimeInterval interval, List<Instant> moments, String classic, String newest) {}

    @Test
    void agreesWithRecordedAnswers() throws IOException {
        List<Case> cases = recorded();

        assertThat(cases)
                .hasSizeGreaterThan(500)
                .allSatisfy(one -> assertThat(answers(one))
                        .as("%s %s", one.interval, one.moments)
                        .isEqualTo(one.classic));
    }

    @Test
    void newerVersionsDifferOnlyWhereSummerTimeBegins() throws IOException {
        for (Case one : recorded()) {
            for (int i = 0; i < one.moments.size(); i++) {
                if (one.classic.charAt(i) != one.newest.charAt(i)) {
                    assertThat(one.interval.periods().get(0).daysOfMonth()).isNotEmpty();
                    assertThat(one.interval.periods().get(0).location()).isPresent();
                }
            }
        }
    }

    private static String answers(Case one) {
        return one.moments.stream()
                .map(moment -> one.interval.contains(moment) ? "1" : "0")
                .collect(Collectors.joining());
    }

    private static List<Case> recorded() throws IOException {
        try (InputStream resource =
                Objects.requireNonNull(TimeIntervalAgreementTest.class.getResourceAsStream(RECORDED), RECORDED)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .map(parts -> new Case(
                            interval(parts[0]),
                            Arrays.stream(parts[1].split(" ", -1))
                                    .map(Instant::parse)
                                    .toList(),
                            parts[2],
                            parts[3]))
                    .toList();
        }
    }

    private static TimeInterval interval(String period) {
        Problems problems = new Problems();
        String text = """
                route: {receiver: r}
                receivers: [{name: r}]
                time_intervals: [{name: t, time_intervals: [%s]}]
                """.formatted(period);
        YamlMapping mapping = (YamlMapping)
                YamlReader.read(new Source("times.yaml", text), problems).get(0);
        return RoutingReader.read(mapping, Set.of(), problems, new Problems())
                .orElseThrow(() -> new AssertionError(problems.list() + "\n" + text))
                .timeInterval("t");
    }
}
