package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.Relocation;
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
final class Masked {
    private Masked() {}

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
        Source masked = new Source(source.path(), String.join("\n", lines));
        return new Relocation(place -> masked.place(place.line(), place.column(), place.length())).mapping(mapping);
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
}
