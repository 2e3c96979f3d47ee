package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class RegexpsTest {
    /** Refused by amtool 0.25.0 too, as "invalid repeat count" or "expression nests too deeply". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(((a{1000}){1000}){1000})",
                "(a{10}){101}",
                "(a{2}b{900}){2}",
                "(a{2,}){600}",
                "(a{0,2}){501}",
                "([)]{501}|b){2}",
                "(\\){501}){2}"
            })
    void refusesRepetitionInRepetition(String regexp) {
        assertThatThrownBy(() -> Regexps.compile(regexp))
                .isInstanceOf(IllegalValueException.class)
                .hasMessage("the regular expression is too large: its counted repetitions make more than 1000:"
                        + " write it shorter");
    }

    /** Accepted by amtool 0.25.0 too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{10}){100}",
                "(a*){1000}",
                "(?:a{1000}|b){1}",
                "x{500}y{600}",
                "(a{500}){2}",
                "[{]{1000}",
                "\\x{1000}{2}",
                "\\p{Greek}{1000}",
                "[[:alpha:]{2000}]",
                "\\Q{2000}\\E",
                "a{,5}",
                "a{"
            })
    void acceptsTheRest(String regexp) {
        assertThatCode(() -> Regexps.compile(regexp)).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatWouldTakeAllMemoryOrStack() {
        assertThatThrownBy(() -> Regexps.compile("(".repeat(999) + ")".repeat(999)))
                .hasMessageContaining("its parentheses nest deeper than 998");
        assertThatThrownBy(() -> Regexps.compile("x*".repeat(5000)))
                .hasMessageContaining("it has more than 1000 repetitions");
        assertThatThrownBy(() -> Regexps.compile("[^a]{1000}".repeat(999)))
                .hasMessageContaining("it stands for more than 500000 characters");
        assertThat(Regexps.compile("(".repeat(998) + "x" + ")".repeat(998))
                        .matcher("x")
                        .find())
                .isTrue();
    }

    @Test
    void takesThousandsOfAlerts() {
        String names =
                IntStream.range(0, 10_000).mapToObj(i -> "AuditAlert" + i).collect(Collectors.joining("|"));

        assertThat(Regexps.compile(names).matcher("AuditAlert9999").find()).isTrue();
        assertThat(Regexps.compile(names).matcher("AuditAlert10000").find()).isFalse();
    }
}
