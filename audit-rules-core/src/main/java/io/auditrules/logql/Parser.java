package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.logql.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recursive descent over the words of a query. A mistake in a matcher or a stage does not hide those after it: the parser
 * goes on behind it with something harmless in its place, and tells all mistakes at the end.
 */
final class Parser {
    /** As in Loki: the text must be shorter. */
    private static final int LONGEST = 131_072;

    private static final int DEEPEST = 500;
    private static final int MOST_PROBLEMS = 20;
    private static final String WRAP = "wrap it in count_over_time(… [5m])";

    private static final Map<String, RangeAggregation.Operation> RANGE_OPERATIONS =
            byWord(RangeAggregation.Operation.values(), RangeAggregation.Operation::word);
    private static final Map<String, VectorAggregation.Operation> VECTOR_OPERATIONS =
            byWord(VectorAggregation.Operation.values(), VectorAggregation.Operation::word);
    private static final Map<String, Unwrap.Conversion> CONVERSIONS =
            byWord(Unwrap.Conversion.values(), Unwrap.Conversion::word);
    private static final Map<Kind, BinaryOperation.Operator> BINARY_OPERATORS =
            byKind(BinaryOperation.Operator.values(), BinaryOperation.Operator::symbol);
    private static final Map<Kind, Matcher.Operator> MATCHER_OPERATORS =
            byKind(Matcher.Operator.values(), Matcher.Operator::symbol);
    private static final Map<Kind, LineFilter.Operator> LINE_FILTER_OPERATORS =
            byKind(LineFilter.Operator.values(), LineFilter.Operator::symbol);
    private static final Map<Kind, LabelFilter.Comparison> COMPARISONS = comparisons();

    /** Stand for what could not be read; no query with one of them leaves the parser. */
    private static final Metric ANY_METRIC = Vector.of(0);

    private static final Matcher ANY_MATCHER = Matcher.equal("any", "any");
    private static final Selector ANY_SELECTOR = Selector.of(ANY_MATCHER);

    private final Source source;
    private final Problems problems = new Problems();
    private List<Token> tokens = List.of();
    private int firstLexicalProblem;
    private int at;
    private int depth;
    private int operations;
    private int problemCount;

    Parser(Source source) {
        this.source = source;
    }

    private static <T> Map<String, T> byWord(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(word, Function.identity()));
    }

    private static <T> Map<Kind, T> byKind(T[] values, Function<T, String> symbol) {
        Map<Kind, T> kinds = new EnumMap<>(Kind.class);
        for (T value : values) {
            kinds.put(Kind.of(symbol.apply(value)), value);
        }
        return kinds;
    }

    private static Map<Kind, LabelFilter.Comparison> comparisons() {
        Map<Kind, LabelFilter.Comparison> kinds =
                byKind(LabelFilter.Comparison.values(), LabelFilter.Comparison::symbol);
        kinds.put(Kind.EQ, LabelFilter.Comparison.EQ);
        return kinds;
    }

    /** Ends the reading of a part; what was wrong has been said. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stop() {
            super(null, null, false, false);
        }
    }

    // the four things that can be read

    Expr query() {
        return whole(() -> expression(0), "a query");
    }

    Metric metricQuery() {
        return whole(
                () -> {
                    Expr query = expression(0);
                    if (query instanceof Metric metric) {
                        return metric;
                    }
                    problem(from(tokens.get(0)), "a log query cannot be an alert: " + WRAP, "");
                    return ANY_METRIC;
                },
                "a query");
    }

    Pipeline pipelineAlone() {
        return whole(() -> new Pipeline(stages(false)), "a stage such as |= \"text\" or | json");
    }

    Selector selectorAlone() {
        return whole(this::selector, "a selector such as {app=\"x\"}");
    }

    private <T> T whole(Supplier<T> part, String what) {
        int length = source.text().length() < LONGEST
                ? source.text().getBytes(StandardCharsets.UTF_8).length
                : source.text().length();
        if (length >= LONGEST) {
            problems.add(
                    source.place(),
                    "the query has " + length + " bytes, and Loki reads up to 131071",
                    "write it shorter");
            throw new ProblemsException(problems.list());
        }
        Lexer lexer = new Lexer(source, problems);
        tokens = lexer.tokens();
        firstLexicalProblem = lexer.firstProblem();
        Optional<T> read = Optional.empty();
        try {
            if (tokens.size() == 1 && problems.isEmpty()) {
                throw fail(current(), "nothing is written here", "write " + what);
            }
            read = Optional.of(part.get());
            expectEnd();
        } catch (Stop stop) {
            // What was wrong is among the problems.
        }
        problems.throwIfAny();
        return read.orElseThrow();
    }

    private void expectEnd() {
        if (is(Kind.END)) {
            return;
        }
        Token token = current();
        throw switch (token.kind()) {
            case CLOSE -> fail(token, "\")\" closes nothing", "remove it, or add \"(\" before");
            case CLOSE_BRACE -> fail(token, "\"}\" closes nothing", "remove it, or add \"{\" before");
            case RANGE ->
                fail(
                        token,
                        "a range is legal only inside a function such as count_over_time or rate",
                        "write count_over_time({…} … " + written(token) + ")");
            case EQ -> fail(token, "\"=\" does not compare queries", "write ==");
            case UNWRAP -> fail(token, "unwrap needs \"|\" before it", "");
            case OFFSET -> fail(token, "an offset follows a range directly", "write it after \"]\"");
            case NAME -> fail(token, "unexpected " + described(token), foreignOperator(token));
            default -> fail(token, "unexpected " + described(token), reservedAdvice(token));
        };
    }

    private static String foreignOperator(Token token) {
        return switch (token.text()) {
            case "&" -> "write \"and\"";
            case "!" -> "write \"!=\" or \"unless\"";
            default -> "";
        };
    }

    // words

    private Token current() {
        return tokens.get(at);
    }

    private Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    private boolean is(Kind kind) {
        return current().kind() == kind;
    }

    private Token take() {
        Token token = current();
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    private boolean takeIf(Kind kind) {
        if (is(kind)) {
            at++;
            return true;
        }
        return false;
    }

    private Token expect(Kind kind, String advice) {
        if (!is(kind)) {
            throw fail(current(), "expected " + called(kind) + " but found " + described(current()), advice);
        }
        return take();
    }

    private static String called(Kind kind) {
        return kind.text().indexOf(' ') < 0 ? "\"" + kind.text() + "\"" : kind.text();
    }

    private Token expectString(String advice) {
        if (is(Kind.NAME) && !current().text().startsWith("'")) {
            String word = current().text();
            String quotes = "“”„‘’«»".contains(word)
                    ? "strings are in straight quotes: \"…\" or `…`"
                    : "put it in quotes: \"" + word + "\"";
            throw fail(current(), "expected a string but found " + described(current()), quotes);
        }
        if (is(Kind.NAME)) {
            throw fail(current(), "a string cannot be in single quotes", "use \"…\" or `…`");
        }
        return expect(Kind.STRING, advice);
    }

    private Token expectName(String what) {
        if (!is(Kind.NAME)) {
            throw fail(
                    current(),
                    "expected " + what + " but found " + described(current()),
                    is(Kind.STRING) ? "names of labels have no quotes" : reservedAdvice(current()));
        }
        return take();
    }

    private String reservedAdvice(Token token) {
        return token.kind().isWord()
                ? "\"" + written(token) + "\" is a reserved word of LogQL and cannot be a label's name here"
                : "";
    }

    private String described(Token token) {
        return token.kind() == Kind.END ? "the end of the query" : "\"" + written(token) + "\"";
    }

    private String written(Token token) {
        String text = source.text().substring(token.start(), token.end());
        return text.length() <= 40 ? text : text.substring(0, text.offsetByCodePoints(0, 39)) + "…";
    }

    // problems

    private Place place(Token token) {
        if (token.kind() == Kind.END && at > 0) {
            int end = tokens.get(tokens.size() - 2 < 0 ? 0 : tokens.size() - 2).end();
            return source.placeAt(end, end + 1);
        }
        return source.placeAt(token.start(), token.end());
    }

    /** From a word to the one read last. */
    private Place from(Token first) {
        return source.placeAt(first.start(), tokens.get(Math.max(0, at - 1)).end());
    }

    private void problem(Place place, String message, String advice) {
        if (problemCount++ < MOST_PROBLEMS) {
            problems.add(place, message, advice);
        }
    }

    /** Says what is wrong with a word, unless the words before were not cut rightly; to be thrown. */
    private Stop fail(Token token, String message, String advice) {
        if (token.start() < firstLexicalProblem) {
            problem(place(token), message, advice);
        }
        return new Stop();
    }

    /** A value, or the one in its place if there cannot be such a value. */
    private <T> T build(Place place, T instead, Supplier<? extends T> value) {
        try {
            return value.get();
        } catch (IllegalValueException illegal) {
            problem(place, illegal.message(), illegal.advice());
            return instead;
        }
    }

    private <T> T nested(Supplier<T> part) {
        if (++depth > DEEPEST) {
            throw fail(current(), "the query nests more than " + DEEPEST + " levels deep", "write it flatter");
        }
        T result = part.get();
        depth--;
        return result;
    }

    // queries

    /** A query whose operators bind at least so tight. */
    private Expr expression(int precedence) {
        Token first = current();
        Expr left = primary();
        while (true) {
            BinaryOperation.Operator operator = BINARY_OPERATORS.get(current().kind());
            if (operator == null || operator.precedence() < precedence) {
                return left;
            }
            Token symbol = take();
            if (++operations > DEEPEST) {
                throw fail(symbol, "the query combines more than " + DEEPEST + " queries", "write it as several");
            }
            boolean returnsBool = takeIf(Kind.BOOL);
            VectorMatching matching = matching();
            int next = operator.precedence() + (operator.isRightAssociative() ? 0 : 1);
            Metric one = metric(left, first);
            Token second = current();
            Metric two = metric(nested(() -> expression(next)), second);
            left = build(
                    place(symbol), ANY_METRIC, () -> new BinaryOperation(one, operator, returnsBool, matching, two));
        }
    }

    /** The query as a metric; a log query, which began with that word, is a mistake. */
    private Metric metric(Expr query, Token first) {
        if (query instanceof Metric metric) {
            return metric;
        }
        problem(from(first), "a log query has no numbers to work on", WRAP);
        return ANY_METRIC;
    }

    private Metric metric() {
        Token first = current();
        return metric(nested(() -> expression(0)), first);
    }

    private VectorMatching matching() {
        VectorMatching.Kind kind;
        if (is(Kind.ON)) {
            kind = VectorMatching.Kind.ON;
        } else if (is(Kind.IGNORING)) {
            kind = VectorMatching.Kind.IGNORING;
        } else if (is(Kind.GROUP_LEFT) || is(Kind.GROUP_RIGHT)) {
            throw fail(
                    current(),
                    written(current()) + " needs on (…) or ignoring (…) before it",
                    "write on (label) " + written(current()));
        } else {
            return VectorMatching.DEFAULT;
        }
        take();
        List<String> labels = labels();
        VectorMatching.Group group = VectorMatching.Group.NONE;
        List<String> include = List.of();
        if (is(Kind.GROUP_LEFT) || is(Kind.GROUP_RIGHT)) {
            group = take().kind() == Kind.GROUP_LEFT ? VectorMatching.Group.LEFT : VectorMatching.Group.RIGHT;
            include = is(Kind.OPEN) ? labels() : List.of();
        }
        return new VectorMatching(kind, labels, group, include);
    }

    private List<String> labels() {
        expect(Kind.OPEN, "write the labels in parentheses");
        List<String> labels = new ArrayList<>();
        if (!is(Kind.CLOSE)) {
            do {
                labels.add(expectName("a label's name").text());
            } while (takeIf(Kind.COMMA));
        }
        expect(Kind.CLOSE, "labels are separated by \",\"");
        return labels;
    }

    private Expr primary() {
        Token token = current();
        return switch (token.kind()) {
            case OPEN_BRACE -> logSelector();
            case OPEN -> parenthesized();
            case NUMBER, ADD, SUB -> literal();
            case FUNCTION -> function();
            case VARIANTS -> variants();
            case NAME -> throw unknown(token);
            case END -> throw fail(token, "the query ends where a query is expected", "begin one with a selector: {…}");
            case RANGE -> throw fail(token, "a range without log lines before it", "write {…} before it");
            default ->
                throw fail(
                        token,
                        "expected a query but found " + described(token),
                        "begin it with a selector {…} or a function");
        };
    }

    private Stop unknown(Token token) {
        if (peek(1).kind() == Kind.OPEN) {
            List<String> functions = Stream.of(
                            RANGE_OPERATIONS.keySet().stream(),
                            VECTOR_OPERATIONS.keySet().stream(),
                            Stream.of("label_replace", "vector"))
                    .flatMap(words -> words)
                    .sorted()
                    .toList();
            return fail(
                    token, "LogQL has no function \"" + token.text() + "\"", Suggestion.of(token.text(), functions));
        }
        if (peek(1).kind() == Kind.OPEN_BRACE) {
            return fail(
                    token, "LogQL has no metric names such as \"" + token.text() + "\"", "begin with the selector {…}");
        }
        return fail(
                token,
                "expected a query but found " + described(token),
                "begin it with a selector {…} or a function such as count_over_time(…)");
    }

    private Expr parenthesized() {
        Token open = take();
        Expr inner = nested(() -> expression(0));
        if (inner instanceof Variants) {
            problem(from(open), "variants cannot stand in parentheses", "remove them");
        }
        closing(open);
        return inner;
    }

    private void closing(Token open) {
        if (is(Kind.END)) {
            throw failAt(open, "unclosed parenthesis, add \")\"");
        }
        if (is(Kind.RANGE)) {
            throw fail(
                    current(),
                    "a range is legal only inside a function such as count_over_time or rate",
                    "write count_over_time({…} … " + written(current()) + ")");
        }
        expect(Kind.CLOSE, reservedAdvice(current()));
    }

    private Stop failAt(Token token, String message) {
        return fail(token, message, "");
    }

    private Literal literal() {
        Token first = current();
        String sign = is(Kind.NUMBER) ? "" : take().text();
        Token number = current();
        if (!is(Kind.NUMBER)) {
            throw fail(
                    number,
                    "expected a number but found " + described(number),
                    sign.equals("-") ? "a minus stands before numbers only: write 0 - (…)" : "");
        }
        take();
        return build(from(first), Literal.of(0), () -> Literal.parse(GoNumber.signed(sign, number.text())));
    }

    private Metric function() {
        Token name = take();
        RangeAggregation.Operation range = RANGE_OPERATIONS.get(name.text());
        if (range != null) {
            return rangeAggregation(name, range);
        }
        VectorAggregation.Operation vector = VECTOR_OPERATIONS.get(name.text());
        if (vector != null) {
            return vectorAggregation(name, vector);
        }
        return switch (name.text()) {
            case "label_replace" -> labelReplace(name);
            case "vector" -> vector();
            default ->
                throw fail(
                        name,
                        "\"" + name.text() + "\" is not a function of queries",
                        name.text().equals("ip")
                                ? "it is for filters: |= ip(\"…\")"
                                : "it is for unwrap: | unwrap bytes(x)");
        };
    }

    private Metric rangeAggregation(Token name, RangeAggregation.Operation operation) {
        if (is(Kind.BY) || is(Kind.WITHOUT)) {
            throw fail(
                    current(),
                    "the grouping of " + operation.word() + " stands after its parentheses",
                    "write " + operation.word() + "(…) " + written(current()) + " (…)");
        }
        Token open = expect(Kind.OPEN, "");
        Optional<Literal> parameter = Optional.empty();
        if (is(Kind.NUMBER)) {
            parameter = Optional.of(number());
            expect(Kind.COMMA, "");
        }
        LogRange range = nested(this::logRange);
        closing(open);
        Optional<Literal> read = parameter;
        Grouping grouping = grouping();
        return build(place(name), ANY_METRIC, () -> new RangeAggregation(operation, read, range, grouping));
    }

    private Literal number() {
        Token number = expect(Kind.NUMBER, "write it without a sign and a unit");
        return build(place(number), Literal.of(1), () -> Literal.parse(number.text()));
    }

    private Grouping grouping() {
        if (!is(Kind.BY) && !is(Kind.WITHOUT)) {
            return Grouping.NONE;
        }
        Grouping.Kind kind = take().kind() == Kind.BY ? Grouping.Kind.BY : Grouping.Kind.WITHOUT;
        return new Grouping(kind, labels());
    }

    private Metric vectorAggregation(Token name, VectorAggregation.Operation operation) {
        Grouping before = grouping();
        Token open = expect(Kind.OPEN, "");
        Optional<Literal> parameter = Optional.empty();
        if (is(Kind.NUMBER) && peek(1).kind() == Kind.COMMA) {
            parameter = Optional.of(number());
            take();
        }
        Token first = current();
        Expr operand = nested(() -> expression(0));
        if (operand instanceof LogSelector && is(Kind.RANGE)) {
            throw fail(
                    current(),
                    operation.word() + " works on numbers, not on a range of lines",
                    "write " + operation.word() + "(count_over_time({…} … " + written(current()) + "))");
        }
        Metric metric = metric(operand, first);
        closing(open);
        if (!before.isNone() && (is(Kind.BY) || is(Kind.WITHOUT))) {
            throw fail(current(), operation.word() + " is grouped twice", "keep the one before or the one after");
        }
        Grouping grouping = before.isNone() ? grouping() : before;
        Optional<Literal> read = parameter;
        return build(place(name), ANY_METRIC, () -> new VectorAggregation(operation, read, grouping, metric));
    }

    private Metric labelReplace(Token name) {
        Token open = expect(Kind.OPEN, "");
        Metric operand = metric();
        List<String> texts = new ArrayList<>();
        Token last = name;
        while (texts.size() < 4) {
            expect(Kind.COMMA, "write label_replace(…, \"to\", \"$1\", \"from\", \"(.*)\")");
            last = expectString("write label_replace(…, \"to\", \"$1\", \"from\", \"(.*)\")");
            texts.add(last.text());
        }
        closing(open);
        return build(
                place(last),
                ANY_METRIC,
                () -> new LabelReplace(operand, texts.get(0), texts.get(1), texts.get(2), texts.get(3)));
    }

    private Metric vector() {
        Token open = expect(Kind.OPEN, "");
        Literal value = number();
        closing(open);
        return new Vector(value);
    }

    private Metric variants() {
        Token name = take();
        Token open = expect(Kind.OPEN, "");
        List<Metric> variants = new ArrayList<>();
        do {
            variants.add(metric());
        } while (takeIf(Kind.COMMA));
        closing(open);
        expect(Kind.OF, "write variants(…) of ({…}[5m])");
        Token second = expect(Kind.OPEN, "write variants(…) of ({…}[5m])");
        LogRange range = nested(this::logRange);
        closing(second);
        return build(place(name), ANY_METRIC, () -> new Variants(variants, range));
    }

    // log queries and ranges

    private LogSelector logSelector() {
        Selector selector = selector();
        return new LogSelector(selector, new Pipeline(stages(false)));
    }

    /**
     * The lines of a while. The range may stand before the stages or after them, and all before the range may stand in
     * parentheses, as may the whole.
     */
    private LogRange logRange() {
        if (!is(Kind.OPEN)) {
            return logRange(selector());
        }
        Token open = take();
        if (is(Kind.OPEN)) {
            LogRange inner = nested(this::logRange);
            closing(open);
            return inner;
        }
        Selector selector = selector();
        List<Stage> stages = stages(true);
        Optional<Unwrap> unwrap = unwrap();
        if (is(Kind.RANGE)) {
            LogRange inner = ranged(selector, stages, unwrap);
            closing(open);
            return inner;
        }
        closing(open);
        DurationLiteral range = range();
        Optional<DurationLiteral> offset = offset();
        Optional<Unwrap> read = stages.isEmpty() && unwrap.isEmpty() ? unwrap() : unwrap;
        return new LogRange(new LogSelector(selector, new Pipeline(stages)), read, range, offset);
    }

    private LogRange logRange(Selector selector) {
        List<Stage> stages = stages(true);
        return ranged(selector, stages, unwrap());
    }

    private LogRange ranged(Selector selector, List<Stage> before, Optional<Unwrap> unwrapBefore) {
        DurationLiteral range = range();
        Optional<DurationLiteral> offset = offset();
        boolean mayFollow = before.isEmpty() && unwrapBefore.isEmpty();
        List<Stage> stages = mayFollow ? stages(true) : before;
        Optional<Unwrap> unwrap = mayFollow ? unwrap() : unwrapBefore;
        return new LogRange(new LogSelector(selector, new Pipeline(stages)), unwrap, range, offset);
    }

    private DurationLiteral range() {
        DurationLiteral instead = DurationLiteral.parse("1s");
        if (!is(Kind.RANGE)) {
            throw fail(
                    current(),
                    "expected a range but found " + described(current()),
                    is(Kind.CLOSE) || is(Kind.END) ? "add a range such as [5m]" : reservedAdvice(current()));
        }
        Token token = take();
        // What is said of an unclosed range has been said.
        return token.start() >= firstLexicalProblem
                ? instead
                : build(place(token), instead, () -> DurationLiteral.range(token.text()));
    }

    private Optional<DurationLiteral> offset() {
        if (!takeIf(Kind.OFFSET)) {
            return Optional.empty();
        }
        Token duration = expect(Kind.DURATION, "write a number and a unit, such as offset 1h");
        return Optional.of(DurationLiteral.parse(duration.text()));
    }

    private Optional<Unwrap> unwrap() {
        if (!is(Kind.PIPE) || peek(1).kind() != Kind.UNWRAP) {
            return Optional.empty();
        }
        take();
        take();
        Unwrap.Conversion conversion = Unwrap.Conversion.NUMBER;
        if (is(Kind.FUNCTION)) {
            Token function = take();
            Unwrap.Conversion read = CONVERSIONS.get(function.text());
            if (read == null) {
                throw fail(
                        function,
                        "unwrap knows no conversion \"" + function.text() + "\"",
                        "legal here: bytes, duration, duration_seconds");
            }
            conversion = read;
        } else if (is(Kind.NAME) && peek(1).kind() == Kind.OPEN) {
            throw fail(
                    current(),
                    "unwrap knows no conversion \"" + current().text() + "\"",
                    Suggestion.of(current().text(), List.of("bytes", "duration", "duration_seconds")));
        }
        boolean isConverted = conversion != Unwrap.Conversion.NUMBER;
        if (isConverted) {
            expect(Kind.OPEN, "");
        }
        String label = expectName("a label's name").text();
        if (isConverted) {
            expect(Kind.CLOSE, "");
        }
        List<LabelFilter> filters = new ArrayList<>();
        while (takeIf(Kind.PIPE)) {
            if (!is(Kind.NAME) && !is(Kind.OPEN)) {
                throw fail(
                        current(),
                        "only label filters can follow unwrap, not " + described(current()),
                        "put it before unwrap");
            }
            filters.add(labelFilter());
        }
        return Optional.of(new Unwrap(label, conversion, filters));
    }

    private Selector selector() {
        Token open = current();
        if (!is(Kind.OPEN_BRACE)) {
            throw open.kind() == Kind.NAME
                    ? unknown(open)
                    : fail(
                            open,
                            "expected a selector but found " + described(open),
                            "write {…} with at least one matcher, such as {app=\"x\"}");
        }
        take();
        List<Matcher> matchers = new ArrayList<>();
        int before = problemCount;
        if (!is(Kind.CLOSE_BRACE)) {
            do {
                matchers.add(selectorMatcher(open));
            } while (takeIf(Kind.COMMA));
        }
        if (!is(Kind.CLOSE_BRACE)) {
            throw unclosed(open);
        }
        take();
        // A matcher that could not be read may be the one that selects something.
        return problemCount > before ? ANY_SELECTOR : build(from(open), ANY_SELECTOR, () -> new Selector(matchers));
    }

    private Stop unclosed(Token open) {
        return switch (current().kind()) {
            case END, PIPE, PIPE_EXACT, PIPE_MATCH, PIPE_PATTERN, RANGE, CLOSE ->
                failAt(open, "unclosed selector, add \"}\"");
            default ->
                fail(
                        current(),
                        "expected \",\" or \"}\" but found " + described(current()),
                        "matchers are separated by \",\"");
        };
    }

    private Matcher selectorMatcher(Token open) {
        try {
            if (is(Kind.END) || is(Kind.PIPE)) {
                throw unclosed(open);
            }
            if (is(Kind.CLOSE_BRACE)) {
                throw fail(current(), "expected a matcher but found \"}\"", "remove the \",\" before it");
            }
            Token name = expectName("a label's name");
            Matcher.Operator operator = MATCHER_OPERATORS.get(current().kind());
            if (operator == null) {
                throw fail(
                        current(),
                        "expected one of = != =~ !~ but found " + described(current()),
                        is(Kind.CMP_EQ) ? "write a single =" : "write " + name.text() + "=\"…\"");
            }
            return matcher(name, operator);
        } catch (Stop stop) {
            while (!is(Kind.COMMA) && !is(Kind.CLOSE_BRACE)) {
                if (is(Kind.END) || is(Kind.PIPE) || is(Kind.RANGE) || is(Kind.OPEN_BRACE)) {
                    throw stop;
                }
                take();
            }
            return ANY_MATCHER;
        }
    }

    private Matcher matcher(Token name, Matcher.Operator operator) {
        take();
        Token value = expectString("write " + name.text() + operator.symbol() + "\"…\"");
        return build(place(value), ANY_MATCHER, () -> new Matcher(name.text(), operator, value.text()));
    }

    // stages

    /** All stages from here; in a range, {@code unwrap} ends them. */
    private List<Stage> stages(boolean isInRange) {
        List<Stage> stages = new ArrayList<>();
        while (is(Kind.PIPE) || LINE_FILTER_OPERATORS.containsKey(current().kind())) {
            if (is(Kind.PIPE) && peek(1).kind() == Kind.UNWRAP) {
                if (isInRange) {
                    return stages;
                }
                throw fail(
                        peek(1),
                        "unwrap is legal only inside a function such as sum_over_time",
                        "write sum_over_time({…} | unwrap x [5m])");
            }
            try {
                stages.add(stage());
            } catch (Stop stop) {
                skipStage(stop);
            }
        }
        return stages;
    }

    private void skipStage(Stop stop) {
        int open = 0;
        while (open > 0 || !isStageEnd()) {
            if (is(Kind.END)) {
                throw stop;
            }
            Kind kind = take().kind();
            open += kind == Kind.OPEN ? 1 : kind == Kind.CLOSE ? -1 : 0;
        }
        if (is(Kind.END) || depth > DEEPEST) {
            throw stop;
        }
    }

    private boolean isStageEnd() {
        return switch (current().kind()) {
            case PIPE, PIPE_EXACT, PIPE_MATCH, PIPE_PATTERN, RANGE, CLOSE, END -> true;
            default -> false;
        };
    }

    private Stage stage() {
        LineFilter.Operator operator = LINE_FILTER_OPERATORS.get(current().kind());
        if (operator != null) {
            return lineFilter(operator);
        }
        take();
        Token word = current();
        return switch (word.kind()) {
            case JSON -> json();
            case LOGFMT -> logfmt();
            case REGEXP -> regexp();
            case PATTERN -> pattern();
            case UNPACK -> simple(new Unpack());
            case DECOLORIZE -> simple(new Decolorize());
            case LINE_FORMAT -> lineFormat();
            case LABEL_FORMAT -> labelFormat();
            case KEEP -> keep();
            case DROP -> drop();
            case NAME, OPEN -> labelFilter();
            case STRING ->
                throw fail(word, "a text after \"|\" says not what to do with it", "write |= \"…\" or |~ \"…\"");
            case PIPE -> throw fail(word, "\"|\" twice", "write \"or\" between alternatives");
            case END -> throw fail(word, "\"|\" without a stage after it", "remove it, or add a stage such as json");
            case FUNCTION ->
                throw fail(
                        word,
                        "\"" + word.text() + "\" is not a stage",
                        "write label = ip(\"…\"), or | unwrap bytes(label)");
            default -> throw fail(word, described(word) + " is not a stage", reservedAdvice(word));
        };
    }

    private Stage simple(Stage stage) {
        take();
        return stage;
    }

    private Stage lineFilter(LineFilter.Operator operator) {
        take();
        List<LineFilter.Alternative> alternatives = new ArrayList<>();
        List<Token> texts = new ArrayList<>();
        do {
            boolean isIp = is(Kind.FUNCTION) && current().text().equals("ip");
            if (isIp) {
                take();
                expect(Kind.OPEN, "");
            }
            Token text = expectString("write " + operator.symbol() + " \"…\"");
            if (isIp) {
                expect(Kind.CLOSE, "");
            }
            texts.add(text);
            alternatives.add(new LineFilter.Alternative(text.text(), isIp));
        } while (takeIf(Kind.OR));
        LineFilter instead = LineFilter.contains("any");
        try {
            return new LineFilter(operator, alternatives);
        } catch (IllegalValueException illegal) {
            int before = problemCount;
            for (int i = 0; i < texts.size() && texts.size() > 1; i++) {
                LineFilter.Alternative one =
                        new LineFilter.Alternative(texts.get(i).text(), false);
                build(place(texts.get(i)), instead, () -> new LineFilter(operator, List.of(one)));
            }
            if (problemCount == before) {
                problem(place(texts.get(0)), illegal.message(), illegal.advice());
            }
            return instead;
        }
    }

    private Stage json() {
        take();
        return new Json(extractions(JsonPath::check));
    }

    private Stage logfmt() {
        take();
        boolean isStrict = false;
        boolean keepsEmpty = false;
        while (is(Kind.STRICT) || is(Kind.KEEP_EMPTY)) {
            boolean strict = take().kind() == Kind.STRICT;
            isStrict |= strict;
            keepsEmpty |= !strict;
        }
        List<Extraction> extractions = extractions(LogfmtKey::check);
        return new Logfmt(isStrict, keepsEmpty, extractions);
    }

    private List<Extraction> extractions(Consumer<String> check) {
        List<Extraction> extractions = new ArrayList<>();
        if (!is(Kind.NAME)) {
            return extractions;
        }
        do {
            Token label = expectName("a label's name");
            Token expression = takeIf(Kind.EQ) ? expectString("write " + label.text() + "=\"…\"") : label;
            Extraction instead = Extraction.of("any", "any");
            extractions.add(build(place(expression), instead, () -> {
                Extraction extraction = new Extraction(label.text(), expression.text());
                check.accept(extraction.expression());
                return extraction;
            }));
        } while (takeIf(Kind.COMMA));
        return extractions;
    }

    private Stage regexp() {
        take();
        Token regex = expectString("write | regexp \"(?P<name>…)\"");
        return build(place(regex), new Unpack(), () -> new Regexp(regex.text()));
    }

    private Stage pattern() {
        take();
        Token expression = expectString("write | pattern \"<name> …\"");
        return build(place(expression), new Unpack(), () -> new Pattern(expression.text()));
    }

    private Stage lineFormat() {
        take();
        return new LineFormat(expectString("write | line_format \"{{.label}}\"").text());
    }

    private Stage labelFormat() {
        Token word = take();
        List<LabelFormat.Assignment> assignments = new ArrayList<>();
        do {
            String label = expectName("a label's name").text();
            expect(Kind.EQ, "write " + label + "=other or " + label + "=\"{{.other}}\"");
            boolean isRename = is(Kind.NAME);
            String value = isRename
                    ? take().text()
                    : expectString("write " + label + "=other or " + label + "=\"{{.other}}\"")
                            .text();
            assignments.add(new LabelFormat.Assignment(label, value, isRename));
        } while (takeIf(Kind.COMMA));
        return build(from(word), new Unpack(), () -> new LabelFormat(assignments));
    }

    private Stage keep() {
        take();
        return new Keep(selections());
    }

    private Stage drop() {
        take();
        return new Drop(selections());
    }

    private List<LabelSelection> selections() {
        List<LabelSelection> selections = new ArrayList<>();
        do {
            Token name = expectName("a label's name");
            Matcher.Operator operator = MATCHER_OPERATORS.get(current().kind());
            selections.add(operator == null ? new LabelSelection.Named(name.text()) : matcher(name, operator));
        } while (takeIf(Kind.COMMA));
        return selections;
    }

    // label filters

    private record Segment(List<LabelFilter> filters, List<Kind> operators) {}

    /**
     * A label filter. In Loki v3.7.6 {@code and} binds tighter than {@code or}, but a comma or nothing at all between two
     * filters takes the one on its left and everything on its right: {@code a or b, c or d} is
     * {@code a or (b and (c or d))}. So the segments between them are joined from the last to the first.
     */
    private LabelFilter labelFilter() {
        Deque<Segment> segments = new ArrayDeque<>();
        segments.push(segment());
        while (is(Kind.COMMA) || is(Kind.NAME) || is(Kind.OPEN)) {
            takeIf(Kind.COMMA);
            segments.push(segment());
        }
        LabelFilter rest = joined(segments.pop());
        while (!segments.isEmpty()) {
            Segment segment = segments.pop();
            int last = segment.filters().size() - 1;
            segment.filters().set(last, And.of(segment.filters().get(last), rest));
            rest = joined(segment);
        }
        return rest;
    }

    private Segment segment() {
        Segment segment = new Segment(new ArrayList<>(), new ArrayList<>());
        segment.filters().add(oneLabelFilter());
        while (is(Kind.AND) || is(Kind.OR)) {
            segment.operators().add(take().kind());
            segment.filters().add(oneLabelFilter());
        }
        return segment;
    }

    private static LabelFilter joined(Segment segment) {
        List<LabelFilter> alternatives = new ArrayList<>();
        List<LabelFilter> conjunction = new ArrayList<>(segment.filters().subList(0, 1));
        for (int i = 0; i < segment.operators().size(); i++) {
            if (segment.operators().get(i) == Kind.OR) {
                alternatives.add(LabelFilter.all(conjunction));
                conjunction = new ArrayList<>();
            }
            conjunction.add(segment.filters().get(i + 1));
        }
        alternatives.add(LabelFilter.all(conjunction));
        return LabelFilter.any(alternatives);
    }

    private LabelFilter oneLabelFilter() {
        if (is(Kind.OPEN)) {
            Token open = take();
            LabelFilter inner = nested(this::labelFilter);
            closing(open);
            return inner;
        }
        Token name = expectName("a label's name");
        Token symbol = current();
        Matcher.Operator operator = MATCHER_OPERATORS.get(symbol.kind());
        if (operator != null && (operator.isRegex() || isText(peek(1)))) {
            return matcher(name, operator);
        }
        LabelFilter.Comparison comparison = COMPARISONS.get(symbol.kind());
        if (comparison == null) {
            throw fail(
                    symbol,
                    "expected an operator after \"" + name.text() + "\" but found " + described(symbol),
                    is(Kind.END) || isStageEnd()
                            ? "a filter needs a value, such as " + name.text()
                                    + "=\"x\"; a stage of this name does not exist"
                            : "legal here: = != =~ !~ == > >= < <=");
        }
        take();
        return comparison(name, symbol, comparison);
    }

    private static boolean isText(Token token) {
        return token.kind() == Kind.STRING || token.kind() == Kind.NAME || token.kind() == Kind.END;
    }

    private LabelFilter comparison(Token name, Token symbol, LabelFilter.Comparison comparison) {
        String label = name.text();
        Token value = current();
        switch (value.kind()) {
            case DURATION -> {
                take();
                return new DurationFilter(label, comparison, DurationLiteral.parse(value.text()));
            }
            case BYTES -> {
                take();
                return new BytesFilter(label, comparison, BytesLiteral.parse(value.text()));
            }
            case NUMBER, ADD, SUB -> {
                return new NumberFilter(label, comparison, literal());
            }
            case FUNCTION -> {
                return ipFilter(label, symbol, comparison);
            }
            default ->
                throw fail(
                        value,
                        "expected a number, a duration or a size after \"" + symbol.text() + "\" but found "
                                + described(value),
                        value.kind() == Kind.STRING && symbol.kind() == Kind.CMP_EQ
                                ? "a text is compared with a single ="
                                : "");
        }
    }

    private LabelFilter ipFilter(String label, Token symbol, LabelFilter.Comparison comparison) {
        Token function = take();
        if (!function.text().equals("ip")) {
            throw fail(function, "\"" + function.text() + "\" is not a function of label filters", "legal here: ip");
        }
        if (symbol.kind() != Kind.EQ && symbol.kind() != Kind.NEQ) {
            throw fail(symbol, "\"" + symbol.text() + "\" cannot be used with ip()", "use = ip(…) or != ip(…)");
        }
        expect(Kind.OPEN, "");
        Token pattern = expectString("write ip(\"10.0.0.0/8\")");
        expect(Kind.CLOSE, "");
        return build(place(pattern), ANY_MATCHER, () -> new IpFilter(label, comparison, pattern.text()));
    }
}
