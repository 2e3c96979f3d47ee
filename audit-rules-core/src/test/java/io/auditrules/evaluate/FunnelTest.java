package io.auditrules.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Source;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.LogSelector;
import io.auditrules.logql.LokiVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunnelTest {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    private final List<Entry> entries = new ArrayList<>();

    @Test
    void countsWhatIsLeftAfterEachStage() {
        write("x", "verb=get user=eve");
        write("x", "verb=create user=eve");
        write("x", "verb=create user=bob");
        write("other", "verb=create user=eve");

        assertThat(steps("{app=\"x\"} |= \"create\" | logfmt | user=\"bob\""))
                .containsExactly("{app=\"x\"} 3", "|= \"create\" 2", "| logfmt 2", "user=\"bob\" 1");
    }

    @Test
    void tellsWhatAFilterOnALabelSawWhereNoneIsLeft() {
        write("x", "verb=get");
        write("x", "verb=get");
        write("x", "verb=list");

        assertThat(steps("{app=\"x\"} | logfmt | verb=\"create\" | user=\"eve\""))
                .containsExactly(
                        "{app=\"x\"} 3",
                        "| logfmt 3",
                        "verb=\"create\" 0: verb was \"get\" (2), \"list\" (1)",
                        "user=\"eve\" 0");
    }

    @Test
    void tellsThreeValuesAndHowManyOthersThereWere() {
        List.of("a", "b", "b", "c", "d", "e", "e").forEach(user -> write("x", "user=" + user));

        assertThat(steps("{app=\"x\"} | logfmt | user=\"z\""))
                .last()
                .isEqualTo("user=\"z\" 0: user was \"b\" (2), \"e\" (2), \"a\" (1) and 2 others");
    }

    @Test
    void showsALabelThatIsNotThereAsEmpty() {
        write("x", "verb=get");

        assertThat(steps("{app=\"x\"} | logfmt | user=\"eve\"")).last().isEqualTo("user=\"eve\" 0: user was \"\" (1)");
    }

    @Test
    void takesEachPartOfAConjunctionForItself() {
        write("x", "verb=create code=403");
        write("x", "verb=get code=200");

        assertThat(steps("{app=\"x\"} | logfmt | verb=\"create\" and code < 400"))
                .containsExactly(
                        "{app=\"x\"} 2", "| logfmt 2", "verb=\"create\" 1", "code < 400 0: code was \"403\" (1)");
    }

    @Test
    void namesAllLabelsOfADisjunction() {
        write("x", "verb=get code=200");

        assertThat(steps("{app=\"x\"} | logfmt | verb=\"create\" or code >= 400"))
                .last()
                .asString()
                .endsWith("0: verb was \"get\" (1), code was \"200\" (1)");
    }

    @Test
    void hasTheLinesThatGotFurthest() {
        write("x", "verb=get user=eve");
        write("x", "verb=create user=eve");

        Funnel funnel = funnel("{app=\"x\"} | logfmt | verb=\"create\" | user=\"bob\"");

        assertThat(funnel.closest()).containsExactly(entries.get(1));
    }

    @Test
    void hasNoClosestLineWhereNotEvenTheStreamFits() {
        write("other", "verb=get");

        Funnel funnel = funnel("{app=\"x\"} | logfmt");

        assertThat(funnel.closest()).isEmpty();
        assertThat(funnel.steps()).extracting(Funnel.Step::count).containsExactly(0, 0);
    }

    @Test
    void leavesTheLinesAsTheyWereWritten() {
        write("x", "user=eve");

        assertThat(funnel("{app=\"x\"} | logfmt | line_format \"changed\" | user=\"bob\"")
                        .closest())
                .containsExactly(entries.get(0));
    }

    @Test
    void keepsLinesWithErrorsUntilAFilterTakesThem() {
        write("x", "{\"user\":\"ev");

        assertThat(steps("{app=\"x\"} | json | __error__=\"\""))
                .containsExactly("{app=\"x\"} 1", "| json 1", "__error__=\"\" 0: __error__ was \"JSONParserErr\" (1)");
    }

    private void write(String app, String line) {
        entries.add(Entry.of(START.plusSeconds(entries.size()), Labels.of("app", app), line));
    }

    private Funnel funnel(String query) {
        LogSelector selector =
                LogQl.parseMetric(new Source("query", "count_over_time(" + query + " [5m])")).ranges().stream()
                        .map(LogRange::query)
                        .findFirst()
                        .orElseThrow();
        return Funnel.of(selector, LokiVersion.NEWEST, entries);
    }

    private List<String> steps(String query) {
        return funnel(query).steps().stream()
                .map(step -> step.text() + " " + step.count() + (step.seen().isEmpty() ? "" : ": " + step.seen()))
                .toList();
    }
}
