package io.auditrules.lint;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.EmbeddedText;
import io.auditrules.yaml.Relocation;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlReader;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells comments from texts that look like them. What stands in quotes is a text; what stands below a {@code |} may be YAML or
 * LogQL with comments of its own, and quotes of its own.
 */
final class Comments {
    private final List<EmbeddedText> texts = new ArrayList<>();

    /**
     * The comments of a file.
     *
     * @param word that all have that will be asked for
     */
    Comments(Source source, String word) {
        YamlReader.read(source, new Problems()).forEach(document -> collect(document, word));
    }

    private void collect(YamlNode node, String word) {
        if (node instanceof YamlScalar scalar) {
            if (scalar.text().contains(word)) {
                collect(new EmbeddedText(scalar), word);
            }
        } else if (node instanceof YamlSequence list) {
            list.items().forEach(item -> collect(item, word));
        } else if (node instanceof YamlMapping mapping) {
            mapping.entries().forEach(entry -> {
                collect(entry.key(), word);
                collect(entry.value(), word);
            });
        }
    }

    private void collect(EmbeddedText text, String word) {
        Problems problems = new Problems();
        List<YamlNode> documents = YamlReader.read(text.source(), problems);
        boolean isYaml = problems.list().isEmpty() && documents.stream().noneMatch(YamlScalar.class::isInstance);
        if (isYaml && text.isBlock()) {
            Relocation relocation = new Relocation(text::inFile);
            documents.forEach(document -> collect(document.accept(relocation), word));
        } else {
            texts.add(text);
        }
    }

    /** Whether the {@code #} at a place begins a comment, or stands in one. */
    boolean has(Place place) {
        return texts.stream()
                .filter(text -> text.covers(place))
                .noneMatch(text -> !text.isBlock() || endsInQuotes(text.before(place)));
    }

    /** Whether LogQL that is cut off ends in a text. */
    private static boolean endsInQuotes(String logql) {
        char quote = 0;
        for (int i = 0; i < logql.length(); i++) {
            char c = logql.charAt(i);
            if (quote == 0 && (c == '"' || c == '`' || c == '#')) {
                quote = c;
            } else if (quote == '"' && c == '\\') {
                i++;
            } else if (quote == '#' ? c == '\n' : c == quote) {
                quote = 0;
            }
        }
        return quote == '"' || quote == '`';
    }
}
