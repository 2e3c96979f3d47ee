package io.auditrules.template;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.template.Lexer.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a template as Go's text/template/parse (1.26) does, and refuses it with the same words. */
final class Parser {
    /** Actions and parentheses inside each other. */
    static final int DEEPEST = 300;

    /** In bytes. */
    static final int LONGEST = 1_000_000;

    private final String name;
    private final Functions functions;
    private final Lexer lexer;
    private final Map<String, Node.ListOf> trees = new HashMap<>();
    private int depth;

    private Parser(String name, String text, Functions functions) {
        this.name = name;
        this.functions = functions;
        lexer = new Lexer(text);
    }

    /**
     * All templates that a text defines, by name; the text itself has the given one.
     *
     * @param name as bytes
     * @param text as bytes
     */
    static Map<String, Node.ListOf> parse(String name, String text, Functions functions) {
        if (text.length() > LONGEST) {
            throw new IllegalValueException(
                    "the template is longer than " + LONGEST + " bytes", "nobody could read it: shorten it");
        }
        Parser parser = new Parser(name, text, functions);
        Tree main = parser.new Tree(name);
        main.parse();
        return parser.trees;
    }

    /** One template; those that are defined inside read on with the same lexer. */
    private final class Tree {
        private String treeName;
        private final Token[] tokens = {Lexer.NONE, Lexer.NONE, Lexer.NONE};
        private int peeked;
        private final List<String> variables = new ArrayList<>(List.of("$"));
        private int actionLine;
        private int ranges;

        Tree(String treeName) {
            this.treeName = treeName;
        }

        // Tokens

        private Token next() {
            if (peeked > 0) {
                peeked--;
            } else {
                tokens[0] = lexer.next();
            }
            return tokens[peeked];
        }

        private void back() {
            peeked++;
        }

        private void back(Token first) {
            tokens[1] = first;
            peeked = 2;
        }

        private void back(Token first, Token second) {
            tokens[1] = second;
            tokens[2] = first;
            peeked = 3;
        }

        private Token peek() {
            if (peeked > 0) {
                return tokens[peeked - 1];
            }
            peeked = 1;
            tokens[0] = lexer.next();
            return tokens[0];
        }

        private Token nextNonSpace() {
            Token token = next();
            while (token.type() == Lexer.Type.SPACE) {
                token = next();
            }
            return token;
        }

        private Token peekNonSpace() {
            Token token = nextNonSpace();
            back();
            return token;
        }

        // Refusals

        private IllegalValueException refused(String message) {
            return refused(message, "");
        }

        private IllegalValueException refused(String message, String advice) {
            String place = "template: " + name + ":" + tokens[0].line() + ": ";
            return new IllegalValueException(Utf8.textOf(place + message), advice);
        }

        private IllegalValueException unexpected(Token token, String context) {
            if (token.type() != Lexer.Type.ERROR) {
                return refused("unexpected " + token + " in " + context);
            }
            String extra = "";
            if (actionLine != 0 && actionLine != token.line()) {
                extra = " in action started at " + name + ":" + actionLine;
                if (token.value().endsWith(" action")) {
                    extra = extra.substring(" in action".length());
                }
            }
            String advice = token.value().equals("unclosed action")
                    ? "an action ends with }} on a line of its own or another"
                    : token.value().startsWith("bad character")
                            ? "a field that is no plain word is read with index: {{ index . \"a-b\" }}"
                            : "";
            return refused(token + extra, advice);
        }

        private Token expect(Lexer.Type expected, String context) {
            Token token = nextNonSpace();
            if (token.type() != expected) {
                throw unexpected(token, context);
            }
            return token;
        }

        private void deeper() {
            if (++depth > DEEPEST) {
                throw refused("it nests deeper than " + DEEPEST, "define parts of it as templates of their own");
            }
        }

        // Trees

        void parse() {
            Node.ListOf root = new Node.ListOf(peek().position());
            while (peek().type() != Lexer.Type.EOF) {
                if (peek().type() == Lexer.Type.LEFT_DELIM) {
                    Token delim = next();
                    if (nextNonSpace().type() == Lexer.Type.DEFINE) {
                        new Tree("definition").definition();
                        continue;
                    }
                    back(delim);
                }
                Node node = textOrAction();
                if (isEndOrElse(node)) {
                    throw refused("unexpected " + node);
                }
                root.nodes.add(node);
            }
            add(root);
        }

        private static boolean isEndOrElse(Node node) {
            return node instanceof Node.Keyword keyword
                    && (keyword.word == Node.Keyword.Word.END || keyword.word == Node.Keyword.Word.ELSE);
        }

        private void add(Node.ListOf root) {
            Node.ListOf known = trees.get(treeName);
            if (known == null || known.isEmpty()) {
                trees.put(treeName, root);
            } else if (!root.isEmpty()) {
                throw refused("template: multiple definition of template " + Quoted.quote(treeName));
            }
        }

        private void definition() {
            String context = "define clause";
            Token token = nextNonSpace();
            if (token.type() != Lexer.Type.STRING && token.type() != Lexer.Type.RAW_STRING) {
                throw unexpected(token, context);
            }
            treeName = unquoted(token);
            expect(Lexer.Type.RIGHT_DELIM, context);
            add(body(context));
        }

        private Node.ListOf body(String context) {
            Node.ListOf list = new Node.ListOf(0);
            Node end = items(list);
            if (((Node.Keyword) end).word != Node.Keyword.Word.END) {
                throw refused("unexpected " + end + " in " + context);
            }
            return list;
        }

        private String unquoted(Token token) {
            String text = Quoted.unquote(token.value());
            if (text == null) {
                throw refused("invalid syntax", "a text in double quotes knows the escapes of Go; `...` knows none");
            }
            return text;
        }

        /** Fills a list up to an end or else, which is returned. */
        private Node items(Node.ListOf list) {
            deeper();
            while (peekNonSpace().type() != Lexer.Type.EOF) {
                Node node = textOrAction();
                if (isEndOrElse(node)) {
                    depth--;
                    return node;
                }
                list.nodes.add(node);
            }
            throw refused("unexpected EOF", "if, range, with, define and block want an {{end}} each");
        }

        private Node textOrAction() {
            Token token = nextNonSpace();
            if (token.type() == Lexer.Type.TEXT) {
                return new Node.Text(token.position(), token.value());
            }
            if (token.type() != Lexer.Type.LEFT_DELIM) {
                throw unexpected(token, "input");
            }
            actionLine = token.line();
            Node action = action();
            actionLine = 0;
            return action;
        }

        private Node action() {
            Token token = nextNonSpace();
            switch (token.type()) {
                case BLOCK -> {
                    return block();
                }
                case BREAK -> {
                    return loopControl(token, Node.Keyword.Word.BREAK);
                }
                case CONTINUE -> {
                    return loopControl(token, Node.Keyword.Word.CONTINUE);
                }
                case ELSE -> {
                    return elseControl();
                }
                case END -> {
                    return new Node.Keyword(
                            expect(Lexer.Type.RIGHT_DELIM, "end").position(), Node.Keyword.Word.END);
                }
                case IF -> {
                    return branch(Node.Branch.Kind.IF);
                }
                case RANGE -> {
                    return branch(Node.Branch.Kind.RANGE);
                }
                case TEMPLATE -> {
                    return invocation();
                }
                case WITH -> {
                    return branch(Node.Branch.Kind.WITH);
                }
                default -> {}
            }
            back();
            int position = peek().position();
            return new Node.Action(position, pipeline("command", Lexer.Type.RIGHT_DELIM));
        }

        private Node loopControl(Token keyword, Node.Keyword.Word word) {
            Token token = nextNonSpace();
            if (token.type() != Lexer.Type.RIGHT_DELIM) {
                throw unexpected(token, word.text);
            }
            if (ranges == 0) {
                throw refused(word.text + " outside {{range}}");
            }
            return new Node.Keyword(keyword.position(), word);
        }

        private Node elseControl() {
            Token peeked = peekNonSpace();
            boolean isChained = peeked.type() == Lexer.Type.IF || peeked.type() == Lexer.Type.WITH;
            Token token = isChained ? peeked : expect(Lexer.Type.RIGHT_DELIM, "else");
            return new Node.Keyword(token.position(), Node.Keyword.Word.ELSE);
        }

        private Node branch(Node.Branch.Kind kind) {
            int known = variables.size();
            Node.Pipe pipe = pipeline(kind.word, Lexer.Type.RIGHT_DELIM);
            int inRange = kind == Node.Branch.Kind.RANGE ? 1 : 0;
            ranges += inRange;
            Node.ListOf list = new Node.ListOf(0);
            Node end = items(list);
            ranges -= inRange;
            Node.ListOf otherwise = null;
            if (((Node.Keyword) end).word == Node.Keyword.Word.ELSE) {
                otherwise = new Node.ListOf(end.position);
                boolean isChained = (kind == Node.Branch.Kind.IF && peek().type() == Lexer.Type.IF)
                        || (kind == Node.Branch.Kind.WITH && peek().type() == Lexer.Type.WITH);
                if (isChained) {
                    next();
                    deeper();
                    otherwise.nodes.add(branch(kind));
                    depth--;
                } else {
                    Node last = items(otherwise);
                    if (((Node.Keyword) last).word != Node.Keyword.Word.END) {
                        throw refused("expected end; found " + last);
                    }
                }
            }
            variables.subList(known, variables.size()).clear();
            return new Node.Branch(kind, pipe, list, otherwise);
        }

        private Node block() {
            String context = "block clause";
            Token token = nextNonSpace();
            String blockName = templateName(token, context);
            Node.Pipe pipe = pipeline(context, Lexer.Type.RIGHT_DELIM);
            Tree tree = new Tree(blockName);
            tree.add(tree.body(context));
            return new Node.Invocation(token.position(), blockName, pipe);
        }

        private Node invocation() {
            String context = "template clause";
            Token token = nextNonSpace();
            String invoked = templateName(token, context);
            Node.Pipe pipe = null;
            if (nextNonSpace().type() != Lexer.Type.RIGHT_DELIM) {
                back();
                pipe = pipeline(context, Lexer.Type.RIGHT_DELIM);
            }
            return new Node.Invocation(token.position(), invoked, pipe);
        }

        private String templateName(Token token, String context) {
            if (token.type() != Lexer.Type.STRING && token.type() != Lexer.Type.RAW_STRING) {
                throw unexpected(token, context);
            }
            return unquoted(token);
        }

        // Pipelines

        private Node.Pipe pipeline(String context, Lexer.Type end) {
            Node.Pipe pipe = new Node.Pipe(peekNonSpace().position());
            while (declaration(pipe, context)) {
                // A range may declare two.
            }
            while (true) {
                Token token = nextNonSpace();
                if (token.type() == end) {
                    check(pipe, context);
                    return pipe;
                }
                switch (token.type()) {
                    case BOOL,
                            CHAR_CONSTANT,
                            COMPLEX,
                            DOT,
                            FIELD,
                            IDENTIFIER,
                            NUMBER,
                            NIL,
                            RAW_STRING,
                            STRING,
                            VARIABLE,
                            LEFT_PAREN -> {
                        back();
                        pipe.commands.add(command());
                    }
                    default -> throw unexpected(token, context);
                }
            }
        }

        /** Reads a variable that is set; whether another one follows. */
        private boolean declaration(Node.Pipe pipe, String context) {
            Token variable = peekNonSpace();
            if (variable.type() != Lexer.Type.VARIABLE) {
                return false;
            }
            next();
            Token after = peek();
            Token following = peekNonSpace();
            boolean isComma =
                    following.type() == Lexer.Type.CHAR && following.value().equals(",");
            if (following.type() == Lexer.Type.ASSIGN || following.type() == Lexer.Type.DECLARE || isComma) {
                nextNonSpace();
                pipe.declared.add(new Node.Variable(variable.position(), variable.value()));
                variables.add(variable.value());
                if (!isComma) {
                    pipe.isAssignment = following.type() == Lexer.Type.ASSIGN;
                    return false;
                }
                if (context.equals("range") && pipe.declared.size() < 2) {
                    switch (peekNonSpace().type()) {
                        case VARIABLE, RIGHT_DELIM, RIGHT_PAREN -> {
                            return true;
                        }
                        default -> throw refused("range can only initialize variables");
                    }
                }
                throw refused("too many declarations in " + context);
            }
            if (after.type() == Lexer.Type.SPACE) {
                back(variable, after);
            } else {
                back(variable);
            }
            return false;
        }

        private void check(Node.Pipe pipe, String context) {
            if (pipe.commands.isEmpty()) {
                throw refused("missing value for " + context);
            }
            for (int i = 1; i < pipe.commands.size(); i++) {
                Node word = pipe.commands.get(i).words.get(0);
                if (word instanceof Node.Bool
                        || word instanceof Node.Symbol
                        || word instanceof Node.Numeral
                        || word instanceof Node.Literal) {
                    throw refused(
                            "non executable command in pipeline stage " + (i + 1),
                            "a function takes what comes before");
                }
            }
        }

        private Node.Command command() {
            Node.Command command = new Node.Command(peekNonSpace().position());
            while (true) {
                peekNonSpace();
                Node operand = operand();
                if (operand != null) {
                    command.words.add(operand);
                }
                Token token = next();
                if (token.type() == Lexer.Type.SPACE) {
                    continue;
                }
                if (token.type() == Lexer.Type.RIGHT_DELIM || token.type() == Lexer.Type.RIGHT_PAREN) {
                    back();
                } else if (token.type() != Lexer.Type.PIPE) {
                    throw unexpected(token, "operand");
                }
                break;
            }
            if (command.words.isEmpty()) {
                throw refused("empty command");
            }
            return command;
        }

        private @Nullable Node operand() {
            Node node = term();
            if (node == null || peek().type() != Lexer.Type.FIELD) {
                return node;
            }
            int position = peek().position();
            StringBuilder text = new StringBuilder();
            List<String> fields = new ArrayList<>();
            while (peek().type() == Lexer.Type.FIELD) {
                String field = next().value();
                text.append(field);
                fields.add(field.substring(1));
            }
            if (node instanceof Node.Field) {
                return new Node.Field(position, node + text.toString());
            }
            if (node instanceof Node.Variable) {
                return new Node.Variable(position, node + text.toString());
            }
            if (node instanceof Node.Identifier || node instanceof Node.Pipe) {
                return new Node.Chain(position, node, fields);
            }
            throw refused("unexpected . after term " + Quoted.quote(node.toString()));
        }

        private @Nullable Node term() {
            Token token = nextNonSpace();
            int position = token.position();
            switch (token.type()) {
                case IDENTIFIER -> {
                    return identifier(token);
                }
                case DOT -> {
                    return new Node.Symbol(position, false);
                }
                case NIL -> {
                    return new Node.Symbol(position, true);
                }
                case VARIABLE -> {
                    return variable(token);
                }
                case FIELD -> {
                    return new Node.Field(position, token.value());
                }
                case BOOL -> {
                    return new Node.Bool(position, token.value().equals("true"));
                }
                case CHAR_CONSTANT, COMPLEX, NUMBER -> {
                    return number(token);
                }
                case LEFT_PAREN -> {
                    deeper();
                    Node.Pipe pipe = pipeline("parenthesized pipeline", Lexer.Type.RIGHT_PAREN);
                    depth--;
                    return pipe;
                }
                case STRING, RAW_STRING -> {
                    return new Node.Literal(position, token.value(), unquoted(token));
                }
                default -> {
                    back();
                    return null;
                }
            }
        }

        private Node identifier(Token token) {
            Function function = functions.get(token.value());
            if (function == null) {
                throw refused(
                        "function " + Quoted.quote(token.value()) + " not defined",
                        Suggestion.of(Utf8.textOf(token.value()), functions.names())
                                + "; a label is written with a dot");
            }
            return new Node.Identifier(token.position(), function);
        }

        private Node variable(Token token) {
            Node.Variable variable = new Node.Variable(token.position(), token.value());
            if (!variables.contains(variable.names[0])) {
                throw refused("undefined variable " + Quoted.quote(variable.names[0]));
            }
            return variable;
        }

        private Node number(Token token) {
            String text = token.value();
            if (token.type() == Lexer.Type.CHAR_CONSTANT) {
                int rune = Quoted.unquoteRune(text);
                if (rune < 0) {
                    throw refused(rune == -1 ? "invalid syntax" : "malformed character constant: " + text);
                }
                return new Node.Numeral(token.position(), text, (long) rune, true, (double) rune);
            }
            if (token.type() == Lexer.Type.COMPLEX || text.endsWith("i")) {
                throw refused("complex numbers are not supported: " + text);
            }
            NumberText.Whole unsigned = NumberText.parseUint(text, 0);
            NumberText.Whole signed = NumberText.parseInt(text, 0);
            if (signed.fault() == null) {
                boolean isUnsigned = unsigned.fault() == null || signed.value() == 0;
                return new Node.Numeral(token.position(), text, signed.value(), isUnsigned, (double) signed.value());
            }
            if (unsigned.fault() == null) {
                double floating = new java.math.BigInteger(Long.toUnsignedString(unsigned.value())).doubleValue();
                return new Node.Numeral(token.position(), text, null, true, floating);
            }
            NumberText.Floating floating = NumberText.parseFloat(text);
            if (floating.fault() != null) {
                throw refused("illegal number syntax: " + Quoted.quote(text));
            }
            if (text.chars().noneMatch(c -> ".eEpP".indexOf(c) >= 0)) {
                throw refused("integer overflow: " + Quoted.quote(text));
            }
            double value = floating.value();
            boolean isWhole = value == Math.rint(value) && Math.abs(value) < 0x1p63;
            return new Node.Numeral(token.position(), text, isWhole ? (Long) (long) value : null, isWhole, value);
        }
    }
}
