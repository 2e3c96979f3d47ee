package io.auditrules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.event.Entry;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines that every rule has to cope with are many, of all kinds, and always the same. */
class MixedLinesTest {
    private static final List<Entry> LINES = MixedLines.entries();

    @Test
    void areTwentyThousandWithinAnHour() {
        assertThat(LINES).hasSize(MixedLines.COUNT).allSatisfy(line -> {
            assertThat(line.stream().get("log_type")).isEqualTo("audit");
            assertThat(line.time()).isAfter(MixedLines.START).isBefore(MixedLines.END);
        });
        assertThat(new HashSet<>(LINES.stream().map(Entry::time).toList())).hasSize(MixedLines.COUNT);
    }

    @Test
    void areAlwaysTheSame() {
        assertThat(MixedLines.entries()).isEqualTo(LINES);
    }

    @Test
    void areOfAllKinds() {
        assertThat(count("{\"kind\":\"Event\"")).isGreaterThan(6_000);
        assertThat(count("{\"@timestamp\"")).isGreaterThan(6_000);
        assertThat(count("type=")).isGreaterThan(50);
        assertThat(LINES.stream().filter(line -> line.line().contains("\"requestObject\":")))
                .hasSizeGreaterThan(1_000);
        assertThat(LINES.stream().filter(line -> !line.line().endsWith("}"))).hasSizeGreaterThan(1_000);
        assertThat(LINES.stream().filter(line -> line.line().isBlank())).isNotEmpty();
    }

    private long count(String beginning) {
        return LINES.stream().filter(line -> line.line().startsWith(beginning)).count();
    }
}
