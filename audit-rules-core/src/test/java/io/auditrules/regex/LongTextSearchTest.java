package io.auditrules.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LongTextSearchTest {

    @Test
    void findsWhatTheJdkFinds() {
        int found = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String all = text(random, 60);
            String wanted = text(random, 1 + random.nextInt(8)) + "a";
            int from = random.nextInt(all.length() + 1);
            int index = all.indexOf(wanted, from);
            found += index >= 0 ? 1 : 0;

            assertThat(LongTextSearch.indexOf(all, from, wanted))
                    .as("seed %d: %s in %s from %d", seed, wanted, all, from)
                    .isEqualTo(index);
            assertThat(LongTextSearch.indexOf(bytes(all), from, all.length(), bytes(wanted)))
                    .as("seed %d, in bytes", seed)
                    .isEqualTo(index);
        }
        assertThat(found).isBetween(5_000, 19_000);
    }

    private static String text(SplittableRandom random, int longest) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(longest), 'a', 'c').forEach(c -> text.append((char) c));
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
