package io.auditrules.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.golden.GoldenCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.ScannerException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlWriterTest {
    @Test
    void everyReaderReadsAwkwardTextsAsTheyAre() {
        List<String> texts = AwkwardTexts.all();
        assertThat(texts).hasSizeGreaterThan(150);

        for (String text : texts) {
            assertReadAsWritten(shapes(List.of(text)), text);
        }
        assertReadAsWritten(shapes(texts), "all");
    }

    @Test
    void everyReaderReadsRandomTextsAsTheyAre() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 400; i++) {
            Set<String> texts = new LinkedHashSet<>();
            while (texts.size() < 50) {
                texts.add(AwkwardTexts.random(random));
            }
            assertReadAsWritten(shapes(List.copyOf(texts)), "random texts with seed " + seed);
        }
    }

    static List<GoldenCase> recorded() {
        return GoldenCase.all("yaml");
    }

    /** Three readers written in Go, named in read.json, have read the document, and all have read the same. */
    @ParameterizedTest
    @MethodSource("recorded")
    void writesWhatReadersInGoHaveReadAsItIs(GoldenCase golden) throws IOException {
        Map<String, Object> shapes = shapes(AwkwardTexts.all());

        golden.assertProduces(Map.of("document.yaml", YamlWriter.write(shapes)));
        Map<?, ?> recorded = new ObjectMapper().readValue(golden.read("read.json"), Map.class);
        assertThat(recorded.get("readers"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(3);
        assertThat(recorded.get("read")).isEqualTo(shapes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system:masters",
                "openshift-logging",
                "4h",
                "30s",
                "sum by (x) (count_over_time({a=\"b\"}[5m])) > 0",
                "Shell in a pod",
                "it's",
                "a, b",
                "10.0.0.1",
                "1.19.0",
                "https://example.com/a?b=c#d",
                "日本語",
                "a – b…",
                "😀",
                "critical",
                "a{b}",
                "1-1",
                "a\\b"
            })
    void writesOrdinaryTextsWithoutQuotes(String text) {
        assertThat(YamlWriter.write(Map.of("a", text))).isEqualTo("a: " + text + "\n");
        assertThat(YamlWriter.write(Map.of(text, "a"))).isEqualTo(text + ": a\n");
        assertThat(YamlWriter.write(Map.of("a", List.of(text)))).isEqualTo("a:\n  - " + text + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#channel", "{{ $labels.x }}", "on", "0o17", "1:30", "<<", "=", "", "- a", "a: b", "2001-01-01"})
    void writesOthersInDoubleQuotes(String text) {
        assertThat(YamlWriter.write(Map.of("a", text))).isEqualTo("a: \"" + text + "\"\n");
    }

    /** SnakeYAML, which has its own mind about what needs quotes, writes single ones when it is overruled. */
    @Test
    void decidesAboutQuotesAlone() {
        for (String text : AwkwardTexts.all()) {
            assertThat(YamlWriter.write(Map.of("a", text))).doesNotStartWith("a: '");
            assertThat(YamlWriter.write(Map.of(text, "a")))
                    .doesNotStartWith("'")
                    .doesNotStartWith("? '");
        }
    }

    @Test
    void writesSeveralLinesAsABlock() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("expr", "sum by (x) (\n  count_over_time({a=\"b\"}[5m])\n) > 0");
        value.put("text", "# one\n\ntwo: {{ $labels.x }}\n");
        value.put("list", List.of("a\nb", Map.of("c", "d\ne")));

        assertThat(YamlWriter.write(value)).isEqualTo("""
                expr: |-
                  sum by (x) (
                    count_over_time({a="b"}[5m])
                  ) > 0
                text: |
                  # one

                  two: {{ $labels.x }}
                list:
                  - |-
                    a
                    b
                  - c: |-
                      d
                      e
                """);
    }

    @Test
    void writesLinesThatABlockWouldNotShowInQuotes() {
        assertThat(YamlWriter.write(Map.of(
                        "a", List.of("a \nb", "a\tb\nc", " a\nb", "a\n\n", "a\r\nb", "a\n\u0085b", "a\u00a0\nb"))))
                .isEqualTo("""
                a:
                  - "a \\nb"
                  - "a\\tb\\nc"
                  - " a\\nb"
                  - "a\\n\\n"
                  - "a\\r\\nb"
                  - "a\\n\\Nb"
                  - "a\\_\\nb"
                """);
    }

    @Test
    void writesJoinersInABlockAsTheyAreInQuotes() {
        assertThat(YamlWriter.write(List.of("\ud83d\udc69\u200d\ud83d\udcbb", "\ud83d\udc69\u200d\ud83d\udcbb\n")))
                .isEqualTo("  - \"\ud83d\udc69\u200d\ud83d\udcbb\"\n  - |\n    \ud83d\udc69\u200d\ud83d\udcbb\n");
    }

    @Test
    void writesKeysThatDoNotFitOnALineAfterAQuestionMark() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("", "a");
        value.put("a\nb", Map.of("c", "d"));
        value.put("k".repeat(127), "a");
        value.put("k".repeat(128), List.of("a"));

        assertThat(YamlWriter.write(value))
                .isEqualTo("? \"\"\n: a\n? \"a\\nb\"\n: c: d\n" + "k".repeat(127) + ": a\n? " + "k".repeat(128)
                        + "\n:   - a\n");
    }

    @Test
    void writesOtherValuesPlain() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("truth", true);
        value.put("number", 3);
        value.put("long", 5_000_000_000L);
        value.put("fraction", 0.5);
        value.put("no items", List.of());
        value.put("no keys", Map.of());

        assertThat(YamlWriter.write(value)).isEqualTo("""
                truth: true
                number: 3
                long: 5000000000
                fraction: 0.5
                no items: []
                no keys: {}
                """);
    }

    @Test
    void rejectsWhatHasNoForm() {
        assertThatThrownBy(() -> YamlWriter.write(Map.of("a", 'c')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no YAML form for class java.lang.Character");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "a\u2028b => U+2028 (line separator) after \"a\" => write a line end or a space",
                "a\u2029b => U+2029 (paragraph separator) after \"a\" => write a line end or a space",
                "x\\na b\u2029 => U+2029 (paragraph separator) after \"a b\" => write a line end or a space",
                "\ufeffa => U+FEFF (byte order mark) => delete it",
                "a\ud83dx => U+D83D (half of a character) after \"a\" => write the character itself, or delete it",
                "\ud83d\ude00\ude00 => U+DE00 (half of a character) after \"\ud83d\ude00\""
                        + " => write the character itself, or delete it",
            })
    void rejectsCharactersThatReadersDoNotReadAlike(String escaped, String character, String advice) {
        String text = escaped.replace("\\n", "\n");
        for (Object value : List.of(text, Map.of("a", text), Map.of(text, "a"), List.of("a", Map.of("b", text)))) {
            assertThatThrownBy(() -> YamlWriter.write(value))
                    .isInstanceOfSatisfying(IllegalValueException.class, e -> {
                        assertThat(e.message())
                                .isEqualTo(character + " would not be read alike by all readers of YAML");
                        assertThat(e.advice()).isEqualTo(advice);
                    })
                    .hasNoSuppressedExceptions();
        }
    }

    /** SnakeYAML would write it, and others read it: when they all do, there is no need to refuse it. */
    @Test
    void rejectsSeparatorsAsOneReaderDoes() {
        for (String document : List.of("\"a\\Lb\"", "\"a\\Pb\"")) {
            assertThat(new Yaml(new SafeConstructor(new LoaderOptions())).<String>load(document))
                    .matches("a[\u2028\u2029]b");
            assertThatThrownBy(() -> new Load(LoadSettings.builder().build()).loadFromString(document))
                    .isInstanceOf(ScannerException.class);
        }
    }

    /** Plain, they would be quoted by SnakeYAML, and so be texts. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "0644 => a number => a leading zero",
                "00 => a number => a leading zero",
                "0_7 => a number => a leading zero",
                "2001-12-14\t21:59:43 => a date => a tab"
            })
    void rejectsNumbersAndDatesThatWouldBecomeTexts(String text, String kind, String what) {
        YamlNode node = read("a: " + text);

        assertThatThrownBy(() -> YamlWriter.write(node))
                .isInstanceOf(IllegalValueException.class)
                .hasMessage(
                        "\"" + text + "\" is " + kind + " in a form that cannot be passed on: put it in quotes if it is"
                                + " a text, or write it without " + what);
        assertThat(YamlWriter.write(read("a: '" + text.replace('\t', ' ') + "'")))
                .isEqualTo("a: \"" + text.replace('\t', ' ') + "\"\n");
    }

    @Test
    void rejectsWhatIsNestedTooDeep() {
        Object value = "a";
        for (int i = 0; i < 1_000; i++) {
            value = List.of(value);
        }
        Object deepest = value;

        assertThat(YamlWriter.write(deepest)).endsWith("- a\n");
        assertThatThrownBy(() -> YamlWriter.write(List.of(deepest)))
                .isInstanceOf(IllegalValueException.class)
                .hasMessage("lists and mappings are nested deeper than 1000 levels");
    }

    @Test
    void writesTheSameInATurkishLocale() {
        String document = YamlWriter.write(shapes(AwkwardTexts.all()));
        Locale before = Locale.getDefault();
        Locale.setDefault(new Locale("tr"));
        try {
            assertThat(YamlWriter.write(shapes(AwkwardTexts.all()))).isEqualTo(document);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1\nb: +0644\nc: -0_7\nd: 0x1F\ne: 1:30\nf: 1_000\ng: -0b1\nh: +1\ni: 12345678901234567890",
                "a: 1.5\nb: .inf\nc: -.INF\nd: .nan\ne: 1e3\nf: 012.5\ng: 1:30.5\nh: 1.",
                "a: on\nb: Yes\nc: TRUE\nd: n\ne: 'on'",
                "a: 2001-01-01\nb: 2001-12-14t21:59:43.10-05:00\nc: 2001-12-14 21:59:43",
                "a:\nb: ~\nc: null\nd: 'null'\ne: ''",
                "on: 1\n1: on\n~: a\n2001-01-01: b\n'': c\n",
                "a: &x {b: 1, c: [on, 'on']}\nd: *x\ne: {<<: *x, b: 2}\n",
                "- [1, '1', {a: []}]\n- {}\n- |\n  a\n  b\n- >\n  a\n  b\n",
                "08",
                "'<<'",
                "=",
                "a: ! 1"
            })
    void writesWhatWasReadWithTheSameTypes(String text) {
        YamlNode node = read(text);
        YamlNode again = read(YamlWriter.write(node));

        assertThat(data(again)).isEqualTo(data(node));
        assertThat(YamlWriter.write(again)).isEqualTo(YamlWriter.write(node));
    }

    /** Each text as a key, a value and an item, at the top and further in. */
    private static Map<String, Object> shapes(List<String> texts) {
        Map<String, Object> top = new LinkedHashMap<>();
        texts.forEach(text -> top.put(text, text));
        top.put("list of texts", texts);
        List<Object> nested = new ArrayList<>();
        for (String text : texts) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put(text, List.of(text, List.of(text), Map.of(text, text)));
            item.put("after " + text, Map.of(text, List.of()));
            nested.add(item);
        }
        top.put("nested texts", nested);
        return top;
    }

    private static void assertReadAsWritten(Map<String, Object> value, String about) {
        String document = YamlWriter.write(value);
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object yaml11 = new Yaml(new SafeConstructor(options)).load(document);
        // snakeyaml-engine 3.0.1 fails where its buffer ends inside of an emoji.
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setBufferSize(document.length() + 16)
                .build();
        Object yaml12 = new Load(settings).loadFromString(document);
        // AssertJ would describe each of many documents; this is for speed.
        if (!value.equals(yaml11) || !value.equals(yaml12)) {
            assertThat(yaml11).as("YAML 1.1, %s:%n%s", about, document).isEqualTo(value);
            assertThat(yaml12).as("YAML 1.2, %s:%n%s", about, document).isEqualTo(value);
        }
        if (!texts(read(document)).equals(value)) {
            assertThat(texts(read(document)))
                    .as("our reader, %s:%n%s", about, document)
                    .isEqualTo(value);
        }
        assertThat(document).endsWith("\n");
    }

    private static YamlNode read(String text) {
        Problems problems = new Problems();
        List<YamlNode> documents = YamlReader.read(new Source("a.yaml", text), problems);
        assertThat(problems.list()).as("%s", text).isEmpty();
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }

    /** Maps, lists and strings; anything that is no string is marked as such. */
    private static Object texts(YamlNode node) {
        return node.accept(new Data(false));
    }

    /** Maps, lists, and values with their types. A number is itself, whatever its base. */
    private static Object data(YamlNode node) {
        return node.accept(new Data(true));
    }

    private record Data(boolean withTypes) implements YamlNode.Visitor<Object> {
        @Override
        public Object scalar(YamlScalar scalar) {
            if (scalar.type() == YamlScalar.Type.STRING && !withTypes) {
                return scalar.text();
            }
            return switch (scalar.type()) {
                case INTEGER -> new Yaml(new SafeConstructor(new LoaderOptions())).load(scalar.text());
                case NULL -> scalar.type();
                case STRING, FLOAT, BOOLEAN, TIMESTAMP -> scalar.type() + " " + scalar.text();
            };
        }

        @Override
        public Object sequence(YamlSequence sequence) {
            return sequence.items().stream().map(item -> item.accept(this)).toList();
        }

        @Override
        public Object mapping(YamlMapping mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            mapping.entries()
                    .forEach(entry -> map.put(entry.key().text(), entry.value().accept(this)));
            return map;
        }
    }
}
