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

    private final Template.Source source;
    private final Functions functions;
    private final Lexer lexer;
    private final Map<String, Node.ListOf> trees = new HashMap<>();
    private int depth;

    private Parser(Template.Source source, Functions functions) {
        this.source = source;
        this.functions = functions;
        lexer = new Lexer(source.text());
    }

    /** All templates that a text defines, by name; the text itself has the name of its source. */
    static Map<String, Node.ListOf> parse(Template.Source source, Functions functions) {
        if (source.text().length() > LONGEST) {
            throw new IllegalValueException(
                    "the template is longer than " + LONGEST + " bytes", "nobody could read it: shorten it");
        }
        Parser parser = new Parser(source, functions);
        Tree main = parser.new Tree(source.name());
        main.parse();
        return parser.trees;
    }

    /** One template; those that are defined inside read on with the same lexer. */
    private final class Tree {
        private String treeName;
        private final Token[] tokens = {Lexer.NONE, Lexer.NONE, Lexer.NONE};
        private int peeked;
        private final List<String> variables = new ArrayList<>(List.of("$"));
        /** The end or else that was read last. */
        private Token keyword = Lexer.NONE;

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

        private IllegalValueException refused(Token token, String message) {
            return refused(token, message, "");
        }

        private IllegalValueException refused(Token token, String message, String advice) {
            return refused(token.position(), token.end(), message, advice);
        }

        private IllegalValueException refused(int from, int to, String message, String advice) {
            String place = "template: " + source.name() + ":" + tokens[0].line() + ": ";
            return new IllegalValueException(
                    Utf8.textOf(place + message), advice, source.written(from), source.written(to));
        }

        private IllegalValueException unexpected(Token token, String context) {
            if (token.type() != Lexer.Type.ERROR) {
                return refused(token, "unexpected " + token + " in " + context);
            }
            String extra = "";
            if (actionLine != 0 && actionLine != token.line()) {
                extra = " in action started at " + source.name() + ":" + actionLine;
                if (token.value().endsWith(" action")) {
                    extra = extra.substring(" in action".length());
                }
            }
            String advice = token.value().equals("unclosed action")
                    ? "close it with }}; a text with braces is written {{ \"{{\" }}"
                    : token.value().startsWith("bad character")
                            ? "a field that is no plain word is read with index: {{ index . \"a-b\" }}"
                            : "";
            return refused(token, token + extra, advice);
        }

        private Token expect(Lexer.Type expected, String context) {
            Token token = nextNonSpace();
            if (token.type() != expected) {
                throw unexpected(token, context);
            }
            return token;
        }

        private void deeper(Token token) {
            if (++depth > DEEPEST) {
                throw refused(token, "it nests deeper than " + DEEPEST, "define parts of it as templates of their own");
            }
        }

        // Trees

        void parse() {
            Node.ListOf root = new Node.ListOf(peek().position());
            while (peek().type() != Lexer.Type.EOF) {
                if (peek().type() == Lexer.Type.LEFT_DELIM) {
                    Token delim = next();
                    Token define = nextNonSpace();
                    if (define.type() == Lexer.Type.DEFINE) {
                        new Tree("definition").definition(define);
                        continue;
                    }
                    back(delim);
                }
                Node node = textOrAction();
                if (isEndOrElse(node)) {
                    throw refused(keyword, "unexpected " + node);
                }
                root.nodes.add(node);
            }
            add(root, peek());
        }

        private static boolean isEndOrElse(Node node) {
            return node instanceof Node.Keyword keyword
                    && (keyword.word == Node.Keyword.Word.END || keyword.word == Node.Keyword.Word.ELSE);
        }

        private void add(Node.ListOf root, Token named) {
            Node.ListOf known = trees.get(treeName);
            if (known == null || known.isEmpty()) {
                trees.put(treeName, root);
            } else if (!root.isEmpty()) {
                throw refused(named, "template: multiple definition of template " + Quoted.quote(treeName));
            }
        }

        private void definition(Token define) {
            String context = "define clause";
            Token token = nextNonSpace();
            if (token.type() != Lexer.Type.STRING && token.type() != Lexer.Type.RAW_STRING) {
                throw unexpected(token, context);
            }
            treeName = unquoted(token);
            expect(Lexer.Type.RIGHT_DELIM, context);
            add(body(define, context), token);
        }

        private Node.ListOf body(Token opening, String context) {
            Node.ListOf list = new Node.ListOf(0);
            Node end = items(list, opening);
            if (((Node.Keyword) end).word != Node.Keyword.Word.END) {
                throw refused(keyword, "unexpected " + end + " in " + context);
            }
            return list;
        }

        private String unquoted(Token token) {
            String text = Quoted.unquote(token.value());
            if (text == null) {
                throw refused(
                        token, "invalid syntax", "a text in double quotes knows the escapes of Go; `...` knows none");
            }
            return text;
        }

        /**
         * Fills a list up to an end or else, which is returned.
         *
         * @param opening the word that wants the end
         */
        private Node items(Node.ListOf list, Token opening) {
            deeper(opening);
            while (peekNonSpace().type() != Lexer.Type.EOF) {
                Node node = textOrAction();
                if (isEndOrElse(node)) {
                    depth--;
                    return node;
                }
                list.nodes.add(node);
            }
            throw refused(opening, "unexpected EOF", "if, range, with, define and block want an {{end}} each");
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
                    return block(token);
                }
                case BREAK -> {
                    return loopControl(token, Node.Keyword.Word.BREAK);
                }
                case CONTINUE -> {
                    return loopControl(token, Node.Keyword.Word.CONTINUE);
                }
                case ELSE -> {
                    keyword = token;
                    return elseControl();
                }
                case END -> {
                    keyword = token;
                    return new Node.Keyword(
                            expect(Lexer.Type.RIGHT_DELIM, "end").position(), Node.Keyword.Word.END);
                }
                case IF -> {
                    return branch(Node.Branch.Kind.IF, token);
                }
                case RANGE -> {
                    return branch(Node.Branch.Kind.RANGE, token);
                }
                case TEMPLATE -> {
                    return invocation();
                }
                case WITH -> {
                    return branch(Node.Branch.Kind.WITH, token);
                }
                default -> {}
            }
            back();
            int position = peek().position();
            return new Node.Action(position, pipeline("command", Lexer.Type.RIGHT_DELIM));
        }

        private Node loopControl(Token control, Node.Keyword.Word word) {
            Token token = nextNonSpace();
            if (token.type() != Lexer.Type.RIGHT_DELIM) {
                throw unexpected(token, word.text);
            }
            if (ranges == 0) {
                throw refused(control, word.text + " outside {{range}}");
            }
            return new Node.Keyword(control.position(), word);
        }

        private Node elseControl() {
            Token peeked = peekNonSpace();
            boolean isChained = peeked.type() == Lexer.Type.IF || peeked.type() == Lexer.Type.WITH;
            Token token = isChained ? peeked : expect(Lexer.Type.RIGHT_DELIM, "else");
            return new Node.Keyword(token.position(), Node.Keyword.Word.ELSE);
        }

        private Node branch(Node.Branch.Kind kind, Token opening) {
            int known = variables.size();
            Node.Pipe pipe = pipeline(kind.word, Lexer.Type.RIGHT_DELIM);
            int inRange = kind == Node.Branch.Kind.RANGE ? 1 : 0;
            ranges += inRange;
            Node.ListOf list = new Node.ListOf(0);
            Node end = items(list, opening);
            ranges -= inRange;
            Node.ListOf otherwise = null;
            if (((Node.Keyword) end).word == Node.Keyword.Word.ELSE) {
                otherwise = new Node.ListOf(end.position);
                boolean isChained = (kind == Node.Branch.Kind.IF && peek().type() == Lexer.Type.IF)
                        || (kind == Node.Branch.Kind.WITH && peek().type() == Lexer.Type.WITH);
                if (isChained) {
                    Token chained = next();
                    deeper(chained);
                    otherwise.nodes.add(branch(kind, chained));
                    depth--;
                } else {
                    Node last = items(otherwise, opening);
                    if (((Node.Keyword) last).word != Node.Keyword.Word.END) {
                        throw refused(keyword, "expected end; found " + last);
                    }
                }
            }
            variables.subList(known, variables.size()).clear();
            return new Node.Branch(kind, pipe, list, otherwise);
        }

        private Node block(Token opening) {
            String context = "block clause";
            Token token = nextNonSpace();
            String blockName = templateName(token, context);
            Node.Pipe pipe = pipeline(context, Lexer.Type.RIGHT_DELIM);
            Tree tree = new Tree(blockName);
            tree.add(tree.body(opening, context), token);
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
                    check(pipe, context, token);
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
                        default -> throw refused(peekNonSpace(), "range can only initialize variables");
                    }
                }
                throw refused(following, "too many declarations in " + context);
            }
            if (after.type() == Lexer.Type.SPACE) {
                back(variable, after);
            } else {
                back(variable);
            }
            return false;
        }

        private void check(Node.Pipe pipe, String context, Token end) {
            if (pipe.commands.isEmpty()) {
                throw refused(end, "missing value for " + context);
            }
            for (int i = 1; i < pipe.commands.size(); i++) {
                Node word = pipe.commands.get(i).words.get(0);
                if (word instanceof Node.Bool
                        || word instanceof Node.Symbol
                        || word instanceof Node.Numeral
                        || word instanceof Node.Literal) {
                    throw refused(
                            word.position,
                            word.position + word.toString().length(),
                            "non executable command in pipeline stage " + (i + 1),
                            "a function takes what comes before");
                }
            }
        }

        private Node.Command command() {
            Node.Command command = new Node.Command(peekNonSpace().position());
            Token token;
            while (true) {
                peekNonSpace();
                Node operand = operand();
                if (operand != null) {
                    command.words.add(operand);
                }
                token = next();
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
                throw refused(token, "empty command");
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
            int end = position;
            while (peek().type() == Lexer.Type.FIELD) {
                Token field = next();
                text.append(field.value());
                fields.add(field.value().substring(1));
                end = field.end();
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
            throw refused(node.position, end, "unexpected . after term " + Quoted.quote(node.toString()), "");
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
                    deeper(token);
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
                        token,
                        "function " + Quoted.quote(token.value()) + " not defined",
                        Suggestion.nearest(Utf8.textOf(token.value()), functions.names())
                                .map(near -> "did you mean \"" + near + "\"?")
                                .orElseGet(() -> "a label is written with a dot; functions here: "
                                        + String.join(", ", functions.names())));
            }
            return new Node.Identifier(token.position(), function);
        }

        private Node variable(Token token) {
            Node.Variable variable = new Node.Variable(token.position(), token.value());
            if (!variables.contains(variable.names[0])) {
                throw refused(token, "undefined variable " + Quoted.quote(variable.names[0]));
            }
            return variable;
        }

        private Node number(Token token) {
            String text = token.value();
            if (token.type() == Lexer.Type.CHAR_CONSTANT) {
                int rune = Quoted.unquoteRune(text);
                if (rune < 0) {
                    throw refused(token, rune == -1 ? "invalid syntax" : "malformed character constant: " + text);
                }
                return new Node.Numeral(token.position(), text, (long) rune, true, (double) rune);
            }
            if (token.type() == Lexer.Type.COMPLEX || text.endsWith("i")) {
                throw refused(token, "complex numbers are not supported: " + text);
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
                throw refused(token, "illegal number syntax: " + Quoted.quote(text));
            }
            if (text.chars().noneMatch(c -> ".eEpP".indexOf(c) >= 0)) {
                throw refused(token, "integer overflow: " + Quoted.quote(text));
            }
            double value = floating.value();
            boolean isWhole = value == Math.rint(value) && Math.abs(value) < 0x1p63;
            return new Node.Numeral(token.position(), text, isWhole ? (Long) (long) value : null, isWhole, value);
        }
    }
}
