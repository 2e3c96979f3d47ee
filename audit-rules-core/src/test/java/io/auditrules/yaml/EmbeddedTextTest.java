package io.auditrules.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;

/** Places of a text, in the file around it. */
class EmbeddedTextTest {

    @Test
    void findsAWordInTheLineThatItStandsIn() {
        assertThat(placesOf("word", """
                - |
                  a word
                  a word
                - a word
                """)).containsExactly("2:5", "3:5", "4:5");
    }

    @Test
    void findsItWhereLinesAreFolded() {
        assertThat(placesOf("word", """
                - >-
                  one
                  word

                  word
                    word
                  word
                - one
                  word

                    word
                - "one \\
                  word"
                """)).containsExactly("3:3", "5:3", "6:5", "7:3", "9:3", "11:5", "13:3");
    }

    @Test
    void findsItBehindTheIndentationThatIsSaid() {
        assertThat(placesOf("word", """
                - |2-
                     word
                   word
                - >1
                   word
                  word
                """)).containsExactly("2:6", "3:4", "5:4", "6:3");
    }

    @Test
    void findsItBehindQuotesAndEscapes() {
        assertThat(placesOf("word", """
                - '''word'' word'
                - "\\"word\\" \\x41\\u0041\\U00000041 word"
                - !!str "\\tword"
                - &anchor word
                """)).containsExactly("1:6", "1:13", "2:6", "2:34", "3:12", "4:11");
    }

    @Test
    void countsColumnsInCodePoints() {
        assertThat(placesOf("🦉", """
                - |
                  🦉🦉
                - '🔑🦉'
                - "\\U0001F511 \\U0001F989"
                """)).containsExactly("2:3", "2:4", "3:5", "4:15");
    }

    @Test
    void findsItInLinesThatEndAsInWindows() {
        assertThat(placesOf("word", "- |\r\n  a\r\n\r\n  word\r\n- 'a\r\n  word'\r\n"))
                .containsExactly("4:3", "6:3");
    }

    @Test
    void thePlaceOfAnEscapeIsAllOfIt() {
        YamlScalar scalar = scalars("- \"a\\u0041b\"\n").get(0);
        EmbeddedText text = new EmbeddedText(scalar);

        assertThat(text.inFile(text.source().place(1, 2, 1)))
                .isEqualTo(scalar.place().source().place(1, 5, 6));
    }

    @Test
    void aTextThatDoesNotStandThereIsAtThePlaceOfAllOfIt() {
        Place place = new Source("file", "- other\n").place(1, 3, 5);
        EmbeddedText text = new EmbeddedText(new YamlScalar("made", YamlScalar.Type.STRING, place));

        assertThat(text.inFile(text.source().place(1, 2, 1))).isEqualTo(place);
    }

    @Test
    void theEndOfATextIsBehindItsLastCharacter() {
        YamlScalar scalar = scalars("- |\n  word\n- word\n").get(1);
        EmbeddedText text = new EmbeddedText(scalar);

        assertThat(text.inFile(text.source().place(1, 5, 1)).toString()).isEqualTo("file:3:7");
    }

    /** As SnakeYAML writes it, in all styles, what stands at the place of a character is the character or its escape. */
    @Test
    void findsEveryCharacterOfAnyText() {
        Random random = new Random(20261127);
        for (int i = 0; i < 3000; i++) {
            String text = text(random);
            for (ScalarStyle style : ScalarStyle.values()) {
                DumperOptions options = new DumperOptions();
                options.setDefaultScalarStyle(style);
                options.setWidth(20 + random.nextInt(40));
                options.setAllowUnicode(random.nextBoolean());
                options.setLineBreak(random.nextBoolean() ? DumperOptions.LineBreak.UNIX : DumperOptions.LineBreak.WIN);
                String file = new Yaml(options).dump(Map.of("key", List.of(text)));
                assertFindsEveryCharacter(text, file);
            }
        }
    }

    private static void assertFindsEveryCharacter(String text, String file) {
        YamlScalar scalar = scalars(file).get(0);
        if (!scalar.text().equals(text)) {
            // SnakeYAML does not always write what it was given
            return;
        }
        EmbeddedText embedded = new EmbeddedText(scalar);
        List<String> lines = embedded.source().lines();
        for (int line = 1; line <= lines.size(); line++) {
            int[] points = lines.get(line - 1).codePoints().toArray();
            for (int column = 1; column <= points.length; column++) {
                Place place = embedded.inFile(embedded.source().place(line, column, 1));
                int point = points[column - 1];
                if (point > ' ') {
                    assertThat(there(place)).as(file).matches(there -> stands(point, there));
                }
            }
        }
    }

    private static boolean stands(int point, String there) {
        String character = Character.toString(point);
        return there.equals(character)
                || there.equals("'" + character)
                || (there.startsWith("\\") && there.length() > 1);
    }

    private static String text(Random random) {
        String[] parts = {
            "a", "word", " ", " ", "  ", "\n", "\n", "\n\n", "'", "\"", "\\", ":", ": ", " #", "🦉", "ü", "-", "|", "{"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    private static String there(Place place) {
        String line = place.source().lines().get(place.line() - 1);
        int[] points = line.codePoints().toArray();
        return new String(points, place.column() - 1, Math.min(place.length(), points.length - place.column() + 1));
    }

    /** Where a word stands, wherever a text of a list has it. */
    private static List<String> placesOf(String word, String file) {
        return scalars(file).stream()
                .map(EmbeddedText::new)
                .flatMap(text -> {
                    Source source = text.source();
                    return IntStream.range(0, source.text().length())
                            .filter(at -> source.text().startsWith(word, at))
                            .mapToObj(at -> text.inFile(source.placeAt(at, at + word.length())));
                })
                .map(place -> place.line() + ":" + place.column())
                .toList();
    }

    private static List<YamlScalar> scalars(String file) {
        Problems problems = new Problems();
        List<YamlNode> documents = YamlReader.read(new Source("file", file), problems);
        assertThat(problems.list()).isEmpty();
        YamlNode list = documents.get(0) instanceof YamlMapping mapping
                ? mapping.get("key").orElseThrow()
                : documents.get(0);
        return ((YamlSequence) list)
                .items().stream().map(YamlScalar.class::cast).toList();
    }
}
