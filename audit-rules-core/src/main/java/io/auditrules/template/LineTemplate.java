package io.auditrules.template;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A template of Loki's stages {@code line_format} and {@code label_format} (v3.7.6). Threads may share it. */
public final class LineTemplate {
    private final Template template;
    private final Set<String> fields = new LinkedHashSet<>();

    private LineTemplate(Template template) {
        this.template = template;
        collect(template.main().root().nodes);
        fields.remove("");
    }

    /**
     * The template of {@code line_format}.
     *
     * @throws IllegalValueException if Loki refuses it
     */
    public static LineTemplate ofLine(String text) {
        return new LineTemplate(Template.parse("line", text, Functions.LOKI));
    }

    /**
     * The template of one label in {@code label_format}.
     *
     * @throws IllegalValueException if Loki refuses it
     */
    public static LineTemplate ofLabel(String text) {
        return new LineTemplate(Template.parse("label", text, Functions.LOKI));
    }

    /**
     * The text for one line. Of a letter that a function has cut in half each byte is a lone
     * low surrogate, see {@code io.auditrules.bytes.Utf8}.
     *
     * @param labels those that Loki has at this point of the pipeline
     * @param line what {@code __line__} is
     * @param timestampNanos what {@code __timestamp__} is: nanoseconds since 1970
     * @param nowNanos what {@code now} is, likewise
     * @throws ExpansionException whose message Loki puts into the label {@code __error_details__}
     */
    public String expand(Map<String, String> labels, String line, long timestampNanos, long nowNanos)
            throws ExpansionException {
        Function.Surroundings surroundings =
                new Function.Line(Utf8.bytesOf(line), GoTime.unix(0, timestampNanos), GoTime.unix(0, nowNanos));
        return Utf8.textOf(template.expand(new GoMap.OfStrings(labels), surroundings));
    }

    /**
     * The labels that Loki takes for needed, which decides what its parsers extract. Not all that the template reads: Loki
     * does not look into chains after parentheses, variables, and templates that are defined or invoked.
     */
    public Set<String> fields() {
        return java.util.Collections.unmodifiableSet(fields);
    }

    /**
     * The label if the template is nothing but one, such as {@code {{.message}}}: {@code line_format} then takes the value
     * as it is. Loki does not mind a variable that is declared beside it.
     */
    public Optional<String> singleField() {
        List<Node> nodes = template.main().root().nodes;
        if (nodes.size() == 1
                && nodes.get(0) instanceof Node.Action action
                && action.pipe.commands.size() == 1
                && action.pipe.commands.get(0).words.size() == 1
                && action.pipe.commands.get(0).words.get(0) instanceof Node.Field field
                && field.names.length == 1) {
            return Optional.of(Utf8.textOf(field.names[0]));
        }
        return Optional.empty();
    }

    private void collect(List<? extends Node> nodes) {
        for (Node node : nodes) {
            if (node instanceof Node.Action action) {
                collect(action.pipe);
            } else if (node instanceof Node.Pipe pipe) {
                collect(pipe);
            } else if (node instanceof Node.Branch branch) {
                collect(branch.pipe);
                collect(branch.list.nodes);
                if (branch.otherwise != null) {
                    collect(branch.otherwise.nodes);
                }
            } else if (node instanceof Node.Field field) {
                for (String name : field.names) {
                    fields.add(Utf8.textOf(name));
                }
            }
        }
    }

    private void collect(Node.Pipe pipe) {
        pipe.commands.forEach(command -> collect(command.words));
    }
}
