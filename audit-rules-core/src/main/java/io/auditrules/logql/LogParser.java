package io.auditrules.logql;

import io.auditrules.bytes.Utf8;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.logql.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Reads what is about log lines: selectors, stages and ranges. */
final class LogParser {
    private static final Map<String, Unwrap.Conversion> CONVERSIONS =
            Words.byWord(Unwrap.Conversion.values(), Unwrap.Conversion::word);
    private static final Map<Kind, Matcher.Operator> MATCHER_OPERATORS =
            Words.byKind(Matcher.Operator.values(), Matcher.Operator::symbol);
    private static final Map<Kind, LineFilter.Operator> LINE_FILTER_OPERATORS =
            Words.byKind(LineFilter.Operator.values(), LineFilter.Operator::symbol);
    private static final Map<Kind, LabelFilter.Comparison> COMPARISONS = comparisons();

    private static final List<String> STAGES = List.of(
            "decolorize",
            "drop",
            "json",
            "keep",
            "label_format",
            "line_format",
            "logfmt",
            "pattern",
            "regexp",
            "unpack");

    /** Stand for what could not be read; no query with one of them leaves the parser. */
    private static final Matcher ANY_MATCHER = Matcher.equal("any", "any");

    private static final Selector ANY_SELECTOR = Selector.of(ANY_MATCHER);

    private final Words words;

    LogParser(Words words) {
        this.words = words;
    }

    private static Map<Kind, LabelFilter.Comparison> comparisons() {
        Map<Kind, LabelFilter.Comparison> kinds =
                Words.byKind(LabelFilter.Comparison.values(), LabelFilter.Comparison::symbol);
        kinds.put(Kind.EQ, LabelFilter.Comparison.EQ);
        return kinds;
    }

    // log queries and ranges

    /** A selector and its stages. */
    LogSelector logSelector() {
        Selector selector = selector();
        return new LogSelector(selector, new Pipeline(stages(false)));
    }

    /**
     * The lines of a while. The range may stand before the stages or after them, and all before the range may stand in
     * parentheses, as may the whole.
     */
    LogRange logRange() {
        if (!words.is(Kind.OPEN)) {
            return logRange(selector());
        }
        Token open = words.take();
        if (words.is(Kind.OPEN)) {
            LogRange inner = words.nested(this::logRange);
            words.closing(open);
            return inner;
        }
        Selector selector = selector();
        List<Stage> stages = stages(true);
        Optional<Unwrap> unwrap = unwrap();
        if (words.is(Kind.RANGE)) {
            LogRange inner = ranged(selector, stages, unwrap);
            words.closing(open);
            return inner;
        }
        words.closing(open);
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
        if (!words.is(Kind.RANGE)) {
            throw words.fail(
                    words.current(),
                    "expected a range but found " + words.described(words.current()),
                    words.is(Kind.CLOSE) || words.is(Kind.END)
                            ? "add a range such as [5m]"
                            : words.reservedAdvice(words.current()));
        }
        Token token = words.take();
        // What is said of an unclosed range has been said.
        return words.isDoubtful(token)
                ? instead
                : words.build(words.place(token), instead, () -> DurationLiteral.range(token.text()));
    }

    private Optional<DurationLiteral> offset() {
        if (!words.takeIf(Kind.OFFSET)) {
            return Optional.empty();
        }
        Token duration = words.expect(Kind.DURATION, "write a number and a unit, such as offset 1h");
        if (duration.text().startsWith("-")) {
            words.since(LokiVersion.KEEP, duration);
        }
        return Optional.of(words.build(words.place(duration), DurationLiteral.parse("1s"), () -> {
            DurationLiteral offset = DurationLiteral.parse(duration.text());
            offset.checkStandsAlone();
            return offset;
        }));
    }

    /** A stream selector. */
    Selector selector() {
        Token open = words.current();
        if (!words.is(Kind.OPEN_BRACE)) {
            throw noSelector(open);
        }
        words.take();
        List<Matcher> matchers = new ArrayList<>();
        int before = words.problemCount();
        if (!words.is(Kind.CLOSE_BRACE)) {
            do {
                matchers.add(selectorMatcher(open));
            } while (words.takeIf(Kind.COMMA));
        }
        if (!words.is(Kind.CLOSE_BRACE)) {
            throw unclosed(open);
        }
        words.take();
        // A matcher that could not be read may be the one that selects something.
        return words.problemCount() > before
                ? ANY_SELECTOR
                : words.build(words.from(open), ANY_SELECTOR, () -> new Selector(matchers));
    }

    private Words.Stop noSelector(Token token) {
        if (token.kind() == Kind.NAME && words.peek(1).kind() == Kind.OPEN_BRACE) {
            return words.noMetricName(token);
        }
        boolean isQuery = token.kind() == Kind.FUNCTION || token.kind() == Kind.NUMBER;
        return words.fail(
                token,
                "expected a selector but found " + words.described(token),
                isQuery
                        ? "a range aggregation works on log lines: {…}[5m]"
                        : "write {…} with at least one matcher, such as {app=\"x\"}");
    }

    private Words.Stop unclosed(Token open) {
        return switch (words.current().kind()) {
            case END, PIPE, PIPE_EXACT, PIPE_MATCH, PIPE_PATTERN, RANGE, CLOSE ->
                words.unclosed(open, "unclosed selector, add \"}\"");
            default ->
                words.fail(
                        words.current(),
                        "expected \",\" or \"}\" but found " + words.described(words.current()),
                        "matchers are separated by \",\"");
        };
    }

    private Matcher selectorMatcher(Token open) {
        try {
            if (words.is(Kind.END) || words.is(Kind.PIPE)) {
                throw unclosed(open);
            }
            if (words.is(Kind.CLOSE_BRACE)) {
                throw words.fail(words.current(), "expected a matcher but found \"}\"", "remove the \",\" before it");
            }
            Token name = words.expectName("a label's name");
            Matcher.Operator operator = MATCHER_OPERATORS.get(words.current().kind());
            if (operator == null) {
                throw words.fail(
                        words.current(),
                        "expected one of = != =~ !~ but found " + words.described(words.current()),
                        words.is(Kind.CMP_EQ) ? "write a single =" : "write " + name.text() + "=\"…\"");
            }
            return matcher(name, operator);
        } catch (Words.Stop stop) {
            while (!words.is(Kind.COMMA) && !words.is(Kind.CLOSE_BRACE)) {
                if (words.hasManyProblems()
                        || words.is(Kind.END)
                        || words.is(Kind.PIPE)
                        || words.is(Kind.RANGE)
                        || words.is(Kind.OPEN_BRACE)) {
                    throw stop;
                }
                words.take();
            }
            return ANY_MATCHER;
        }
    }

    private Matcher matcher(Token name, Matcher.Operator operator) {
        words.take();
        Token value = words.expectString("write " + name.text() + operator.symbol() + "\"…\"");
        if (operator.isRegex() && Utf8.hasBroken(value.text())) {
            words.since(LokiVersion.BROKEN_ALTERNATIVES, value);
        }
        return words.build(
                words.place(value), ANY_MATCHER, () -> new Matcher(words.marked(name), operator, words.marked(value)));
    }

    // stages

    /** All stages from here; in a range, {@code unwrap} ends them. */
    List<Stage> stages(boolean isInRange) {
        List<Stage> stages = new ArrayList<>();
        while (words.is(Kind.PIPE)
                || LINE_FILTER_OPERATORS.containsKey(words.current().kind())) {
            if (words.is(Kind.PIPE) && words.peek(1).kind() == Kind.UNWRAP) {
                if (isInRange) {
                    return stages;
                }
                throw words.fail(
                        words.peek(1),
                        "unwrap is legal only inside a function such as sum_over_time",
                        "write sum_over_time({…} | unwrap x [5m])");
            }
            try {
                stages.add(stage());
            } catch (Words.Stop stop) {
                skipStage(stop);
            }
        }
        return stages;
    }

    private void skipStage(Words.Stop stop) {
        int open = 0;
        while (open > 0 || !isStageEnd()) {
            if (words.is(Kind.END)) {
                throw stop;
            }
            Kind kind = words.take().kind();
            open += kind == Kind.OPEN ? 1 : kind == Kind.CLOSE ? -1 : 0;
        }
        if (words.is(Kind.END) || words.hasManyProblems()) {
            throw stop;
        }
    }

    private boolean isStageEnd() {
        return switch (words.current().kind()) {
            case PIPE, PIPE_EXACT, PIPE_MATCH, PIPE_PATTERN, RANGE, CLOSE, END -> true;
            default -> false;
        };
    }

    private Stage stage() {
        LineFilter.Operator operator = LINE_FILTER_OPERATORS.get(words.current().kind());
        if (operator != null) {
            return lineFilter(operator);
        }
        words.take();
        Token word = words.current();
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
            case NAME, OPEN -> labelFilterStage();
            case STRING ->
                throw words.fail(word, "a text after \"|\" says not what to do with it", "write |= \"…\" or |~ \"…\"");
            case PIPE -> throw words.fail(word, "\"|\" twice", "write \"or\" between alternatives");
            case END ->
                throw words.fail(word, "\"|\" without a stage after it", "remove it, or add a stage such as json");
            case FUNCTION ->
                throw words.fail(
                        word,
                        "\"" + word.text() + "\" is not a stage",
                        "write label = ip(\"…\"), or | unwrap bytes(label)");
            default -> throw words.fail(word, words.described(word) + " is not a stage", words.reservedAdvice(word));
        };
    }

    private Stage simple(Stage stage) {
        return words.mark(stage, words.place(words.take()));
    }

    private Stage lineFilter(LineFilter.Operator operator) {
        Token symbol = words.take();
        if (operator == LineFilter.Operator.PATTERN || operator == LineFilter.Operator.NOT_PATTERN) {
            words.since(LokiVersion.PATTERN_FILTERS, symbol);
        }
        List<LineFilter.Alternative> alternatives = new ArrayList<>();
        List<Token> texts = new ArrayList<>();
        do {
            if (!texts.isEmpty()) {
                words.since(LokiVersion.PATTERN_FILTERS, words.previous());
            }
            boolean isIp = words.is(Kind.FUNCTION) && words.current().text().equals("ip");
            if (isIp) {
                words.take();
                words.expect(Kind.OPEN, "");
            }
            Token text = words.expectString("write " + operator.symbol() + " \"…\"");
            if (isIp) {
                words.expect(Kind.CLOSE, "");
            }
            texts.add(text);
            alternatives.add(words.mark(new LineFilter.Alternative(text.text(), isIp), words.place(text)));
        } while (words.takeIf(Kind.OR));
        LineFilter instead = LineFilter.contains("any");
        try {
            return words.mark(new LineFilter(operator, alternatives), words.place(texts.get(0)));
        } catch (IllegalValueException illegal) {
            if (!words.areRun()) {
                return instead;
            }
            int before = words.problemCount();
            for (int i = 0; i < texts.size() && texts.size() > 1; i++) {
                LineFilter.Alternative one =
                        new LineFilter.Alternative(texts.get(i).text(), false);
                words.build(words.place(texts.get(i)), instead, () -> new LineFilter(operator, List.of(one)));
            }
            if (words.problemCount() == before) {
                words.problem(words.place(texts.get(0)), illegal.message(), illegal.advice());
            }
            return instead;
        }
    }

    private Stage json() {
        Token word = words.take();
        return words.mark(new Json(extractions(JsonPath::check)), words.place(word));
    }

    private Stage logfmt() {
        Token word = words.take();
        boolean isStrict = false;
        boolean keepsEmpty = false;
        while (words.is(Kind.STRICT) || words.is(Kind.KEEP_EMPTY)) {
            words.since(LokiVersion.KEEP, words.current());
            boolean strict = words.take().kind() == Kind.STRICT;
            isStrict |= strict;
            keepsEmpty |= !strict;
        }
        if (words.is(Kind.SUB)) {
            throw words.fail(words.current(), "logfmt has no such flag", "legal here: --strict, --keep-empty");
        }
        List<Extraction> extractions = extractions(LogfmtKey::check);
        return words.mark(new Logfmt(isStrict, keepsEmpty, extractions), words.place(word));
    }

    private List<Extraction> extractions(Consumer<String> check) {
        List<Extraction> extractions = new ArrayList<>();
        if (!words.is(Kind.NAME)) {
            return extractions;
        }
        do {
            Token label = words.expectName("a label's name");
            Token expression = words.takeIf(Kind.EQ) ? words.expectString("write " + label.text() + "=\"…\"") : label;
            Extraction instead = Extraction.of("any", "any");
            extractions.add(words.buildStage(words.place(expression), instead, () -> {
                Extraction extraction = new Extraction(words.marked(label), expression.text());
                check.accept(extraction.expression());
                return extraction;
            }));
        } while (words.takeIf(Kind.COMMA));
        return extractions;
    }

    private Stage regexp() {
        words.take();
        Token regex = words.expectString("write | regexp \"(?P<name>…)\"");
        return words.build(words.place(regex), new Unpack(), () -> new Regexp(regex.text()));
    }

    private Stage pattern() {
        words.take();
        Token expression = words.expectString("write | pattern \"<name> …\"");
        return words.build(words.place(expression), new Unpack(), () -> new Pattern(expression.text()));
    }

    private Stage lineFormat() {
        words.take();
        Token template = words.expectString("write | line_format \"{{.label}}\"");
        return words.mark(new LineFormat(template.text()), words.place(template));
    }

    private Stage labelFormat() {
        Token word = words.take();
        List<LabelFormat.Assignment> assignments = new ArrayList<>();
        Set<String> made = new HashSet<>();
        Optional<Token> twice = Optional.empty();
        do {
            Token name = words.expectName("a label's name");
            String label = name.text();
            twice = made.add(label) ? twice : Optional.of(name);
            words.expect(Kind.EQ, "write " + label + "=other or " + label + "=\"{{.other}}\"");
            boolean isRename = words.is(Kind.NAME);
            String value = isRename
                    ? words.take().text()
                    : words.expectString("write " + label + "=other or " + label + "=\"{{.other}}\"")
                            .text();
            assignments.add(new LabelFormat.Assignment(label, value, isRename));
        } while (words.takeIf(Kind.COMMA));
        Place place = twice.map(words::place).orElseGet(() -> words.from(word));
        return words.buildStage(place, new Unpack(), () -> new LabelFormat(assignments));
    }

    private Stage keep() {
        Token word = words.take();
        words.since(LokiVersion.KEEP, word);
        return words.mark(new Keep(selections()), words.place(word));
    }

    private Stage drop() {
        Token word = words.take();
        return words.mark(new Drop(selections()), words.place(word));
    }

    private List<LabelSelection> selections() {
        List<LabelSelection> selections = new ArrayList<>();
        do {
            Token name = words.expectName("a label's name");
            Matcher.Operator operator = MATCHER_OPERATORS.get(words.current().kind());
            selections.add(operator == null ? new LabelSelection.Named(words.marked(name)) : matcher(name, operator));
        } while (words.takeIf(Kind.COMMA));
        return selections;
    }

    // label filters

    /** A label filter that is a stage: only there Loki v3.7.6 looks whether an address is one. */
    private Stage labelFilterStage() {
        Token first = words.current();
        LabelFilter filter = labelFilter();
        if (filter instanceof IpFilter ip) {
            return words.buildStage(words.from(first), ANY_MATCHER, () -> {
                IpPattern.check(ip.pattern());
                return ip;
            });
        }
        return filter;
    }

    /** Filters with {@code and} and {@code or} between them. */
    private record Segment(List<LabelFilter> filters, List<Kind> operators) {

        boolean hasOr() {
            return operators.contains(Kind.OR);
        }
    }

    /**
     * A label filter. In Loki v3.7.6 {@code and} binds tighter than {@code or}, but a comma or nothing at all between two
     * filters takes the one on its left and everything on its right: {@code a or b, c or d} is
     * {@code a or (b and (c or d))}. So the segments between them are joined from the last to the first.
     */
    private LabelFilter labelFilter() {
        Deque<Segment> segments = new ArrayDeque<>();
        int nested = 0;
        do {
            Segment segment = segment();
            if (segment.hasOr() && ++nested > Words.DEEPEST) {
                throw words.tooDeep();
            }
            segments.push(segment);
        } while (words.takeIf(Kind.COMMA) || words.is(Kind.NAME) || words.is(Kind.OPEN));
        Deque<LabelFilter> conjunction = new ArrayDeque<>();
        for (Segment segment : segments) {
            List<LabelFilter> filters = segment.filters();
            conjunction.addFirst(filters.get(filters.size() - 1));
            if (segment.hasOr()) {
                filters.set(filters.size() - 1, LabelFilter.all(List.copyOf(conjunction)));
                conjunction.clear();
                conjunction.addFirst(joined(segment));
            } else {
                for (int i = filters.size() - 2; i >= 0; i--) {
                    conjunction.addFirst(filters.get(i));
                }
            }
        }
        return LabelFilter.all(List.copyOf(conjunction));
    }

    private Segment segment() {
        Segment segment = new Segment(new ArrayList<>(), new ArrayList<>());
        segment.filters().add(oneLabelFilter());
        while (words.is(Kind.AND) || words.is(Kind.OR)) {
            segment.operators().add(words.take().kind());
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
        if (words.is(Kind.OPEN)) {
            Token open = words.take();
            LabelFilter inner = words.nested(this::labelFilter);
            words.closing(open);
            return inner;
        }
        Token name = words.expectName("a label's name");
        Token symbol = words.current();
        Matcher.Operator operator = MATCHER_OPERATORS.get(symbol.kind());
        if (operator != null && (operator.isRegex() || isText(words.peek(1)))) {
            return matcher(name, operator);
        }
        LabelFilter.Comparison comparison = COMPARISONS.get(symbol.kind());
        if (comparison == null) {
            throw noOperator(name, symbol);
        }
        words.take();
        return comparison(name, symbol, comparison);
    }

    private Words.Stop noOperator(Token name, Token symbol) {
        if (isStageEnd()) {
            return words.fail(
                    name,
                    words.described(name) + " is neither a stage nor a label filter",
                    Suggestion.of(name.text(), STAGES) + "; a label filter has a value: " + name.text() + "=\"…\"");
        }
        return words.fail(
                symbol,
                "expected an operator after " + words.described(name) + " but found " + words.described(symbol),
                "legal here: = != =~ !~ == > >= < <=");
    }

    private static boolean isText(Token token) {
        return token.kind() == Kind.STRING || token.kind() == Kind.NAME || token.kind() == Kind.END;
    }

    private LabelFilter comparison(Token name, Token symbol, LabelFilter.Comparison comparison) {
        String label = words.marked(name);
        Token value = words.current();
        switch (value.kind()) {
            case DURATION -> {
                words.take();
                return words.build(
                        words.place(value),
                        ANY_MATCHER,
                        () -> new DurationFilter(label, comparison, DurationLiteral.parse(value.text())));
            }
            case BYTES -> {
                words.take();
                return words.build(
                        words.place(value),
                        ANY_MATCHER,
                        () -> new BytesFilter(label, comparison, BytesLiteral.parse(value.text())));
            }
            case NUMBER, ADD, SUB -> {
                if (value.kind() != Kind.NUMBER || !GoNumber.isFinite(value.text())) {
                    words.since(LokiVersion.SIGNED_FILTERS, value);
                }
                return words.mark(new NumberFilter(label, comparison, numberLiteral()), words.place(value));
            }
            case FUNCTION -> {
                return ipFilter(label, symbol, comparison);
            }
            default ->
                throw words.fail(
                        value,
                        "expected a number, a duration or a size after \"" + symbol.text() + "\" but found "
                                + words.described(value),
                        value.kind() != Kind.STRING
                                ? ""
                                : symbol.kind() == Kind.CMP_EQ
                                        ? "a text is compared with a single ="
                                        : "a number has no quotes");
        }
    }

    private LabelFilter ipFilter(String label, Token symbol, LabelFilter.Comparison comparison) {
        Token function = words.take();
        if (!function.text().equals("ip")) {
            throw words.fail(
                    function, "\"" + function.text() + "\" is not a function of label filters", "legal here: ip");
        }
        if (symbol.kind() != Kind.EQ && symbol.kind() != Kind.NEQ) {
            throw words.fail(symbol, "\"" + symbol.text() + "\" cannot be used with ip()", "use = ip(…) or != ip(…)");
        }
        words.expect(Kind.OPEN, "");
        Token pattern = words.expectString("write ip(\"10.0.0.0/8\")");
        words.expect(Kind.CLOSE, "");
        return words.buildStage(
                words.place(pattern), ANY_MATCHER, () -> new IpFilter(label, comparison, pattern.text()));
    }

    /** A number with or without a sign. */
    Literal literal() {
        Literal instead = Literal.of(0);
        return signedNumber(instead, (place, text) -> words.build(place, instead, () -> Literal.parse(text)));
    }

    /** A binary number is 0 to Loki v3.7.6, and none at all where a blank stands before it. */
    private NumberLiteral numberLiteral() {
        boolean isBinary = GoNumber.isBinary(
                words.is(Kind.NUMBER) ? words.current().text() : words.peek(1).text());
        NumberLiteral instead = NumberLiteral.of(0);
        return signedNumber(
                instead,
                (place, text) -> words.buildStage(
                        place, instead, () -> isBinary ? NumberLiteral.of(0) : NumberLiteral.parse(text)));
    }

    private <T> T signedNumber(T instead, BiFunction<Place, String, T> read) {
        Token first = words.current();
        String sign = words.is(Kind.NUMBER) ? "" : words.take().text();
        Token number = words.current();
        if (!words.is(Kind.NUMBER)) {
            throw words.fail(
                    number,
                    "expected a number but found " + words.described(number),
                    sign.equals("-") ? "a minus stands before numbers only: write 0 - (…)" : "");
        }
        words.take();
        return words.isDoubtful(number) ? instead : read.apply(words.from(first), GoNumber.signed(sign, number.text()));
    }

    private Optional<Unwrap> unwrap() {
        if (!words.is(Kind.PIPE) || words.peek(1).kind() != Kind.UNWRAP) {
            return Optional.empty();
        }
        words.take();
        words.take();
        Unwrap.Conversion conversion = Unwrap.Conversion.NUMBER;
        if (words.is(Kind.FUNCTION)) {
            Token function = words.take();
            Unwrap.Conversion read = CONVERSIONS.get(function.text());
            if (read == null) {
                throw words.fail(
                        function,
                        "unwrap knows no conversion \"" + function.text() + "\"",
                        "legal here: bytes, duration, duration_seconds");
            }
            conversion = read;
        } else if (words.is(Kind.NAME) && words.peek(1).kind() == Kind.OPEN) {
            throw words.fail(
                    words.current(),
                    "unwrap knows no conversion \"" + words.current().text() + "\"",
                    Suggestion.of(words.current().text(), List.of("bytes", "duration", "duration_seconds")));
        }
        boolean isConverted = conversion != Unwrap.Conversion.NUMBER;
        if (isConverted) {
            words.expect(Kind.OPEN, "");
        }
        String label = words.marked(words.expectName("a label's name"));
        if (isConverted) {
            words.expect(Kind.CLOSE, "");
        }
        List<LabelFilter> filters = new ArrayList<>();
        while (words.takeIf(Kind.PIPE)) {
            if (!words.is(Kind.NAME) && !words.is(Kind.OPEN)) {
                throw words.fail(
                        words.current(),
                        "only label filters can follow unwrap, not " + words.described(words.current()),
                        "put it before unwrap");
            }
            filters.add(labelFilter());
        }
        return Optional.of(new Unwrap(label, conversion, filters));
    }
}
