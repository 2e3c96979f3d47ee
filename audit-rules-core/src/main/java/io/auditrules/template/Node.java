package io.auditrules.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree of a template: the node kinds of Go's text/template/parse (1.26), each written as Go writes it in errors. */
abstract sealed class Node {
    /** Byte in the template. */
    final int position;

    private Node(int position) {
        this.position = position;
    }

    abstract void writeTo(StringBuilder out);

    @Override
    public final String toString() {
        StringBuilder out = new StringBuilder();
        writeTo(out);
        return out.toString();
    }

    static final class ListOf extends Node {
        final List<Node> nodes = new ArrayList<>();

        ListOf(int position) {
            super(position);
        }

        @Override
        void writeTo(StringBuilder out) {
            nodes.forEach(node -> node.writeTo(out));
        }

        /** Whether it holds nothing but blanks. */
        boolean isEmpty() {
            return nodes.stream()
                    .allMatch(node -> node instanceof Text text
                            && Strings.trimSpace(text.text).isEmpty());
        }
    }

    static final class Text extends Node {
        final String text;

        Text(int position, String text) {
            super(position);
            this.text = text;
        }

        @Override
        void writeTo(StringBuilder out) {
            out.append(text);
        }
    }

    static final class Action extends Node {
        final Pipe pipe;

        Action(int position, Pipe pipe) {
            super(position);
            this.pipe = pipe;
        }

        @Override
        void writeTo(StringBuilder out) {
            out.append("{{");
            pipe.writeTo(out);
            out.append("}}");
        }
    }

    /** If, range and with. */
    static final class Branch extends Node {
        enum Kind {
            IF("if"),
            RANGE("range"),
            WITH("with");

            final String word;

            Kind(String word) {
                this.word = word;
            }
        }

        final Kind kind;
        final Pipe pipe;
        final ListOf list;
        final @Nullable ListOf otherwise;

        Branch(Kind kind, Pipe pipe, ListOf list, @Nullable ListOf otherwise) {
            super(pipe.position);
            this.kind = kind;
            this.pipe = pipe;
            this.list = list;
            this.otherwise = otherwise;
        }

        @Override
        void writeTo(StringBuilder out) {
            out.append("{{").append(kind.word).append(' ');
            pipe.writeTo(out);
            out.append("}}");
            list.writeTo(out);
            if (otherwise != null) {
                out.append("{{else}}");
                otherwise.writeTo(out);
            }
            out.append("{{end}}");
        }
    }

    static final class Invocation extends Node {
        final String name;
        final @Nullable Pipe pipe;

        Invocation(int position, String name, @Nullable Pipe pipe) {
            super(position);
            this.name = name;
            this.pipe = pipe;
        }

        @Override
        void writeTo(StringBuilder out) {
            out.append("{{template ").append(Quoted.quote(name));
            if (pipe != null) {
                out.append(' ');
                pipe.writeTo(out);
            }
            out.append("}}");
        }
    }

    /** A word alone in its action. */
    static final class Keyword extends Node {
        enum Word {
            BREAK("{{break}}"),
            CONTINUE("{{continue}}"),
            ELSE("{{else}}"),
            END("{{end}}");

            final String text;

            Word(String text) {
                this.text = text;
            }
        }

        final Word word;

        Keyword(int position, Word word) {
            super(position);
            this.word = word;
        }

        @Override
        void writeTo(StringBuilder out) {
            out.append(word.text);
        }
    }

    static final class Pipe extends Node {
        boolean isAssignment;
        final List<Variable> declared = new ArrayList<>();
        final List<Command> commands = new ArrayList<>();

        Pipe(int position) {
            super(position);
        }

        @Override
        void writeTo(StringBuilder out) {
            for (int i = 0; i < declared.size(); i++) {
                out.append(i > 0 ? ", " : "");
                declared.get(i).writeTo(out);
            }
            if (!declared.isEmpty()) {
                out.append(isAssignment ? " = " : " := ");
            }
            for (int i = 0; i < commands.size(); i++) {
                out.append(i > 0 ? " | " : "");
                commands.get(i).writeTo(out);
            }
        }
    }

    static final class Command extends Node {
        final List<Node> words = new ArrayList<>();

        Command(int position) {
            super(position);
        }

        @Override
        void writeTo(StringBuilder out) {
            for (int i = 0; i < words.size(); i++) {
                out.append(i > 0 ? " " : "");
                writeInParentheses(words.get(i), out);
            }
        }
    }

    private static void writeInParentheses(Node node, StringBuilder out) {
        boolean isPipe = node instanceof Pipe;
        out.append(isPipe ? "(" : "");
        node.writeTo(out);
        out.append(isPipe ? ")" : "");
    }

    static final class Identifier extends Node {
        final Function function;

        Identifier(int position, Function function) {
            super(position);
            this.function = function;
        }

        @Override
        void writeTo(StringBuilder out) {
            out.append(function.name());
        }
    }

    static final class Variable extends Node {
        /** The name with its dollar, then fields. */
        final String[] names;

        Variable(int position, String text) {
            super(position);
            names = text.split("\\.", -1);
        }

        @Override
        void writeTo(StringBuilder out) {
            out.append(String.join(".", names));
        }
    }

    static final class Field extends Node {
        final String[] names;

        Field(int position, String text) {
            super(position);
            names = text.substring(1).split("\\.", -1);
        }

        @Override
        void writeTo(StringBuilder out) {
            for (String name : names) {
                out.append('.').append(name);
            }
        }
    }

    static final class Chain extends Node {
        final Node start;
        final String[] fields;

        Chain(int position, Node start, List<String> fields) {
            super(position);
            this.start = start;
            this.fields = fields.toArray(new String[0]);
        }

        @Override
        void writeTo(StringBuilder out) {
            writeInParentheses(start, out);
            for (String field : fields) {
                out.append('.').append(field);
            }
        }
    }

    /** The cursor, or nil. */
    static final class Symbol extends Node {
        final boolean isNil;

        Symbol(int position, boolean isNil) {
            super(position);
            this.isNil = isNil;
        }

        @Override
        void writeTo(StringBuilder out) {
            out.append(isNil ? "nil" : ".");
        }
    }

    static final class Bool extends Node {
        final boolean value;

        Bool(int position, boolean value) {
            super(position);
            this.value = value;
        }

        @Override
        void writeTo(StringBuilder out) {
            out.append(value);
        }
    }

    /** A text; its literal is what stands in the template. */
    static final class Literal extends Node {
        final String literal;
        final String text;

        Literal(int position, String literal, String text) {
            super(position);
            this.literal = literal;
            this.text = text;
        }

        @Override
        void writeTo(StringBuilder out) {
            out.append(literal);
        }
    }

    /** A number may be whole, unsigned and floating at once, as the place wants it. */
    static final class Numeral extends Node {
        final String text;
        final @Nullable Long whole;
        final boolean isUnsigned;
        final @Nullable Double floating;

        Numeral(int position, String text, @Nullable Long whole, boolean isUnsigned, @Nullable Double floating) {
            super(position);
            this.text = text;
            this.whole = whole;
            this.isUnsigned = isUnsigned;
            this.floating = floating;
        }

        @Override
        void writeTo(StringBuilder out) {
            out.append(text);
        }
    }
}
