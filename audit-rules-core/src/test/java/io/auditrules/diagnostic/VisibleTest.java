package io.auditrules.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "a b → ü 漢 😀           => a b → ü 漢 😀",
                "x\u001b[2Jx            => x\\x1b[2Jx",
                "a\u0000\u007f\u0085b   => a\\x00\\x7f\\x85b",
                "a\u202eb\u2028c        => a\\u202eb\\u2028c",
                "a\uffffb\ufffec        => a\ufffdb\ufffdc"
            })
    void showsWhatHasNoShape(String text, String shown) {
        assertThat(Visible.line(text)).isEqualTo(shown);
    }

    @Test
    void staysInOneLine() {
        assertThat(Visible.line("a\nb\tc\r\n")).isEqualTo("a\\nb\\tc\\x0d\\n");
    }

    @Test
    void halfACharacterBecomesAReplacement() {
        assertThat(Visible.line("a\ud83db\udc80")).isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    void whatIsShownStaysAsItIs() {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            String text = random.ints(8, 0, 0x3000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            assertThat(Visible.line(Visible.line(text))).isEqualTo(Visible.line(text));
        }
    }
}
