package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the same values at the same places of a source that has stars where its secrets were: messages show lines of the
 * source, and end in build logs.
 */
final class Masked implements YamlNode.Visitor<YamlNode> {
    private final Source source;

    private Masked(Source source) {
        this.source = source;
    }

    /** The mapping itself where it holds no secret. */
    static YamlMapping of(YamlMapping mapping) {
        List<YamlScalar> secrets = new ArrayList<>();
        collect(mapping, false, secrets);
        if (secrets.isEmpty()) {
            return mapping;
        }
        Source source = mapping.place().source();
        List<String> lines = new ArrayList<>(source.lines());
        for (YamlScalar secret : secrets) {
            Place place = secret.place();
            if (place.line() > 0) {
                lines.set(place.line() - 1, masked(lines.get(place.line() - 1), secret));
            }
        }
        return new Masked(new Source(source.path(), String.join("\n", lines))).mapping(mapping);
    }

    private static void collect(YamlNode node, boolean inSlack, List<YamlScalar> secrets) {
        if (node instanceof YamlSequence list) {
            list.items().forEach(item -> collect(item, inSlack, secrets));
        } else if (node instanceof YamlMapping mapping) {
            for (YamlMapping.Entry entry : mapping.entries()) {
                String key = entry.key().text();
                if (entry.value() instanceof YamlScalar value) {
                    if (!value.isNull() && Secrets.isSecret(key, value, inSlack)) {
                        secrets.add(value);
                    }
                } else {
                    collect(entry.value(), inSlack || key.equals("slack_configs"), secrets);
                }
            }
        }
    }

    private static String masked(String line, YamlScalar secret) {
        Place place = secret.place();
        int start = line.offsetByCodePoints(0, place.column() - 1);
        boolean onOneLine =
                place.length() >= secret.text().codePointCount(0, secret.text().length());
        int end = onOneLine ? line.offsetByCodePoints(start, place.length()) : line.length();
        // As many stars as characters, so that all columns after them stay.
        return line.substring(0, start) + "*".repeat(line.codePointCount(start, end)) + line.substring(end);
    }

    @Override
    public YamlScalar scalar(YamlScalar scalar) {
        return new YamlScalar(scalar.text(), scalar.type(), place(scalar));
    }

    @Override
    public YamlSequence sequence(YamlSequence sequence) {
        return new YamlSequence(
                sequence.items().stream().map(item -> item.accept(this)).toList(), place(sequence));
    }

    @Override
    public YamlMapping mapping(YamlMapping mapping) {
        return new YamlMapping(
                mapping.entries().stream()
                        .map(entry -> new YamlMapping.Entry(
                                scalar(entry.key()), entry.value().accept(this)))
                        .toList(),
                place(mapping));
    }

    private Place place(YamlNode node) {
        Place place = node.place();
        return source.place(place.line(), place.column(), place.length());
    }
}
