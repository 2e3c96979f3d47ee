package io.auditrules.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.IllegalValueException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Templates that are put together and broken by chance: whatever they are, the answer is a text or a declared exception. */
class TemplateFuzzTest {
    private static final int TRIES = 20_000;
    private static final long SLOWEST_MILLIS = 5_000;
    private static final List<String> PIECES = List.of(
            "{{",
            "}}",
            "(",
            ")",
            "|",
            ".",
            "$",
            "\"",
            "`",
            "'",
            "-",
            " ",
            "\n",
            "end",
            "else",
            "if ",
            "range ",
            "with ",
            "define \"a\"",
            "template \"a\"",
            ":=",
            ",",
            "9223372036854775807",
            "é",
            "\\",
            "/*",
            "*/",
            "nil",
            "{{end}}",
            "upper",
            "fromJson .a",
            "repeat 99999",
            "printf \"%99999v\"",
            "__timestamp__",
            ".Year",
            "\ud800",
            "\u0000");

    @Test
    void endsInATextOrADeclaredException() throws IOException {
        long seed = 20260;
        SplittableRandom random = new SplittableRandom(seed);
        List<Recorded> known = Recorded.all();
        int expanded = 0;
        for (int i = 0; i < TRIES; i++) {
            String template = mutated(known.get(random.nextInt(known.size())).template(), random);
            long start = System.nanoTime();
            try {
                LineTemplate.ofLine(template).expand(Map.of("a", "[1,{\"b\":2}]", "foo", "bar"), "line", i, i);
                expanded++;
            } catch (ExpansionException e) {
                assertThat(e).hasMessageStartingWith("template: line:");
            } catch (IllegalValueException e) {
                assertThat(e.message()).startsWith("template: line:");
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("seed " + seed + ", try " + i + ": " + template, e);
            }
            assertThat((System.nanoTime() - start) / 1_000_000)
                    .as("milliseconds for %s", template)
                    .isLessThan(SLOWEST_MILLIS);
        }

        assertThat(expanded).isBetween(TRIES / 20, TRIES);
    }

    private static String mutated(String template, SplittableRandom random) {
        StringBuilder text = new StringBuilder(template);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(6));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
            }
        }
        return text.toString();
    }
}
