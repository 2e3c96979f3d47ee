package io.auditrules.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what the template of an alert takes from the alert, without expanding it. */
final class TemplateUses {
    /** Functions whose arguments are not all printed. */
    private static final Set<String> CHOOSING = Set.of("and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len");

    private final Template.Source source;
    private final List<TemplateUse> uses = new ArrayList<>();
    private final Map<String, Thing> variables = new HashMap<>(Map.of("$", Thing.ROOT));

    /** What a word of a template stands for. */
    private enum Thing {
        ROOT,
        LABELS,
        OTHER
    }

    private TemplateUses(Template.Source source) {
        this.source = source;
    }

    /** What the author of the main template takes. */
    static List<TemplateUse> of(Template template) {
        Template.Tree tree = template.main();
        TemplateUses uses = new TemplateUses(tree.source());
        uses.list(tree.root(), Thing.ROOT);
        return uses.uses;
    }

    private void list(Node.ListOf list, Thing dot) {
        list.nodes.forEach(node -> node(node, dot));
    }

    private void node(Node node, Thing dot) {
        if (node instanceof Node.Action action) {
            pipe(action.pipe, dot, action.pipe.declared.isEmpty());
        } else if (node instanceof Node.Branch branch) {
            Thing inside = pipe(branch.pipe, dot, false);
            list(
                    branch.list,
                    switch (branch.kind) {
                        case IF -> dot;
                        case WITH -> inside;
                        case RANGE -> Thing.OTHER;
                    });
            otherwise(branch.otherwise, dot);
        } else if (node instanceof Node.Invocation invocation && invocation.pipe != null) {
            pipe(invocation.pipe, dot, false);
        }
    }

    private void otherwise(Node.@Nullable ListOf list, Thing dot) {
        if (list != null) {
            list(list, dot);
        }
    }

    private Thing pipe(Node.Pipe pipe, Thing dot, boolean isPrinted) {
        Thing thing = Thing.OTHER;
        for (Node.Command command : pipe.commands) {
            thing = command(command, dot, isPrinted);
        }
        for (Node.Variable declared : pipe.declared) {
            variables.put(declared.names[0], pipe.declared.size() == 1 ? thing : Thing.OTHER);
        }
        return thing;
    }

    private Thing command(Node.Command command, Thing dot, boolean isPrinted) {
        Node first = command.words.get(0);
        if (!(first instanceof Node.Identifier function)) {
            Thing thing = Thing.OTHER;
            for (Node word : command.words) {
                thing = word(word, dot, isPrinted);
            }
            return command.words.size() == 1 ? thing : Thing.OTHER;
        }
        String name = function.function.name();
        List<Node> arguments = command.words.subList(1, command.words.size());
        if (name.equals("now")) {
            add(TemplateUse.Kind.TIME, "", name, first.position, isPrinted);
        }
        boolean isIndex = name.equals("index") && arguments.size() == 2;
        for (int i = 0; i < arguments.size(); i++) {
            Thing thing = word(arguments.get(i), dot, isPrinted && !CHOOSING.contains(name));
            if (isIndex && i == 0 && thing == Thing.LABELS && arguments.get(1) instanceof Node.Literal key) {
                add(TemplateUse.Kind.LABEL, Utf8.textOf(key.text), key.literal, key.position, isPrinted);
            }
        }
        return Thing.OTHER;
    }

    private Thing word(Node word, Thing dot, boolean isPrinted) {
        if (word instanceof Node.Variable variable) {
            Thing thing = variables.getOrDefault(variable.names[0], Thing.OTHER);
            if (variable.names[0].equals("$value")) {
                add(TemplateUse.Kind.VALUE, "", "$value", variable.position, isPrinted);
            }
            return fields(thing, variable.names, 1, variable.position, isPrinted);
        }
        if (word instanceof Node.Field field) {
            return fields(dot, field.names, 0, field.position, isPrinted);
        }
        if (word instanceof Node.Chain chain) {
            return fields(word(chain.start, dot, isPrinted), chain.fields, 0, chain.position, isPrinted);
        }
        if (word instanceof Node.Pipe pipe) {
            return pipe(pipe, dot, isPrinted);
        }
        if (word instanceof Node.Identifier identifier
                && identifier.function.name().equals("now")) {
            add(TemplateUse.Kind.TIME, "", "now", word.position, isPrinted);
        }
        return word instanceof Node.Symbol symbol && !symbol.isNil ? dot : Thing.OTHER;
    }

    private Thing fields(Thing begin, String[] names, int first, int position, boolean isPrinted) {
        Thing thing = begin;
        for (int i = first; i < names.length; i++) {
            if (thing == Thing.ROOT && names[i].equals("Labels")) {
                thing = Thing.LABELS;
            } else {
                if (thing == Thing.ROOT && names[i].equals("Value")) {
                    add(TemplateUse.Kind.VALUE, "", names[i], position, isPrinted);
                } else if (thing == Thing.LABELS) {
                    add(TemplateUse.Kind.LABEL, Utf8.textOf(names[i]), names[i], position, isPrinted);
                }
                thing = Thing.OTHER;
            }
        }
        return thing;
    }

    /** @param word as it stands in the text, at or a little behind the position */
    private void add(TemplateUse.Kind kind, String label, String word, int position, boolean isPrinted) {
        int at = source.text().indexOf(word, position);
        if (at >= source.start()) {
            uses.add(new TemplateUse(kind, label, source.written(at), source.written(at + word.length()), isPrinted));
        }
    }
}
