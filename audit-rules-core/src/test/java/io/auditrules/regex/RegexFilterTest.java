package io.auditrules.regex;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.IllegalValueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RegexFilterTest {
    /** Characters with a case that take another number of bytes in the other one. */
    private static final String OTHER_LENGTH = "(?s).*[\u017F\u212A\u1E9E].*";

    @Test
    void judgesLinesAsLokiRecorded() {
        assertThat(disagreements(RegexFilter::ofLine, 1, false)).isEmpty();
    }

    @Test
    void judgesLabelsAsLokiRecorded() {
        assertThat(disagreements(RegexFilter::ofLabel, 2, false)).isEmpty();
    }

    /** But for what {@link RegexFilter#ofMatcher} says about case. */
    @Test
    void judgesMatchersAsLokiRecorded() {
        assertThat(disagreements(RegexFilter::ofMatcher, 3, true)).isEmpty();
    }

    @Test
    void requiresOfEachLineThatPassesOneOfItsTexts() {
        int checked = 0;
        for (String[] columns : Recorded.lines("verdicts.txt")) {
            for (int i = 4; i < columns.length && !columns[1].equals("!"); i++) {
                RegexFilter filter = RegexFilter.ofLine(Recorded.text(columns[0]));
                byte[] line = Recorded.bytes(columns[i]);
                List<ByteText> required = filter.requiredTexts();
                if (columns[1].charAt(i - 4) == '1' && !required.isEmpty()) {
                    checked++;
                    assertThat(required)
                            .as("%s on %s", columns[0], columns[i])
                            .anyMatch(text -> text.isIn(line, 0, line.length));
                }
            }
        }
        assertThat(checked).isGreaterThan(5_000);
    }

    private static List<String> disagreements(
            Function<String, RegexFilter> filters, int column, boolean hasExceptions) {
        List<String> disagreements = new ArrayList<>();
        List<String[]> recorded = Recorded.lines("verdicts.txt");
        assertThat(recorded).hasSizeGreaterThan(4_000);
        for (String[] columns : recorded) {
            StringBuilder verdicts = new StringBuilder();
            try {
                RegexFilter filter = filters.apply(Recorded.text(columns[0]));
                for (int i = 4; i < columns.length; i++) {
                    boolean isException = hasExceptions
                            && columns[0].contains("(?i")
                            && Recorded.text(columns[i]).matches(OTHER_LENGTH);
                    boolean passes = passesInTheMiddle(filter, Recorded.bytes(columns[i]));
                    verdicts.append(isException ? columns[column].charAt(i - 4) : passes ? '1' : '0');
                }
            } catch (IllegalValueException e) {
                verdicts.append('!');
            }
            if (!verdicts.toString().equals(columns[column])) {
                disagreements.add(columns[0] + " is " + columns[column] + " to Loki, here " + verdicts);
            }
        }
        return disagreements;
    }

    /** What stands before and after the line in the same bytes must not matter. */
    private static boolean passesInTheMiddle(RegexFilter filter, byte[] line) {
        byte[] bytes = new byte[line.length + 4];
        bytes[0] = 'a';
        bytes[1] = 'x';
        System.arraycopy(line, 0, bytes, 2, line.length);
        bytes[line.length + 2] = 'a';
        bytes[line.length + 3] = '\n';
        return filter.test(bytes, 2, line.length + 2);
    }

    @Test
    void looksForTheTextsOfAlternativesInALine() {
        assertThat(RegexFilter.ofLine("/(exec|attach)")).isEqualTo(anyOf(contains("/exec"), contains("/attach")));
    }

    @Test
    void comparesALabelWithAText() {
        assertThat(RegexFilter.ofLabel("create")).isEqualTo(new RegexFilter.EqualTo(ByteText.of("create"), false));
    }

    @Test
    void forgetsToAnchorALabelsAlternativesThatBeginAlike() {
        RegexFilter filter = RegexFilter.ofLabel("exec|exit");
        assertThat(filter).isEqualTo(anyOf(contains("exec"), contains("exit")));
        assertThat(filter.test("pods/exec")).isTrue();
    }

    @Test
    void forgetsToAnchorALabelsTextBeforeAnything() {
        assertThat(RegexFilter.ofLabel("dev.*")).isEqualTo(contains("dev"));
    }

    @Test
    void anchorsALabelsExpression() {
        assertThat(RegexFilter.ofLabel("dev[0-9]").test("dev1")).isTrue();
        assertThat(RegexFilter.ofLabel("dev[0-9]").test("xdev1")).isFalse();
    }

    @Test
    void dropsTheLegThatIsAlwaysTrue() {
        RegexFilter filter = RegexFilter.ofLine("ab|cd|");
        assertThat(filter).isEqualTo(anyOf(contains("ab"), contains("cd")));
        assertThat(filter.test("x")).isFalse();
    }

    @Test
    void takesAnyTextForEverythingAlsoWithEndsOfLines() {
        assertThat(RegexFilter.ofLabel(".*")).isEqualTo(new RegexFilter.Everything());
        assertThat(RegexFilter.ofLabel(".+")).isEqualTo(new RegexFilter.NotEmpty());
        assertThat(RegexFilter.ofLabel(".+").test("\n")).isTrue();
    }

    @Test
    void overwritesAnEndingThatFitsIntoTheMemoryOfTheBeginning() {
        assertThat(RegexFilter.ofLine("abcd.*|abce.*")).isEqualTo(anyOf(contains("abce"), contains("abce")));
        assertThat(RegexFilter.ofLine("pods/exec.*|pods/attach.*"))
                .isEqualTo(anyOf(contains("pods/exec"), contains("pods/attach")));
    }

    @Test
    void findsTextsInAnyCase() {
        RegexFilter filter = RegexFilter.ofLine("(?i)secret");
        assertThat(filter).isEqualTo(new RegexFilter.Contains(ByteText.of("secret"), true));
        assertThat(filter.test("a SeCReT")).isTrue();
        assertThat(filter.test("a secre")).isFalse();
    }

    @Test
    void takesAByteThatIsNoCharacterForAnyCharacter() {
        byte[] line = {'a', (byte) 0xFF, 'b'};
        assertThat(RegexFilter.ofLine("a.b|cd").test(line, 0, 3)).isTrue();
        assertThat(RegexFilter.ofLine("a..b|cd").test(line, 0, 3)).isFalse();
    }

    /** RE2/J 1.8 finds it if it is given bytes. */
    @Test
    void doesNotTakeWhatFollowsACharacterBeyondAsciiForTheBeginning() {
        byte[] line = "éa".getBytes(StandardCharsets.UTF_8);
        assertThat(RegexFilter.ofLine("^a").test(line, 0, line.length)).isFalse();
    }

    @Test
    void anchorsAMatcherWhoseDotIsAlsoTheEndOfALine() {
        RegexFilter matcher = RegexFilter.ofMatcher("dev.*");
        assertThat(matcher.test("dev\nx")).isTrue();
        assertThat(matcher.test("xdev")).isFalse();
        assertThat(RegexFilter.ofMatcher("exec|exit").test("pods/exec")).isFalse();
    }

    private static RegexFilter anyOf(RegexFilter... filters) {
        return new RegexFilter.AnyOf(List.of(filters));
    }

    private static RegexFilter contains(String text) {
        return new RegexFilter.Contains(ByteText.of(text), false);
    }
}
