package io.auditrules.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredTextsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/exec? /exe",
                "/(exec|attach) /attach,/exec",
                "dev[0-9]+ dev",
                "a[bc]d abd,acd",
                "(?i)x ''",
                "(?i)x/y /",
                ".* ''",
                "a|b* ''",
                "abc|[0-9]def abc,def",
                "^\"verb\":\"(create|delete)\" '\"verb\":\"create\",\"verb\":\"delete\"'",
                "(ab)+c ab",
                "(ab){3} ababab",
                "[a-z]+kube-system[a-z]+ kube-system",
                "x{0}y y",
                "\\x{FFFD} ''",
            })
    void areFewAndLong(String regex, String texts) {
        assertThat(String.join(
                        ",",
                        RequiredTexts.of(Regex.parse(regex)).stream()
                                .map(ByteText::toString)
                                .toList()))
                .isEqualTo(texts.strip());
    }

    @Test
    void occurInWhateverMatches() {
        int checked = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String regex = RandomRegex.regex(random, 2);
            List<ByteText> required = RequiredTexts.of(Regex.parse(regex));
            Pattern pattern = Pattern.compile(regex);
            for (int i = 0; i < 8 && !required.isEmpty(); i++) {
                String text = RandomRegex.text(random);
                if (pattern.matcher(text).find()) {
                    checked++;
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    assertThat(required)
                            .as("seed %d: %s finds in %s", seed, regex, text)
                            .anyMatch(one -> one.isIn(bytes, 0, bytes.length));
                }
            }
        }
        assertThat(checked).isGreaterThan(5_000);
    }
}
