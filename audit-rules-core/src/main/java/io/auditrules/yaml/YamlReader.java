package io.auditrules.yaml;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML 1.1 into nodes that know where they stand. Aliases and merge keys are resolved, within a bound, so that a
 * document cannot grow beyond measure; custom tags are refused.
 */
public final class YamlReader {
    /** What all aliases of one text together may add: generous for people, small for a bomb. */
    private static final int MOST_ALIASED_NODES = 100_000;

    private static final int DEEPEST_NESTING = 100;
    private static final int LONGEST_TEXT = 64 * 1024 * 1024;

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
    private final List<String> lines;
    private final Set<Node> seen = new HashSet<>();
    private final Set<Node> open = new HashSet<>();
    private int aliased;
    private int insideAlias;

    private YamlReader(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.lines = source.lines();
    }

    /**
     * The documents of a text, in order. What is wrong goes to {@code problems}; after a syntax error the documents
     * before it are returned.
     */
    public static List<YamlNode> read(Source source, Problems problems) {
        return new YamlReader(source, problems).documents();
    }

    private List<YamlNode> documents() {
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
            problems.add(syntaxErrorPlace(e), "not valid YAML: " + words(e), advice(e));
        } catch (ReaderException e) {
            problems.add(
                    source.placeAt(e.getPosition(), e.getPosition() + 1),
                    String.format("the character U+%04X is not allowed in YAML", e.getCodePoint()),
                    "delete it, or write it as an escape in a double-quoted text");
        } catch (YAMLException e) {
            problems.add(source.place(), "not valid YAML: " + e.getMessage(), "");
        }
        return documents;
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
        YamlScalar.Type type = TYPES.get(node.getTag());
        if (type == null) {
            checkTag(node, Tag.STR);
            type = YamlScalar.Type.STRING;
        }
        return new YamlScalar(node.getValue(), type, place(node));
    }

    private YamlMapping mapping(MappingNode node) {
        Map<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
        List<YamlMapping> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(place(tuple.getKeyNode()), "a key must be a text, not " + kind(tuple.getKeyNode()), "");
                continue;
            }
            if (keyNode.getTag().equals(Tag.MERGE)) {
                merge(tuple.getValueNode(), merged);
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

    private void merge(Node value, List<YamlMapping> merged) {
        YamlNode converted = convert(value);
        List<YamlNode> parts = converted instanceof YamlSequence sequence ? sequence.items() : List.of(converted);
        for (YamlNode part : parts) {
            if (part instanceof YamlMapping mapping) {
                merged.add(mapping);
            } else {
                problems.add(place(value), "\"<<\" merges mappings, not " + part.kind(), "");
            }
        }
    }

    private void checkTag(Node node, Tag expected) {
        if (!node.getTag().equals(expected)) {
            problems.add(
                    place(node),
                    "the tag \"" + node.getTag().getValue() + "\" is not known",
                    "delete the tag: values here need none");
        }
    }

    private static String kind(Node node) {
        return node instanceof MappingNode ? "a mapping" : "a list";
    }

    private Place place(Node node) {
        Mark start = node.getStartMark();
        Mark end = node.getEndMark();
        int length = node instanceof ScalarNode && end.getLine() == start.getLine()
                ? end.getColumn() - start.getColumn()
                : lengthOfWord(start);
        return source.place(start.getLine() + 1, start.getColumn() + 1, Math.max(1, length));
    }

    /** Marks the first word of a node that runs over several lines. */
    private int lengthOfWord(Mark start) {
        if (start.getLine() >= lines.size()) {
            return 1;
        }
        String rest = lines.get(start.getLine());
        int[] points = rest.codePoints().skip(start.getColumn()).toArray();
        int length = 0;
        while (length < points.length && !Character.isWhitespace(points[length]) && points[length] != ':') {
            length++;
        }
        return length;
    }

    private Place syntaxErrorPlace(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
        return mark == null ? source.place() : source.place(mark.getLine() + 1, mark.getColumn() + 1, 1);
    }

    private static String words(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? "" : e.getProblem();
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return (context + problem).strip();
    }

    private static String advice(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? "" : e.getProblem();
        if (problem.contains("\\t(TAB)")) {
            return "YAML is indented with spaces; replace the tab";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "quote a text that contains \": \", and check that the line is indented like its neighbours";
        }
        if (problem.contains("expected <block end>")) {
            return "check the indentation, and quote a text that begins with a quote, \"{\" or \"[\"";
        }
        if (problem.contains("found undefined alias")) {
            return "define the anchor (&name) before the alias (*name), or quote a text that begins with \"*\"";
        }
        if (problem.contains("cannot start any token")) {
            return "quote a text that begins with this character";
        }
        if (problem.contains("end of stream") || problem.contains("<stream end>")) {
            return "a quote or bracket that was opened before is never closed";
        }
        return "";
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
