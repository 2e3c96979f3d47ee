package io.auditrules.yaml;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes documents the same bytes every time, in the layout a person would choose: no document start, no line folded,
 * block style for texts of several lines, and quotes only where a YAML 1.1 or 1.2 reader would otherwise not read the
 * same text.
 */
public final class YamlWriter {
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .stringQuotingChecker(new EveryReaderQuoting())
            .build();

    private YamlWriter() {}

    /**
     * The text of one document, with a line end after its last line.
     *
     * @param value a {@link Map} (in its own order), {@link Iterable}, {@link String}, {@link Boolean}, {@link Integer},
     *     {@link Long}, {@link Double} or {@link YamlNode}, to any depth; a node is written as it was read
     * @throws IllegalArgumentException for anything else
     */
    public static String write(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName((String) entry.getKey());
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            generator.writeStartArray();
            for (Object item : items) {
                write(item, generator);
            }
            generator.writeEndArray();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Long || value instanceof Double) {
            generator.writeNumber(value.toString());
        } else if (value instanceof YamlMapping mapping) {
            generator.writeStartObject();
            for (YamlMapping.Entry entry : mapping.entries()) {
                generator.writeFieldName(entry.key().text());
                write(entry.value(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof YamlSequence sequence) {
            write(sequence.items(), generator);
        } else if (value instanceof YamlScalar scalar) {
            write(scalar, generator);
        } else {
            throw new IllegalArgumentException("no YAML form for " + value.getClass());
        }
    }

    private static void write(YamlScalar scalar, JsonGenerator generator) throws IOException {
        switch (scalar.type()) {
            case NULL -> generator.writeNull();
            case STRING -> generator.writeString(scalar.text());
            // A plain scalar stays plain and as it was: its reader decides what it means, as it did for the author.
            case INTEGER, FLOAT, BOOLEAN, TIMESTAMP -> generator.writeNumber(scalar.text());
        }
    }

    /**
     * Quotes what any reader on the way could take for something else: SnakeYAML (1.1), the Kubernetes API server
     * (sigs.k8s.io/yaml over go.yaml.in/yaml/v2) and Loki, Alertmanager and GitOps tools (yaml/v3, mostly 1.2).
     */
    private static final class EveryReaderQuoting extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1;

        private static final Pattern LOOKS_TYPED = Pattern.compile(
                // numbers in any base, with or without separators, and sexagesimals
                "[-+]?(0[xX][0-9a-fA-F_]*|0[oO][0-7_]*|0[bB][01_]*|[0-9][0-9_]*(:[0-5]?[0-9])*(\\.[0-9_]*)?"
                        + "|\\.[0-9_]+|[0-9][0-9_]*(\\.[0-9_]*)?[eE][-+]?[0-9]+|\\.[0-9_]*[eE][-+]?[0-9]+"
                        + "|\\.(inf|Inf|INF))|\\.(nan|NaN|NAN)"
                        // dates and times
                        + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?"
                        // merge, default and null
                        + "|<<|=|~|",
                Pattern.DOTALL);
        private static final Pattern ODD_CHARACTER = Pattern.compile("[\\u0085\\u2028\\u2029\\ufeff]");

        @Override
        public boolean needToQuoteName(String name) {
            return isOdd(name) || super.needToQuoteName(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return isOdd(value) || super.needToQuoteValue(value);
        }

        private static boolean isOdd(String text) {
            return LOOKS_TYPED.matcher(text).matches()
                    || ODD_CHARACTER.matcher(text).find();
        }
    }
}
