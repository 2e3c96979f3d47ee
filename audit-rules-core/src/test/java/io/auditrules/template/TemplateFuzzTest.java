package io.auditrules.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.IllegalValueException;
import java.io.IOException;
import java.time.Instant;
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
            "$value",
            "toTime 1",
            "safeHtml \"a\"",
            ".Alerts",
            ".CommonLabels.SortedPairs",
            "list 1 nil",
            "toJson .",
            "args .",
            ".Year",
            "\ud800",
            "\u0000");

    /** A way in which a template is used. */
    @FunctionalInterface
    private interface Expansion {
        void of(String template, int number) throws ExpansionException;
    }

    @Test
    void aLineEndsInATextOrADeclaredException() throws IOException {
        List<String> known = Recorded.all().stream().map(Recorded::template).toList();

        endsWell(
                known,
                "template: line:",
                (template, number) -> LineTemplate.ofLine(template)
                        .expand(Map.of("a", "[1,{\"b\":2}]", "foo", "bar"), "line", number, number));
    }

    @Test
    void anAlertEndsInATextOrADeclaredException() throws IOException {
        List<AlertData> worlds = RecordedText.alertWorlds();

        endsWell(
                templates("alert-loki-3.7.6.tsv"),
                "template: __alert_A:",
                (template, number) -> AlertTemplate.parse("A", template).expand(worlds.get(number % worlds.size())));
    }

    @Test
    void aNotificationEndsInATextOrADeclaredException() throws IOException {
        List<NotificationData> worlds = RecordedText.notificationWorlds();

        endsWell(
                templates("notification-alertmanager-0.34.0.tsv"),
                "template: :",
                (template, number) -> NotificationTemplate.parse(template)
                        .expand(worlds.get(number % worlds.size()), Instant.ofEpochSecond(number)));
    }

    private static List<String> templates(String file) throws IOException {
        return RecordedText.all(file).stream().map(RecordedText::template).toList();
    }

    private static void endsWell(List<String> known, String start, Expansion expansion) {
        long seed = 20260;
        SplittableRandom random = new SplittableRandom(seed);
        int expanded = 0;
        for (int i = 0; i < TRIES; i++) {
            String template = mutated(known.get(random.nextInt(known.size())), random);
            long begin = System.nanoTime();
            try {
                expansion.of(template, i);
                expanded++;
            } catch (ExpansionException e) {
                assertThat(e).hasMessageStartingWith(start);
            } catch (IllegalValueException e) {
                assertThat(e.message()).startsWith(start);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("seed " + seed + ", try " + i + ": " + template, e);
            }
            assertThat((System.nanoTime() - begin) / 1_000_000)
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
