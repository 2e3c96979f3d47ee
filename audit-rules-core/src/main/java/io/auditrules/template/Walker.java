package io.auditrules.template;

import io.auditrules.template.Function.Parameter;
import io.auditrules.template.GoType.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One expansion: walks the tree as Go's text/template (1.26) does. A null is Go's invalid value. */
final class Walker implements Function.Call {
    /** Branches, invocations and parentheses inside each other, when a template is invoked. */
    static final int DEEPEST = 400;
    /** What Go says, whose limit is higher: only an endless recursion reaches either. */
    private static final String TOO_DEEP = "exceeded maximum template depth (100000)";

    /** So many bytes are read by a function while one is written. */
    private static final int READING = 4;

    private static final Object MISSING = new Object();
    private static final Object[] NO_ARGUMENTS = {};

    private enum Flow {
        NORMAL,
        BREAK,
        CONTINUE
    }

    private static final class Variable {
        final String name;

        @Nullable
        Object value;

        Variable(String name, @Nullable Object value) {
            this.name = name;
            this.value = value;
        }
    }

    /** An error with its place; the message is bytes. */
    private static final class Located extends RuntimeException {
        private static final long serialVersionUID = 1;

        Located(String message) {
            super(message, null, false, false);
        }
    }

    private final Template template;
    private final Function.Surroundings surroundings;
    private final Budget budget = new Budget();
    private final StringBuilder out = new StringBuilder();
    private List<Variable> variables = new ArrayList<>(4);
    private String treeName;
    private Template.Source source;
    private Node node;
    private int depth;

    private Walker(Template template, Function.Surroundings surroundings) {
        this.template = template;
        this.surroundings = surroundings;
        treeName = template.name();
        source = template.main().source();
        node = template.main().root();
    }

    /** The text as bytes. */
    static String expand(Template template, @Nullable Object data, Function.Surroundings surroundings)
            throws ExpansionException {
        Walker walker = new Walker(template, surroundings);
        walker.variables.add(new Variable("$", data));
        try {
            walker.walk(data, template.main().root());
            return walker.out.toString();
        } catch (Located e) {
            throw new ExpansionException(Utf8.textOf(String.valueOf(e.getMessage())));
        } catch (Failure e) {
            Located located = walker.error(e.text());
            throw new ExpansionException(Utf8.textOf(String.valueOf(located.getMessage())));
        }
    }

    @Override
    public Budget budget() {
        return budget;
    }

    @Override
    public Function.Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public Regexes regexes() {
        return template.regexes();
    }

    private Located error(String message) {
        return new Located("template: " + source.placeOf(node.position) + ": executing " + Quoted.quote(treeName)
                + " at <" + node + ">: " + message);
    }

    // Variables

    private @Nullable Variable find(String name) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).name.equals(name)) {
                return variables.get(i);
            }
        }
        return null;
    }

    private Variable variable(String name) {
        Variable variable = find(name);
        if (variable == null) {
            throw error("undefined variable: " + name);
        }
        return variable;
    }

    private void pop(int mark) {
        if (variables.size() > mark) {
            variables.subList(mark, variables.size()).clear();
        }
    }

    // Statements

    private Flow walk(@Nullable Object dot, Node.ListOf list) {
        for (Node child : list.nodes) {
            Flow flow = walk(dot, child);
            if (flow != Flow.NORMAL) {
                return flow;
            }
        }
        return Flow.NORMAL;
    }

    private Flow walk(@Nullable Object dot, Node statement) {
        node = statement;
        budget.step();
        if (statement instanceof Node.Text text) {
            print(text.text);
        } else if (statement instanceof Node.Action action) {
            Object value = pipeline(dot, action.pipe);
            if (action.pipe.declared.isEmpty()) {
                node = action;
                print(value == null ? "<no value>" : Printf.print(value));
            }
        } else if (statement instanceof Node.Branch branch) {
            depth++;
            Flow flow = branch.kind == Node.Branch.Kind.RANGE ? range(dot, branch) : ifOrWith(dot, branch);
            depth--;
            return flow;
        } else if (statement instanceof Node.Invocation invocation) {
            invoke(dot, invocation);
        } else if (statement instanceof Node.Keyword keyword) {
            return keyword.word == Node.Keyword.Word.BREAK ? Flow.BREAK : Flow.CONTINUE;
        }
        return Flow.NORMAL;
    }

    private void print(String text) {
        budget.spend(text.length());
        Budget.allow(out.length() + (long) text.length());
        out.append(text);
    }

    private Flow ifOrWith(@Nullable Object dot, Node.Branch branch) {
        int mark = variables.size();
        Object value = pipeline(dot, branch.pipe);
        Flow flow = Flow.NORMAL;
        if (Builtins.isTrue(value)) {
            flow = walk(branch.kind == Node.Branch.Kind.WITH ? value : dot, branch.list);
        } else if (branch.otherwise != null) {
            flow = walk(dot, branch.otherwise);
        }
        pop(mark);
        return flow;
    }

    private Flow range(@Nullable Object dot, Node.Branch branch) {
        int outer = variables.size();
        Object value = GoPointer.follow(GoType.inner(pipeline(dot, branch.pipe)));
        Flow flow = value == null || isEmptyRange(value, branch) ? null : iterate(value, branch);
        if (flow == null && branch.otherwise != null) {
            flow = walk(dot, branch.otherwise);
        }
        pop(outer);
        return flow == null ? Flow.NORMAL : flow;
    }

    private boolean isEmptyRange(Object value, Node.Branch branch) {
        return switch (GoType.of(value).kind) {
            case INT, UINT -> {
                if (branch.pipe.declared.size() > 1) {
                    throw error("can't use " + Printf.print(value) + " to iterate over more than one variable");
                }
                yield GoType.wholeOf(value) <= 0;
            }
            case SLICE -> ((GoList) value).size() == 0;
            case MAP -> ((GoMap) value).size() == 0;
            case STRING, FLOAT, BOOL, STRUCT, POINTER, INTERFACE ->
                throw error("range can't iterate over " + Printf.print(value));
        };
    }

    private Flow iterate(Object value, Node.Branch branch) {
        int mark = variables.size();
        if (value instanceof GoList list) {
            for (int i = 0; i < list.size(); i++) {
                if (iteration((long) i, list.get(i), branch, mark) == Flow.BREAK) {
                    break;
                }
            }
        } else if (value instanceof GoMap map) {
            budget.spend(map.size() * 16L);
            for (String key : map.keys()) {
                if (iteration(key, map.get(key), branch, mark) == Flow.BREAK) {
                    break;
                }
            }
        } else {
            GoType type = GoType.of(value);
            long end = GoType.wholeOf(value);
            for (long i = 0; i < end; i++) {
                Object element = type == GoType.INT ? (Object) i : new GoType.Whole(type, i);
                if (iteration(null, element, branch, mark) == Flow.BREAK) {
                    break;
                }
            }
        }
        return Flow.NORMAL;
    }

    private Flow iteration(@Nullable Object index, @Nullable Object element, Node.Branch branch, int mark) {
        budget.step();
        List<Node.Variable> declared = branch.pipe.declared;
        if (branch.pipe.isAssignment) {
            variable(declared.get(0).names[0]).value = declared.size() > 1 ? index : element;
            if (declared.size() > 1) {
                variable(declared.get(1).names[0]).value = element;
            }
        } else if (!declared.isEmpty()) {
            variables.get(mark - 1).value = element;
            if (declared.size() > 1) {
                variables.get(mark - 2).value = index;
            }
        }
        Flow flow = walk(element, branch.list);
        pop(mark);
        return flow;
    }

    private void invoke(@Nullable Object dot, Node.Invocation invocation) {
        Template.Tree invoked = template.tree(invocation.name);
        if (invoked == null && template.isUntold(invocation.name)) {
            throw error("uses Alertmanager's own template " + Quoted.quote(invocation.name)
                    + ", whose text is not known here");
        }
        if (invoked == null) {
            throw error("template " + Quoted.quote(invocation.name) + " not defined");
        }
        if (++depth > DEEPEST) {
            throw error(TOO_DEEP);
        }
        Object data = invocation.pipe == null ? null : pipeline(dot, invocation.pipe);
        List<Variable> outerVariables = variables;
        String outerName = treeName;
        Template.Source outerSource = source;
        variables = new ArrayList<>(4);
        variables.add(new Variable("$", data));
        treeName = invocation.name;
        source = invoked.source();
        Node outerNode = node;
        walk(data, invoked.root());
        node = outerNode;
        source = outerSource;
        variables = outerVariables;
        treeName = outerName;
        depth--;
    }

    // Pipelines

    private @Nullable Object pipeline(@Nullable Object dot, Node.Pipe pipe) {
        node = pipe;
        depth++;
        Object value = MISSING;
        for (Node.Command command : pipe.commands) {
            value = GoType.inner(command(dot, command, value));
        }
        for (Node.Variable declared : pipe.declared) {
            if (pipe.isAssignment) {
                variable(declared.names[0]).value = value;
            } else {
                variables.add(new Variable(declared.names[0], value));
            }
        }
        depth--;
        return value;
    }

    private @Nullable Object command(@Nullable Object dot, Node.Command command, @Nullable Object last) {
        List<Node> words = command.words;
        Node word = words.get(0);
        if (word instanceof Node.Field field) {
            node = field;
            return fields(dot, dot, field, field.names, 0, words, last);
        }
        if (word instanceof Node.Chain chain) {
            return chain(dot, chain, words, last);
        }
        if (word instanceof Node.Identifier identifier) {
            node = identifier;
            return call(dot, identifier.function, command, words, last);
        }
        if (word instanceof Node.Pipe pipe) {
            requireFunction(words, last);
            return pipeline(dot, pipe);
        }
        if (word instanceof Node.Variable variable) {
            return variable(dot, variable, words, last);
        }
        node = word;
        requireFunction(words, last);
        if (word instanceof Node.Symbol symbol) {
            if (symbol.isNil) {
                throw error("nil is not a command");
            }
            return dot;
        }
        return constant(word);
    }

    private void requireFunction(List<Node> words, @Nullable Object last) {
        if (words.size() > 1 || last != MISSING) {
            throw error("can't give argument to non-function " + words.get(0));
        }
    }

    /** A literal where nothing says which type it should have. */
    private Object constant(Node word) {
        if (word instanceof Node.Bool bool) {
            return bool.value;
        }
        if (word instanceof Node.Literal literal) {
            return literal.text;
        }
        Node.Numeral number = (Node.Numeral) word;
        node = number;
        String text = number.text;
        boolean isHex = text.length() > 2
                && text.charAt(0) == '0'
                && (text.charAt(1) | 32) == 'x'
                && text.indexOf('p') < 0
                && text.indexOf('P') < 0;
        if (number.floating != null
                && !isHex
                && text.charAt(0) != '\''
                && text.chars().anyMatch(c -> ".eEpP".indexOf(c) >= 0)) {
            return number.floating;
        }
        if (number.whole == null) {
            throw error(text + " overflows int");
        }
        return number.whole;
    }

    private @Nullable Object chain(
            @Nullable Object dot, Node.Chain chain, @Nullable List<Node> words, @Nullable Object last) {
        node = chain;
        Object start =
                chain.start instanceof Node.Pipe pipe ? argument(dot, null, pipe) : argument(dot, null, chain.start);
        return fields(dot, start, chain, chain.fields, 0, words, last);
    }

    private @Nullable Object variable(
            @Nullable Object dot, Node.Variable variable, @Nullable List<Node> words, @Nullable Object last) {
        node = variable;
        Object value = variable(variable.names[0]).value;
        if (variable.names.length == 1) {
            if (words != null) {
                requireFunction(words, last);
            }
            return value;
        }
        return fields(dot, value, variable, variable.names, 1, words, last);
    }

    // Fields and methods

    private @Nullable Object fields(
            @Nullable Object dot,
            @Nullable Object start,
            Node place,
            String[] names,
            int from,
            @Nullable List<Node> words,
            @Nullable Object last) {
        Object receiver = start;
        for (int i = from; i < names.length - 1; i++) {
            receiver = field(dot, names[i], place, null, MISSING, receiver);
        }
        return field(dot, names[names.length - 1], place, words, last, receiver);
    }

    private @Nullable Object field(
            @Nullable Object dot,
            String name,
            Node place,
            @Nullable List<Node> words,
            @Nullable Object last,
            @Nullable Object receiver) {
        if (receiver == null) {
            return null;
        }
        Object value = GoPointer.follow(GoType.inner(receiver));
        String type = GoType.of(receiver).goName;
        if (value == null) {
            throw error("nil pointer evaluating " + type + "." + name);
        }
        Function method = Methods.of(value, name);
        if (method != null) {
            return call(dot, method.body() == null ? method : Methods.bind(method, value), place, words, last);
        }
        if (value instanceof GoMap map) {
            if ((words != null && words.size() > 1) || last != MISSING) {
                throw error(name + " is not a method but has arguments");
            }
            return map.get(name);
        }
        if (value instanceof GoStruct struct && struct.field(name) != null) {
            GoStruct.Field field = Objects.requireNonNull(struct.field(name));
            if (!field.isExported()) {
                throw error(name + " is an unexported field of struct type " + type);
            }
            if ((words != null && words.size() > 1) || last != MISSING) {
                throw error(name + " has arguments but cannot be invoked as function");
            }
            return field.value();
        }
        throw error("can't evaluate field " + name + " in type " + type);
    }

    // Calls

    private @Nullable Object call(
            @Nullable Object dot, Function function, Node place, @Nullable List<Node> words, @Nullable Object last) {
        budget.step();
        int given = words == null ? 0 : words.size() - 1;
        int count = given + (last == MISSING ? 0 : 1);
        List<Parameter> fixed = function.fixed();
        Parameter variadic = function.variadic();
        if (variadic != null && count < fixed.size()) {
            throw error("wrong number of args for " + function.name() + ": want at least " + fixed.size() + " got "
                    + given);
        }
        if (variadic == null && count != fixed.size()) {
            throw error("wrong number of args for " + function.name() + ": want " + fixed.size() + " got " + count);
        }
        Function.Body body = function.body();
        if (body == null) {
            throw error(Methods.refusal(function));
        }
        if (Builtins.isAndOr(function)) {
            return andOr(dot, Builtins.isOr(function), words, last);
        }
        Object[] arguments = count == 0 ? NO_ARGUMENTS : new Object[count];
        for (int i = 0; i < given; i++) {
            Parameter parameter = i < fixed.size() ? fixed.get(i) : Objects.requireNonNull(variadic);
            arguments[i] =
                    argument(dot, parameter, Objects.requireNonNull(words).get(i + 1));
        }
        if (last != MISSING) {
            Parameter parameter = given < fixed.size() ? fixed.get(given) : Objects.requireNonNull(variadic);
            arguments[given] = typed(last, parameter);
        }
        for (Object argument : arguments) {
            spendOn(argument, READING);
        }
        try {
            if (Builtins.isCall(function)) {
                throw new Failure(refusedCall(words, last, arguments));
            }
            Object result = body.call(arguments, this);
            spendOn(result, 1);
            return result;
        } catch (Failure e) {
            node = place;
            throw error("error calling " + function.name() + ": " + e.text());
        }
    }

    private void spendOn(@Nullable Object value, int bytesForOne) {
        if (value instanceof String text) {
            budget.spend(text.length() / bytesForOne);
        } else if (value instanceof GoType.Text text) {
            budget.spend(text.value().length() / bytesForOne);
        }
    }

    private @Nullable Object andOr(
            @Nullable Object dot, boolean isOr, @Nullable List<Node> words, @Nullable Object last) {
        Object value = null;
        for (int i = 1; words != null && i < words.size(); i++) {
            value = argument(dot, Parameter.VALUE, words.get(i));
            if (Builtins.isTrue(value) == isOr) {
                return value;
            }
        }
        return last == MISSING ? value : last;
    }

    /** No value is a function, so that nothing can be called. */
    private static String refusedCall(@Nullable List<Node> words, @Nullable Object last, @Nullable Object[] arguments) {
        Object callee = GoType.inner(arguments[0]);
        if (callee == null) {
            return "call of nil";
        }
        String name = words != null && words.size() > 1
                ? words.get(1).toString()
                : last instanceof String text
                        ? text
                        : "<" + (last == null ? "invalid" : GoType.of(last).goName) + " Value>";
        return "non-function " + name + " of type " + GoType.of(callee).goName;
    }

    /** An argument for a parameter; the start of a chain has none, which takes anything. */
    private @Nullable Object argument(@Nullable Object dot, @Nullable Parameter parameter, Node word) {
        node = word;
        if (word instanceof Node.Symbol symbol) {
            if (!symbol.isNil) {
                return typed(dot, parameter);
            }
            if (parameter == null || parameter.canBeNil()) {
                return null;
            }
            throw error("cannot assign nil to " + parameter.goName);
        }
        if (word instanceof Node.Field field) {
            return typed(fields(dot, dot, field, field.names, 0, null, MISSING), parameter);
        }
        if (word instanceof Node.Variable variable) {
            return typed(variable(dot, variable, null, MISSING), parameter);
        }
        if (word instanceof Node.Pipe pipe) {
            return typed(pipeline(dot, pipe), parameter);
        }
        if (word instanceof Node.Identifier identifier) {
            return typed(call(dot, identifier.function, identifier, null, MISSING), parameter);
        }
        if (word instanceof Node.Chain chain) {
            return typed(chain(dot, chain, null, MISSING), parameter);
        }
        return literal(Objects.requireNonNull(parameter), word);
    }

    private Object literal(Parameter parameter, Node word) {
        switch (parameter) {
            case STRING -> {
                if (word instanceof Node.Literal literal) {
                    return literal.text;
                }
                throw error("expected string; found " + word);
            }
            case INT, DURATION -> {
                if (word instanceof Node.Numeral number && number.whole != null) {
                    return parameter == Parameter.INT ? number.whole : new GoType.Whole(GoType.DURATION, number.whole);
                }
                throw error("expected integer; found " + word);
            }
            case FLOAT64 -> {
                if (word instanceof Node.Numeral number && number.floating != null) {
                    return number.floating;
                }
                throw error("expected float; found " + word);
            }
            case INTERFACE, VALUE -> {
                return constant(word);
            }
            case TIME, LOCATION, STRING_LIST, LIST, QUERY_RESULT, SAMPLE -> {}
        }
        throw error("can't handle " + word + " for arg of type " + parameter.goName);
    }

    /** The value as the parameter wants it. */
    private @Nullable Object typed(@Nullable Object value, @Nullable Parameter parameter) {
        if (parameter == null || parameter == Parameter.VALUE) {
            return value;
        }
        if (parameter == Parameter.INTERFACE) {
            return GoType.inner(value);
        }
        if (value == null) {
            if (parameter.canBeNil()) {
                return null;
            }
            throw error("invalid value; expected " + parameter.goName);
        }
        Object inner = value instanceof Element element && element.value() != null ? element.value() : value;
        GoType type = GoType.of(inner);
        if (type.isAssignableTo(parameter.goName)) {
            return inner;
        }
        Object target = GoPointer.follow(inner);
        if (target == null || !GoType.of(target).isAssignableTo(parameter.goName)) {
            throw error("wrong type for value; expected " + parameter.goName + "; got " + type.goName);
        }
        return target;
    }
}
