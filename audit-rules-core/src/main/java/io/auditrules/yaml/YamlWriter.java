package io.auditrules.yaml;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.auditrules.diagnostic.IllegalValueException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes documents the same bytes every time, in the layout a person would choose: no document start, no line folded,
 * block style for texts of several lines, and quotes only where a YAML 1.1 or 1.2 reader might otherwise not read the
 * same text.
 */
public final class YamlWriter {
    /**
     * Texts of several lines become blocks by {@code MINIMIZE_QUOTES} alone; {@code LITERAL_BLOCK_STYLE} would make
     * blocks of those too for which {@link #text} turns it off. Long keys are not allowed on one line, as SnakeYAML
     * counts them before it escapes them, and readers after: 1,024 characters then become too many.
     */
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .disable(YAMLGenerator.Feature.ALLOW_LONG_KEYS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .stringQuotingChecker(new EveryReader())
            .build();

    /** {@code Emitter.analyzeScalar} of SnakeYAML puts these in quotes, whatever they were: a number becomes a text. */
    private static final Pattern NEVER_PLAIN = Pattern.compile("0[0-9_]+|.*\t.*");

    private final YAMLGenerator generator;

    private YamlWriter(YAMLGenerator generator) {
        this.generator = generator;
    }

    /**
     * The text of one document, with a line end after its last line.
     *
     * <p>Four characters cannot be in a text, as it would not be the same for every reader:
     *
     * <ul>
     *   <li>The line separator U+2028 and the paragraph separator U+2029. They have the escapes {@code \L} and {@code \P}
     *       in YAML 1.1 and 1.2 alike (section 5.7 of 1.2), which SnakeYAML writes and snakeyaml-engine 3.0.1 rejects. As
     *       they are, they end a line in YAML 1.1, but not in 1.2 (section 5.4).
     *   <li>The byte order mark U+FEFF. SnakeYAML writes it as it is, which is legal in quotes (section 5.2). But
     *       go.yaml.in/yaml v2.4.5 and v3.0.6 lose the first character of lines once it stands at the beginning of their
     *       buffer ({@code is_bom} in {@code yamlprivateh.go} looks there, and not where it is told to).
     *   <li>Half a character (a lone surrogate), which has no form in UTF-8.
     * </ul>
     *
     * @param value a {@link Map} (in its own order), {@link Iterable}, {@link String}, {@link Boolean}, {@link Integer},
     *     {@link Long}, {@link Double} or {@link YamlNode}, to a depth of 1,000; a node is written as it was read
     * @throws IllegalValueException for one of the four characters, for deeper values, and for a number or date of a
     *     node that cannot be written without becoming a text: one with a leading zero ({@code 0644}), or with a tab
     * @throws IllegalArgumentException for any other value
     */
    public static String write(Object value) {
        StringWriter text = new StringWriter();
        try {
            // Closed only at the end: what stops half way cannot be ended.
            YAMLGenerator generator = FACTORY.createGenerator(text);
            new YamlWriter(generator).node(value);
            generator.close();
        } catch (StreamConstraintsException e) {
            throw new IllegalValueException("lists and mappings are nested deeper than 1000 levels", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void node(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                key((String) entry.getKey());
                node(entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof YamlMapping mapping) {
            generator.writeStartObject();
            for (YamlMapping.Entry entry : mapping.entries()) {
                key(entry.key().text());
                node(entry.value());
            }
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            generator.writeStartArray();
            for (Object item : items) {
                node(item);
            }
            generator.writeEndArray();
        } else if (value instanceof YamlSequence sequence) {
            node(sequence.items());
        } else {
            scalar(value);
        }
    }

    private void scalar(Object value) throws IOException {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            generator.writeNumber(value.toString());
        } else if (value instanceof Double number) {
            generator.writeNumber(
                    number.isNaN()
                            ? ".nan"
                            : number.isInfinite() ? (number > 0 ? ".inf" : "-.inf") : number.toString());
        } else if (value instanceof YamlScalar scalar) {
            switch (scalar.type()) {
                case NULL -> generator.writeNull();
                case STRING -> text(scalar.text());
                case INTEGER, FLOAT, BOOLEAN, TIMESTAMP -> plain(scalar);
            }
        } else {
            throw new IllegalArgumentException("no YAML form for " + value.getClass());
        }
    }

    private void key(String key) throws IOException {
        check(key);
        generator.writeFieldName(key);
    }

    private void text(String text) throws IOException {
        check(text);
        generator.configure(YAMLGenerator.Feature.MINIMIZE_QUOTES, text.indexOf('\n') < 0 || ScalarText.isBlock(text));
        generator.writeString(text);
    }

    /** Writes the scalar as it was: its reader decides what it means, as it did for the author. */
    private void plain(YamlScalar scalar) throws IOException {
        String text = scalar.text();
        if (NEVER_PLAIN.matcher(text).matches()) {
            throw new IllegalValueException(
                    "\"" + text + "\" is " + scalar.kind() + " in a form that cannot be passed on",
                    "put it in quotes if it is a text, or write it without "
                            + (text.indexOf('\t') < 0 ? "a leading zero" : "a tab"));
        }
        // Jackson writes it as it stands, whether it is a number or not.
        generator.writeNumber(text);
    }

    private static void check(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == 0x2028 || c == 0x2029) {
                throw illegal(
                        text, i, c == 0x2028 ? "line separator" : "paragraph separator", "write a line end or a space");
            } else if (c == 0xFEFF) {
                throw illegal(text, i, "byte order mark", "delete it");
            } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw illegal(text, i, "half of a character", "write the character itself, or delete it");
            }
        }
    }

    private static IllegalValueException illegal(String text, int at, String name, String advice) {
        String before = text.substring(text.lastIndexOf('\n', at) + 1, at);
        return new IllegalValueException(
                String.format(
                        Locale.ROOT,
                        "U+%04X (%s)%s would not be read alike by all readers of YAML",
                        (int) text.charAt(at),
                        name,
                        before.isEmpty() ? "" : " after \"" + before + "\""),
                advice);
    }

    /** Lets {@link ScalarText} decide, for all readers, instead of Jackson for its own. */
    private static final class EveryReader extends StringQuotingChecker {
        private static final long serialVersionUID = 1;

        @Override
        public boolean needToQuoteName(String name) {
            return !ScalarText.isPlain(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return !ScalarText.isPlain(value);
        }
    }
}
