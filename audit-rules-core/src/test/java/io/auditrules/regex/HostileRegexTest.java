package io.auditrules.regex;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileRegexTest {
    private static final String TEXT = "{\"verb\":\"create\",\"aaaaaaaabbbbbbbcccccc\":\"x\"}".repeat(20);

    @Test
    @Timeout(120)
    void endsWithAnAnswerOrARefusal() {
        int answered = 0;
        int refused = 0;
        for (long seed = 0; seed < 4_000; seed++) {
            String regex = RandomRegex.hostile(new SplittableRandom(seed));
            long start = System.nanoTime();
            try {
                RegexFilter.ofLine(regex).test(TEXT);
                answered++;
            } catch (IllegalValueException e) {
                refused++;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("seed %d", seed)
                    .isLessThan(Duration.ofSeconds(20));
        }
        assertThat(answered).isGreaterThan(100);
        assertThat(refused).isGreaterThan(100);
    }

    static String[] large() {
        return new String[] {
            "\\pL{1000}",
            "[a-c]{1000}".repeat(60),
            "(?:a?){1000}".repeat(100),
            "(?:a*){1000}".repeat(300),
            "(?:" + "a|bc|".repeat(20_000) + "d)",
            "(".repeat(990) + "[ab]" + ")".repeat(990),
            "(".repeat(60_000),
            "(?:a(?:b".repeat(240) + "[cd]" + ")?)*".repeat(240),
            "(?i)" + "[a-z]".repeat(10_000),
            "(?i)[\\x00-\\x{1e900}]".repeat(6_000),
            "\\pL".repeat(40_000),
            "a".repeat(131_000),
            "a".repeat(200_000),
            "\\Q" + "a*".repeat(60_000),
            "[a-z]?".repeat(20_000),
            "(?:[ab]*c){500}".repeat(50),
            "((a{1,31}){1,31}b)*[cd]",
        };
    }

    @ParameterizedTest
    @MethodSource("large")
    @Timeout(30)
    void endsHoweverLargeTheExpression(String regex) {
        try {
            assertThat(RegexFilter.ofLine(regex).test("")).isIn(true, false);
        } catch (IllegalValueException e) {
            assertThat(e).hasMessageStartingWith("the regular expression");
        }
    }
}
