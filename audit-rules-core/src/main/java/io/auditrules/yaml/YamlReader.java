package io.auditrules.yaml;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML 1.1 into nodes that know where they stand. Aliases and merge keys are resolved, within a bound, so that a
 * document cannot grow beyond measure; custom tags are refused.
 */
public final class YamlReader {
    /** What all aliases of one text together may add: generous for people, small for a bomb. */
    private static final int MOST_ALIASED_NODES = 100_000;

    private static final int DEEPEST_NESTING = 100;
    private static final int LONGEST_TEXT = 64 * 1024 * 1024;

    private static final Resolver RESOLVER = new Resolver();

    private static final Map<Tag, YamlScalar.Type> TYPES = Map.of(
            Tag.STR, YamlScalar.Type.STRING,
            Tag.INT, YamlScalar.Type.INTEGER,
            Tag.FLOAT, YamlScalar.Type.FLOAT,
            Tag.BOOL, YamlScalar.Type.BOOLEAN,
            Tag.TIMESTAMP, YamlScalar.Type.TIMESTAMP,
            Tag.NULL, YamlScalar.Type.NULL,
            // "<<" outside a key is a text like any other.
            Tag.MERGE, YamlScalar.Type.STRING);

    private final Source source;
    private final Problems problems;
    private final Positions positions;
    private final Set<Node> seen = new HashSet<>();
    private final Set<Node> open = new HashSet<>();
    private int aliased;
    private int insideAlias;

    private YamlReader(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.positions = new Positions(source);
    }

    /**
     * The documents of a text, in order. What is wrong goes to {@code problems}; after a syntax error the documents
     * before it are returned.
     */
    public static List<YamlNode> read(Source source, Problems problems) {
        return new YamlReader(source, problems).documents();
    }

    private List<YamlNode> documents() {
        if (hasForbiddenCharacter()) {
            return List.of();
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST_NESTING);
        options.setCodePointLimit(LONGEST_TEXT);
        options.setMaxAliasesForCollections(MOST_ALIASED_NODES);
        List<YamlNode> documents = new ArrayList<>();
        try {
            for (Node node : new Yaml(options).composeAll(new StringReader(source.text()))) {
                documents.add(convert(node));
            }
        } catch (AliasBomb bomb) {
            problems.add(
                    bomb.place,
                    "the aliases of this file expand to more than " + MOST_ALIASED_NODES + " values",
                    "write the values out, or use fewer aliases");
        } catch (MarkedYAMLException e) {
            problems.add(SyntaxError.problem(e, positions));
        } catch (YAMLException | IllegalArgumentException e) {
            // The latter is what SnakeYAML makes of some tags.
            String words = String.valueOf(e.getMessage());
            problems.add(
                    source.place(),
                    words.startsWith("Nesting Depth exceeded")
                            ? "lists and mappings are nested deeper than " + DEEPEST_NESTING + " levels"
                            : "not valid YAML: " + words,
                    "");
        }
        return documents;
    }

    private boolean hasForbiddenCharacter() {
        String text = source.text();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            if (!StreamReader.isPrintable(character)) {
                problems.add(
                        source.placeAt(i, i + Character.charCount(character)),
                        String.format(Locale.ROOT, "the character U+%04X is not allowed in YAML", character),
                        "delete it, or write it as an escape in a double-quoted text");
                return true;
            }
        }
        return false;
    }

    private YamlNode convert(Node node) {
        boolean alias = !seen.add(node);
        if (alias || insideAlias > 0) {
            aliased++;
            if (aliased > MOST_ALIASED_NODES) {
                throw new AliasBomb(place(node));
            }
        }
        if (!open.add(node)) {
            problems.add(place(node), "an alias stands inside the value that it names", "write the value out");
            return new YamlScalar("", YamlScalar.Type.NULL, place(node));
        }
        insideAlias += alias ? 1 : 0;
        try {
            if (node instanceof ScalarNode scalar) {
                return scalar(scalar);
            }
            checkTag(node, node instanceof MappingNode ? Tag.MAP : Tag.SEQ);
            if (node instanceof SequenceNode sequence) {
                return new YamlSequence(
                        sequence.getValue().stream().map(this::convert).toList(), place(node));
            }
            return mapping((MappingNode) node);
        } finally {
            insideAlias -= alias ? 1 : 0;
            open.remove(node);
        }
    }

    private YamlScalar scalar(ScalarNode node) {
        Tag implied = node.isPlain() ? RESOLVER.resolve(NodeId.scalar, node.getValue(), true) : Tag.STR;
        Tag tag = node.getTag();
        // "!!str 1" says no more than quotes do; any other tag would make a value what it does not look like.
        if (!tag.equals(Tag.STR)) {
            checkTag(node, implied);
        }
        YamlScalar.Type type = TYPES.getOrDefault(tag.equals(implied) ? tag : Tag.STR, YamlScalar.Type.STRING);
        if (node.getValue().codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            problems.add(
                    place(node), "an escape in this text stands for half a character", "write the character itself");
        }
        return new YamlScalar(node.getValue(), type, place(node));
    }

    private YamlMapping mapping(MappingNode node) {
        Map<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
        List<YamlMapping> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(
                        place(tuple.getKeyNode()),
                        "a key must be a text, not " + kind(tuple.getKeyNode()),
                        "quote a text that begins with \"{\" or \"[\"");
                continue;
            }
            if (keyNode.getTag().equals(Tag.MERGE)) {
                merge(keyNode, tuple.getValueNode(), merged);
                continue;
            }
            YamlScalar key = scalar(keyNode);
            YamlMapping.Entry first = entries.get(key.text());
            YamlMapping.Entry entry = new YamlMapping.Entry(key, convert(tuple.getValueNode()));
            if (first == null) {
                entries.put(key.text(), entry);
            } else {
                problems.add(
                        key.place(),
                        "the key \"" + key.text() + "\" stands twice in one mapping",
                        "it stands first in line " + first.key().place().line() + "; delete one of the two");
            }
        }
        // A key of the mapping itself wins over a merged one, an earlier merge over a later: yaml.org/type/merge.html
        for (YamlMapping mapping : merged) {
            mapping.entries().forEach(entry -> entries.putIfAbsent(entry.key().text(), entry));
        }
        return new YamlMapping(List.copyOf(entries.values()), place(node));
    }

    private void merge(Node key, Node value, List<YamlMapping> merged) {
        YamlNode converted = convert(value);
        List<YamlNode> parts = converted instanceof YamlSequence sequence ? sequence.items() : List.of(converted);
        for (YamlNode part : parts) {
            if (part instanceof YamlMapping mapping) {
                merged.add(mapping);
            } else {
                problems.add(
                        place(key),
                        "\"<<\" merges mappings, not " + part.kind(),
                        "quote the key if it is meant as a text");
            }
        }
    }

    private void checkTag(Node node, Tag expected) {
        if (!node.getTag().equals(expected)) {
            problems.add(
                    place(node),
                    "the tag \"" + SyntaxError.shortTag(node.getTag().getValue()) + "\" cannot stand here",
                    "delete the tag: values here need none");
        }
    }

    private static String kind(Node node) {
        return node instanceof MappingNode ? "a mapping" : "a list";
    }

    private Place place(Node node) {
        if (!(node instanceof ScalarNode)) {
            return positions.placeOfWord(node.getStartMark());
        }
        return node.getAnchor() == null
                ? positions.placeOfScalar(node.getStartMark(), node.getEndMark())
                : positions.placeBehindAnchor(node.getStartMark(), node.getEndMark());
    }

    /** Ends the conversion at once: what an alias bomb would expand to must never exist. */
    private static final class AliasBomb extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Place place;

        AliasBomb(Place place) {
            super("too many aliases", null, false, false);
            this.place = place;
        }
    }
}
