package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import io.auditrules.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys and values that Alertmanager understands and this library passes on as they were written: one Slack channel, the
 * global defaults … Settings that say the same are equal, wherever they were written.
 *
 * <pre>{@code
 * Settings.with("api_url_file", "/etc/alertmanager/secrets/audit-slack/url").and("channel", "#audit")
 * }</pre>
 */
public final class Settings {
    private static final Place NOWHERE = new Source("(settings built in Java)", "").place();

    private final YamlMapping mapping;
    private final Object content;

    private Settings(YamlMapping mapping) {
        this.mapping = mapping;
        this.content = content(mapping);
    }

    /** As they stand in a file. */
    public static Settings of(YamlMapping mapping) {
        return new Settings(mapping);
    }

    /** No settings, for what works without. */
    public static Settings none() {
        return new Settings(new YamlMapping(List.of(), NOWHERE));
    }

    /**
     * Settings of one key.
     *
     * @param value as for {@link #and}
     */
    public static Settings with(String key, Object value) {
        return none().and(key, value);
    }

    /**
     * These settings and one more at the end; a key that is already there gets the new value.
     *
     * @param value a {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link Double}, {@link Settings}, or
     *     a {@link List} of them
     * @throws IllegalArgumentException for any other value
     */
    public Settings and(String key, Object value) {
        List<YamlMapping.Entry> entries = new ArrayList<>(mapping.entries());
        YamlMapping.Entry entry =
                new YamlMapping.Entry(new YamlScalar(key, YamlScalar.Type.STRING, NOWHERE), node(value));
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).key().text().equals(key)) {
                entries.set(i, entry);
                return new Settings(new YamlMapping(entries, mapping.place()));
            }
        }
        entries.add(entry);
        return new Settings(new YamlMapping(entries, mapping.place()));
    }

    /** The text under a key, if there is one and it says something. */
    public Optional<String> text(String key) {
        return mapping.get(key)
                .filter(node -> node instanceof YamlScalar)
                .map(node -> ((YamlScalar) node).text())
                .filter(text -> !text.isEmpty());
    }

    /** Where a key stands, if it is there. */
    public Optional<Place> keyPlace(String key) {
        return mapping.entries().stream()
                .map(YamlMapping.Entry::key)
                .filter(name -> name.text().equals(key))
                .map(YamlScalar::place)
                .findFirst();
    }

    /** True where nothing is set. */
    public boolean isEmpty() {
        return mapping.entries().isEmpty();
    }

    /** What {@link YamlWriter} writes and error messages point into. */
    YamlMapping mapping() {
        return mapping;
    }

    /** What a node says, without where it says it. */
    static Object content(YamlNode node) {
        return node.accept(new Content());
    }

    private static YamlNode node(Object value) {
        if (value instanceof YamlNode node) {
            return node;
        }
        if (value instanceof Settings settings) {
            return settings.mapping;
        }
        if (value instanceof List<?> items) {
            return new YamlSequence(
                    items.stream().<YamlNode>map(item -> node(item)).toList(), NOWHERE);
        }
        return new YamlScalar(value.toString(), type(value), NOWHERE);
    }

    private static YamlScalar.Type type(Object value) {
        if (value instanceof String) {
            return YamlScalar.Type.STRING;
        }
        if (value instanceof Boolean) {
            return YamlScalar.Type.BOOLEAN;
        }
        if (value instanceof Integer || value instanceof Long) {
            return YamlScalar.Type.INTEGER;
        }
        if (value instanceof Double) {
            return YamlScalar.Type.FLOAT;
        }
        throw new IllegalArgumentException(
                "no setting can be a " + value.getClass().getName());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && content.equals(that.content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    /** The settings as YAML. */
    @Override
    public String toString() {
        return YamlWriter.write(mapping);
    }

    private static final class Content implements YamlNode.Visitor<Object> {
        @Override
        public Object scalar(YamlScalar scalar) {
            return scalar.isNull() ? List.of(scalar.type()) : List.of(scalar.type(), scalar.text());
        }

        @Override
        public Object sequence(YamlSequence sequence) {
            return sequence.items().stream().map(item -> item.accept(this)).toList();
        }

        @Override
        public Object mapping(YamlMapping mapping) {
            return mapping.entries().stream()
                    .collect(java.util.stream.Collectors.toMap(
                            entry -> entry.key().text(), entry -> entry.value().accept(this)));
        }
    }
}
