package io.auditrules.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
    private final Problems problems = new Problems();

    @Test
    void keepsTextsAndSaysWhatTheyAre() {
        assertThat(shown("""
                texts: [a, 'on', "1", '', é]
                integers: [1, 0o17, 017, 0x1F, 1_000, 1:30]
                fractions: [1.5, .inf, 1e3]
                truths: [on, No, TRUE]
                dates: [2001-01-01, 2001-12-14 21:59:43]
                nothing: [~, null, ]
                """)).isEqualTo("""
                {texts: [STRING a, STRING on, STRING 1, STRING , STRING é], \
                integers: [INTEGER 1, STRING 0o17, INTEGER 017, INTEGER 0x1F, INTEGER 1_000, INTEGER 1:30], \
                fractions: [FLOAT 1.5, FLOAT .inf, FLOAT 1e3], \
                truths: [BOOLEAN on, BOOLEAN No, BOOLEAN TRUE], \
                dates: [TIMESTAMP 2001-01-01, TIMESTAMP 2001-12-14 21:59:43], \
                nothing: [NULL ~, NULL null]}""");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void keepsKeysAsTheyAreWritten() {
        assertThat(shown("on: 1\nyes: 2\n0x1F: 3\n~: 4\n2001-01-01: 5\n'<<': 6\n1.0: 7\n"))
                .isEqualTo("{on: INTEGER 1, yes: INTEGER 2, 0x1F: INTEGER 3, ~: INTEGER 4, 2001-01-01: INTEGER 5, "
                        + "<<: INTEGER 6, 1.0: INTEGER 7}");
    }

    @Test
    void readsTextsOfSeveralLines() {
        assertThat(shown("a: |\n  b\n   c\n\nd: >-\n  e\n  f\ng: \"h\n  i\\\n  j\"\nk: l\n  m\n"))
                .isEqualTo("{a: STRING b\n c\n, d: STRING e f, g: STRING h ij, k: STRING l m}");
    }

    @Test
    void readsAllDocuments() {
        assertThat(read("a: 1\n---\n- b\n---\n...\n---\nc\n"))
                .hasSize(4)
                .extracting(YamlNode::kind)
                .containsExactly("a mapping", "a list", "nothing", "text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \n\n", "# only a comment\n", "# one\n\n# two"})
    void readsNoDocumentWhereThereIsNone(String text) {
        assertThat(read(text)).isEmpty();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void readsTheDocumentsBeforeASyntaxError() {
        assertThat(read("a: 1\n---\nb: [\n")).hasSize(1);
        assertThat(problems.list()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '§',
            value = {
                "a: find                 => 1:4+4",
                "a: 'find'               => 1:4+6",
                "a: \"find\\n\"          => 1:4+8",
                "ä😀: find               => 1:5+4",
                "ä: [😀, '日本', find]    => 1:14+4",
                "😀: 1⏎日本: find         => 2:5+4",
                "a: {b: find }           => 1:8+4",
                "a:⏎  - b⏎  - find # c   => 3:5+4",
                "a: &x find              => 1:7+4",
                "a: \u2028 1⏎b: find     => 2:4+4",
                "a: 'x\u0085 y'⏎b: find   => 2:4+4",
                "a: \u00a0⏎b: find       => 2:4+4",
                "- |⏎  find⏎  b          => 1:3+1",
                "- find⏎  b              => 1:3+4",
                "- 'find⏎  b'            => 1:3+5",
                "{a: x, b: [find]}       => 1:12+4",
            })
    void knowsWhereAScalarStands(String text, String place) {
        for (String lineEnd : List.of("\n", "\r\n")) {
            List<YamlNode> documents = read(text.replace("⏎", lineEnd));
            assertThat(documents.get(0).accept(new Find("find"))).isEqualTo(place);
        }
    }

    @Test
    void knowsWhereKeysListsAndMappingsStand() {
        YamlMapping document =
                (YamlMapping) read("日本: [x]\nkey:\n  - name: x\n").get(0);

        assertThat(show(document.place())).isEqualTo("1:1+2");
        assertThat(show(document.entries().get(0).key().place())).isEqualTo("1:1+2");
        assertThat(show(document.entries().get(0).value().place())).isEqualTo("1:5+3");
        assertThat(show(document.entries().get(1).key().place())).isEqualTo("2:1+3");
        YamlSequence list = (YamlSequence) document.get("key").orElseThrow();
        assertThat(show(list.place())).isEqualTo("3:3+1");
        assertThat(show(list.items().get(0).place())).isEqualTo("3:5+4");
    }

    /** The place of every plain word is where the word is, whatever stands around it. */
    @Test
    void knowsWhereWordsStandInRandomTexts() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 2_000; run++) {
            StringBuilder text = new StringBuilder();
            int lines = 1 + random.nextInt(6);
            for (int i = 0; i < lines; i++) {
                text.append(pick(random, "k", "'😀 ", "\"é\\t", "日本")).append(i);
                char begin = text.toString().charAt(text.lastIndexOf("\n") + 1);
                text.append(begin == '\'' || begin == '"' ? String.valueOf(begin) : "")
                        .append(": ");
                text.append(pick(
                        random,
                        "word" + i,
                        "[😀, '\u2028', word" + i + "]",
                        "{ü: word" + i + "}",
                        "\n  - é\n  - word" + i));
                text.append(pick(random, "\n", "\r\n", "   # 😀\n", "\n\n", "\n# 日本\n"));
            }
            List<YamlNode> documents = read(text.toString());
            assertThat(problems.list()).as("seed %s: %s", seed, text).isEmpty();
            for (int i = 0; i < lines; i++) {
                int offset = text.indexOf("word" + i);
                Place expected = new Source("a.yaml", text.toString()).placeAt(offset, offset + 5);
                assertThat(documents.get(0).accept(new Find("word" + i)))
                        .as("seed %s: %s", seed, text)
                        .isEqualTo(show(expected));
            }
        }
    }

    @Test
    void resolvesAliasesAndMergeKeys() {
        assertThat(shown("""
                base: &base {a: 1, b: 2}
                other: &other {b: 3, c: 4}
                one: {<<: *base, b: 5}
                two: {<<: [*base, *other]}
                three: *base
                """)).isEqualTo("""
                {base: {a: INTEGER 1, b: INTEGER 2}, other: {b: INTEGER 3, c: INTEGER 4}, \
                one: {b: INTEGER 5, a: INTEGER 1}, two: {a: INTEGER 1, b: INTEGER 2, c: INTEGER 4}, \
                three: {a: INTEGER 1, b: INTEGER 2}}""");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void endsAnAliasBombQuickly() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(String.join(", ", List.of(alias, alias, alias, alias, alias, alias, alias, alias, alias)))
                    .append("]\n");
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(read(bomb.toString())).isEmpty());
        assertThat(problems.list().get(0).message())
                .isEqualTo("the aliases of this file expand to more than 100000 values");
    }

    @Test
    void endsAMergeBombQuickly() {
        String bomb = "a0: &a0 {k: v}\n"
                + IntStream.range(1, 40)
                        .mapToObj(i -> "a%1$d: &a%1$d {<<: [*a%2$d, *a%2$d]}\n".formatted(i, i - 1))
                        .collect(Collectors.joining());

        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(read(bomb)).isEmpty());
        assertThat(problems.list()).hasSize(1);
    }

    @Test
    void allowsManyAliasesOfOneSmallValue() {
        String text = "a: &a {b: c}\nlist:\n" + "- *a\n".repeat(10_000);

        assertThat(read(text)).hasSize(1);
        assertThat(problems.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void rejectsDeepNesting(String open) {
        read(open.repeat(100_000));

        assertThat(problems.list().get(0).message()).isEqualTo("lists and mappings are nested deeper than 100 levels");
    }

    @Test
    void readsTwentyMegabytes() {
        String line = "expr: 'sum by (x) (count_over_time({a=\"b\"}[5m]))' # ü😀 and a comment to make the line longer";
        String block = ("    " + line + "\n").repeat(100);
        String text = IntStream.range(0, 2_100)
                .mapToObj(i -> "key" + i + ": |\n" + block)
                .collect(Collectors.joining());
        assertThat(text.length()).isGreaterThan(20_000_000);

        YamlMapping document = (YamlMapping) read(text + "last: 😀\n").get(0);

        assertThat(document.entries()).hasSize(2_101);
        assertThat(document.entries().get(2_100).key().place().line()).isEqualTo(2_100 * 101 + 1);
    }

    @Test
    void readsManyValuesInOneLineInNoTime() {
        String text = "[" + "{a: [b]}, ".repeat(20_000) + "😀]";

        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(read(text)).hasSize(1));
    }

    @Test
    void showsTheLineWithACaretAndWhatToDo() {
        read("expr: 'a\nfor: 5m\n");

        assertThat(problems.list().get(0)).hasToString("""
                a.yaml:1:7: this quote is never closed
                  1 | expr: 'a
                    |       ^
                  close it; in single quotes write '' for a quote, in double ones \\\"""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '§',
            value = {
                "ü: 'b|c: d            => 1:4 this quote is never closed",
                "a: \"b||c             => 1:4 this quote is never closed",
                "a: 'x|---|y'          => 1:4 this quote is never closed",
                "a: 'it's'             => 1:8 this does not belong to what stands before it",
                "a: \"b\" c            => 1:8 this does not belong to what stands before it",
                "x: {{ $x }} y         => 1:13 this does not belong to what stands before it",
                "x: {{ x }}            => 1:5 a key must be a text, not a mapping",
                "[a]: b                => 1:1 a key must be a text, not a list",
                "a: \"\\d+\"           => 1:6 \"\\d\" is not an escape that double quotes know",
                "a: \"\\u12\"          => 1:7 this escape is incomplete",
                "a: \"\\ud83d\"        => 1:4 an escape in this text stands for half a character",
                "a: [b|c: d            => 2:2 a \",\" or \"]\" is missing before this",
                "a: {b: 1 c: 2}        => 1:11 a \",\" or \"}\" is missing before this",
                "😀: [b, c             => 1:4 this \"[\" is never closed",
                "a: {b: c              => 1:4 this \"{\" is never closed",
                "a: [{                 => 1:6 the text ends inside of \"{\" or \"[\"",
                "a: [b,|- c]           => 2:1 a value cannot begin with \"-\"",
                "a: b: c               => 1:5 a key with a value cannot stand here",
                "a: b|  c: d           => 2:4 a key with a value cannot stand here",
                "a:|  b: c| d: e       => 3:2 this line is indented like no line before it",
                "a: b|- c              => 2:1 a list item cannot stand here, among keys",
                "- a|b: c              => 2:1 a key cannot stand here, among list items",
                "§  a: b|c: d§         => 2:1 this does not belong to what stands before it",
                "a:|\tb: c             => 2:1 a tab cannot stand here",
                "a: - b                => 1:4 \"- \" cannot stand here",
                "a: *x                 => 1:4 nothing has the anchor \"&x\" before this",
                "a: *                  => 1:4 \"*\" needs a name",
                "a: &                  => 1:4 \"&\" needs a name",
                "a: @x                 => 1:4 a value cannot begin with \"@\"",
                "a: `x                 => 1:4 a value cannot begin with \"`\"",
                "a: %x                 => 1:4 a value cannot begin with \"%\"",
                "a: }                  => 1:4 a value cannot begin with \"}\"",
                "%x: a                 => 1:1 a line cannot begin with \"%\"",
                "a: !foo b             => 1:4 the tag \"!foo\" cannot stand here",
                "a: !!int x            => 1:4 the tag \"!!int\" cannot stand here",
                "a: !!float 1          => 1:4 the tag \"!!float\" cannot stand here",
                "a: !!binary aGk=      => 1:4 the tag \"!!binary\" cannot stand here",
                "a: !!set {b}          => 1:4 the tag \"!!set\" cannot stand here",
                "a: !!java.net.URL [b] => 1:4 the tag \"!!java.net.URL\" cannot stand here",
                "a: !b\"c               => 1:4 a tag cannot stand here",
                "a: !b!c d             => 1:4 a tag cannot stand here",
                "a: 1|b|c: 2           => 2:1 a \":\" is missing after this key",
                "a: 1|b|               => 2:1 a \":\" is missing after this key",
                "a: 1|b: 2|a: 3        => 3:1 the key \"a\" stands twice in one mapping",
                "on: 1|'on': 2         => 2:1 the key \"on\" stands twice in one mapping",
                "b: {<<: 1}            => 1:5 \"<<\" merges mappings, not a number",
                "a: &a [b, *a]         => 1:4 an alias stands inside the value that it names",
                "a: b\u0000c           => 1:5 the character U+0000 is not allowed in YAML",
                "😀: 1|a: \u0007b      => 2:4 the character U+0007 is not allowed in YAML",
                "a: \ud83d             => 1:4 the character U+D83D is not allowed in YAML",
                "a: '\u2028'|b: [      => 2:5 the text ends inside of \"{\" or \"[\"",
            })
    void saysWhatIsWrongAndWhere(String text, String problem) {
        read(text.replace("|", "\n"));

        assertThat(problems.list())
                .extracting(found -> found.place().line() + ":" + found.place().column() + " " + found.message())
                .containsExactly(problem);
    }

    @Test
    void tellsAllProblemsThatAreNotOfSyntax() {
        read("a: 1\na: !x 2\nb: {c: 1, c: 2}\n[d]: 3\n");

        assertThat(problems.list()).extracting(Problem::message).hasSize(4);
    }

    @Test
    void acceptsATagThatSaysWhatAQuoteWould() {
        assertThat(shown("a: !!str 1\nb: !!int 1\nc: !!map {}\n")).isEqualTo("{a: STRING 1, b: INTEGER 1, c: {}}");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void neverFailsOnRandomTexts() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            String text = AwkwardTexts.random(random) + AwkwardTexts.random(random) + AwkwardTexts.random(random);
            Problems found = new Problems();
            try {
                YamlReader.read(new Source("a.yaml", text), found);
                assertThat(found.list())
                        .allSatisfy(problem -> assertThat(problem.toString()).startsWith("a.yaml:"));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }

    private List<YamlNode> read(String text) {
        return YamlReader.read(new Source("a.yaml", text), problems);
    }

    private String shown(String text) {
        List<YamlNode> documents = read(text);
        assertThat(documents).hasSize(1);
        return documents.get(0).accept(new Show());
    }

    private static String show(Place place) {
        return place.line() + ":" + place.column() + "+" + place.length();
    }

    private static String pick(SplittableRandom random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static final class Show implements YamlNode.Visitor<String> {
        @Override
        public String scalar(YamlScalar scalar) {
            return scalar.type() + " " + scalar.text();
        }

        @Override
        public String sequence(YamlSequence sequence) {
            return sequence.items().stream().map(item -> item.accept(this)).collect(Collectors.joining(", ", "[", "]"));
        }

        @Override
        public String mapping(YamlMapping mapping) {
            return mapping.entries().stream()
                    .map(entry -> entry.key().text() + ": " + entry.value().accept(this))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /** The place of the first scalar whose text begins so; empty if there is none. */
    private record Find(String text) implements YamlNode.Visitor<String> {
        @Override
        public String scalar(YamlScalar scalar) {
            return scalar.text().startsWith(text) ? show(scalar.place()) : "";
        }

        @Override
        public String sequence(YamlSequence sequence) {
            return sequence.items().stream()
                    .map(item -> item.accept(this))
                    .filter(place -> !place.isEmpty())
                    .findFirst()
                    .orElse("");
        }

        @Override
        public String mapping(YamlMapping mapping) {
            return mapping.entries().stream()
                    .map(entry -> entry.value().accept(this))
                    .filter(place -> !place.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }
}
