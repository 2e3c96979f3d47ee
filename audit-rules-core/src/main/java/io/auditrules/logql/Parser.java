package io.auditrules.logql;

import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Source;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.logql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads queries: recursive descent, with precedence climbing for operators. A mistake in a matcher or a stage does not hide those after it: the parser
 * goes on behind it with something harmless in its place, and tells all mistakes at the end.
 */
final class Parser {
    private static final String WRAP = "wrap it in count_over_time(… [5m])";

    private static final Map<String, RangeAggregation.Operation> RANGE_OPERATIONS =
            Words.byWord(RangeAggregation.Operation.values(), RangeAggregation.Operation::word);
    private static final Map<String, VectorAggregation.Operation> VECTOR_OPERATIONS =
            Words.byWord(VectorAggregation.Operation.values(), VectorAggregation.Operation::word);
    private static final Map<Kind, BinaryOperation.Operator> BINARY_OPERATORS =
            Words.byKind(BinaryOperation.Operator.values(), BinaryOperation.Operator::symbol);
    /** Stands for what could not be read; no query with it leaves the parser. */
    private static final Metric ANY_METRIC = Vector.of(0);

    private final Words words;
    private final LogParser logs;
    private int operations;

    Parser(Source source, Places places) {
        this(new Words(source, places));
    }

    Parser(Words words) {
        this.words = words;
        this.logs = new LogParser(words);
    }

    // the four things that can be read

    Expr query() {
        return words.whole(() -> expression(0), "a query");
    }

    Metric metricQuery() {
        return words.whole(
                () -> {
                    Expr query = expression(0);
                    if (query instanceof Metric metric) {
                        return metric;
                    }
                    if (words.is(Kind.END)) {
                        words.problem(words.from(words.first()), "a log query cannot be an alert: " + WRAP, "");
                    }
                    return ANY_METRIC;
                },
                "a query");
    }

    Pipeline pipelineAlone() {
        return words.whole(() -> new Pipeline(logs.stages(false)), "a stage such as |= \"text\" or | json");
    }

    Selector selectorAlone() {
        return words.whole(logs::selector, "a selector such as {app=\"x\"}");
    }

    // queries

    /** A query whose operators bind at least so tight. */
    private Expr expression(int precedence) {
        Token first = words.current();
        Expr left = primary();
        while (true) {
            BinaryOperation.Operator operator =
                    BINARY_OPERATORS.get(words.current().kind());
            if (operator == null || operator.precedence() < precedence) {
                return left;
            }
            Token symbol = words.take();
            if (++operations > Words.DEEPEST) {
                throw words.fail(
                        symbol, "the query combines more than " + Words.DEEPEST + " queries", "write it as several");
            }
            boolean returnsBool = words.takeIf(Kind.BOOL);
            VectorMatching matching = matching();
            int next = operator.precedence() + (operator.isRightAssociative() ? 0 : 1);
            Metric one = metric(left, first);
            Token second = words.current();
            Metric two = metric(words.nested(() -> expression(next)), second);
            left = words.build(
                    words.place(symbol),
                    ANY_METRIC,
                    () -> new BinaryOperation(one, operator, returnsBool, matching, two));
        }
    }

    /** The query as a metric; a log query, which began with that word, is a mistake. */
    private Metric metric(Expr query, Token first) {
        if (query instanceof Metric metric) {
            return metric;
        }
        words.problem(words.from(first), "a log query has no numbers to work on", WRAP);
        return ANY_METRIC;
    }

    private Metric metric() {
        Token first = words.current();
        return metric(words.nested(() -> expression(0)), first);
    }

    private VectorMatching matching() {
        VectorMatching.Kind kind;
        if (words.is(Kind.ON)) {
            kind = VectorMatching.Kind.ON;
        } else if (words.is(Kind.IGNORING)) {
            kind = VectorMatching.Kind.IGNORING;
        } else if (words.is(Kind.GROUP_LEFT) || words.is(Kind.GROUP_RIGHT)) {
            throw words.fail(
                    words.current(),
                    words.written(words.current()) + " needs on (…) or ignoring (…) before it",
                    "write on (label) " + words.written(words.current()));
        } else {
            return VectorMatching.DEFAULT;
        }
        words.take();
        List<String> labels = labels();
        VectorMatching.Group group = VectorMatching.Group.NONE;
        List<String> include = List.of();
        if (words.is(Kind.GROUP_LEFT) || words.is(Kind.GROUP_RIGHT)) {
            group = words.take().kind() == Kind.GROUP_LEFT ? VectorMatching.Group.LEFT : VectorMatching.Group.RIGHT;
            include = words.is(Kind.OPEN) ? labels() : List.of();
        }
        return new VectorMatching(kind, labels, group, include);
    }

    private List<String> labels() {
        words.expect(Kind.OPEN, "write the labels in parentheses");
        List<String> labels = new ArrayList<>();
        if (!words.is(Kind.CLOSE)) {
            do {
                labels.add(words.marked(words.expectName("a label's name")));
            } while (words.takeIf(Kind.COMMA));
        }
        words.expect(Kind.CLOSE, "labels are separated by \",\"");
        return labels;
    }

    private Expr primary() {
        Token token = words.current();
        return switch (token.kind()) {
            case OPEN_BRACE -> logs.logSelector();
            case OPEN -> parenthesized();
            case NUMBER, ADD, SUB -> logs.literal();
            case FUNCTION -> function();
            case VARIANTS -> variants();
            case NAME -> throw unknown(token);
            case END ->
                throw words.fail(token, "the query ends where a query is expected", "begin one with a selector: {…}");
            case RANGE -> throw words.fail(token, "a range without log lines before it", "write {…} before it");
            default ->
                throw words.fail(
                        token,
                        "expected a query but found " + words.described(token),
                        "begin it with a selector {…} or a function");
        };
    }

    private Words.Stop unknown(Token token) {
        Kind next = words.peek(1).kind();
        if ((next == Kind.BY || next == Kind.WITHOUT) && VECTOR_OPERATIONS.containsKey(token.text())) {
            String word = token.text() + " " + next.text();
            return words.fail(token, word + " needs labels in parentheses", "write " + word + " (label) (…)");
        }
        if (next == Kind.OPEN && Lexer.isFunctionWord(token.text())) {
            return words.fail(token, "a comment stands between " + token.text() + " and \"(\"", "move the comment");
        }
        if (next == Kind.OPEN) {
            List<String> functions = Stream.of(
                            RANGE_OPERATIONS.keySet().stream(),
                            VECTOR_OPERATIONS.keySet().stream(),
                            Stream.of("label_replace", "vector"))
                    .flatMap(names -> names)
                    .sorted()
                    .toList();
            return words.fail(
                    token, "LogQL has no function " + words.described(token), Suggestion.of(token.text(), functions));
        }
        if (next == Kind.OPEN_BRACE) {
            return words.noMetricName(token);
        }
        return words.fail(
                token,
                "expected a query but found " + words.described(token),
                "begin it with a selector {…} or a function such as count_over_time(…)");
    }

    private Expr parenthesized() {
        Token open = words.take();
        Expr inner = words.nested(() -> expression(0));
        if (inner instanceof Variants) {
            words.problem(words.from(open), "variants cannot stand in parentheses", "remove them");
        }
        words.closing(open);
        return inner;
    }

    private Metric function() {
        Token name = words.take();
        RangeAggregation.Operation range = RANGE_OPERATIONS.get(name.text());
        if (range != null) {
            return rangeAggregation(name, range);
        }
        VectorAggregation.Operation vector = VECTOR_OPERATIONS.get(name.text());
        if (vector == VectorAggregation.Operation.APPROX_TOPK) {
            words.since(LokiVersion.APPROX_TOPK, name);
        }
        if (vector != null) {
            return vectorAggregation(name, vector);
        }
        return switch (name.text()) {
            case "label_replace" -> labelReplace(name);
            case "vector" -> vector();
            default ->
                throw words.fail(
                        name,
                        "\"" + name.text() + "\" is not a function of queries",
                        name.text().equals("ip")
                                ? "it is for filters: |= ip(\"…\")"
                                : "it is for unwrap: | unwrap bytes(x)");
        };
    }

    private Metric rangeAggregation(Token name, RangeAggregation.Operation operation) {
        if (words.is(Kind.BY) || words.is(Kind.WITHOUT)) {
            throw words.fail(
                    words.current(),
                    "the grouping of " + operation.word() + " stands after its parentheses",
                    "write " + operation.word() + "(…) " + words.written(words.current()) + " (…)");
        }
        Token open = words.expect(Kind.OPEN, "");
        Optional<Literal> parameter = Optional.empty();
        if (words.is(Kind.NUMBER)) {
            parameter = Optional.of(number());
            words.expect(Kind.COMMA, "");
        }
        LogRange range = words.nested(logs::logRange);
        words.closing(open);
        Optional<Literal> read = parameter;
        Grouping grouping = grouping();
        return words.build(words.place(name), ANY_METRIC, () -> new RangeAggregation(operation, read, range, grouping));
    }

    private Literal number() {
        Token number = words.expect(Kind.NUMBER, "write it without a sign and a unit");
        return words.build(words.place(number), Literal.of(1), () -> Literal.parse(number.text()));
    }

    private Grouping grouping() {
        if (!words.is(Kind.BY) && !words.is(Kind.WITHOUT)) {
            return Grouping.NONE;
        }
        Token word = words.take();
        Grouping.Kind kind = word.kind() == Kind.BY ? Grouping.Kind.BY : Grouping.Kind.WITHOUT;
        return words.mark(new Grouping(kind, labels()), words.place(word));
    }

    private Metric vectorAggregation(Token name, VectorAggregation.Operation operation) {
        Grouping before = grouping();
        Token open = words.expect(Kind.OPEN, "");
        Token blamed = name;
        Optional<Literal> parameter = Optional.empty();
        if (words.is(Kind.NUMBER) && words.peek(1).kind() == Kind.COMMA) {
            blamed = words.current();
            parameter = Optional.of(number());
            words.take();
        }
        Token first = words.current();
        Expr operand = words.nested(() -> expression(0));
        if (operand instanceof LogSelector && words.is(Kind.RANGE)) {
            throw words.fail(
                    words.current(),
                    operation.word() + " works on numbers, not on a range of lines",
                    "write " + operation.word() + "(count_over_time({…} … " + words.written(words.current()) + "))");
        }
        Metric metric = metric(operand, first);
        words.closing(open);
        if (!before.isNone() && (words.is(Kind.BY) || words.is(Kind.WITHOUT))) {
            throw words.fail(
                    words.current(), operation.word() + " is grouped twice", "keep the one before or the one after");
        }
        Grouping grouping = before.isNone() ? grouping() : before;
        Optional<Literal> read = parameter;
        return words.mark(
                words.build(
                        words.place(blamed),
                        ANY_METRIC,
                        () -> new VectorAggregation(operation, read, grouping, metric)),
                words.place(name));
    }

    private Metric labelReplace(Token name) {
        Token open = words.expect(Kind.OPEN, "");
        Metric operand = metric();
        List<String> texts = new ArrayList<>();
        Token last = name;
        while (texts.size() < 4) {
            words.expect(Kind.COMMA, "write label_replace(…, \"to\", \"$1\", \"from\", \"(.*)\")");
            last = words.expectString("write label_replace(…, \"to\", \"$1\", \"from\", \"(.*)\")");
            texts.add(last.text());
        }
        words.closing(open);
        return words.build(
                words.place(last),
                ANY_METRIC,
                () -> new LabelReplace(operand, texts.get(0), texts.get(1), texts.get(2), texts.get(3)));
    }

    private Metric vector() {
        Token open = words.expect(Kind.OPEN, "");
        Literal value = number();
        words.closing(open);
        return new Vector(value);
    }

    private Metric variants() {
        Token name = words.take();
        words.since(LokiVersion.VARIANTS, name);
        Token open = words.expect(Kind.OPEN, "");
        List<Metric> variants = new ArrayList<>();
        do {
            variants.add(metric());
        } while (words.takeIf(Kind.COMMA));
        words.closing(open);
        words.expect(Kind.OF, "write variants(…) of ({…}[5m])");
        Token second = words.expect(Kind.OPEN, "write variants(…) of ({…}[5m])");
        LogRange range = words.nested(logs::logRange);
        words.closing(second);
        return words.build(words.place(name), ANY_METRIC, () -> new Variants(variants, range));
    }
}
