package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Random queries of the whole language; the same seed gives the same queries. */
final class QueryGenerator {
    private static final List<String> LABELS = List.of(
            "app",
            "log_type",
            "verb",
            "user_username",
            "status",
            "took",
            "size",
            "_x1",
            "Pod",
            "grün",
            "sum",
            "rate",
            "ip",
            "bytes",
            "duration",
            "vector",
            "label_replace",
            "__error__");
    private static final List<String> TEXTS = List.of(
            "",
            "audit",
            "a b",
            "\"exec\"",
            "`",
            "`\"",
            "\\d",
            "\udcff",
            "é\udcc3`\udce9\"",
            "c:\\x\n",
            "tab\there",
            "é😀",
            "}|{",
            "# no comment",
            "[5m]",
            "\u0000\u0007",
            "\u202e",
            "%",
            "' or '",
            "// /* */",
            "{{ .x | printf \"%s\" }}",
            "{{ if `a` }}");
    private static final List<String> REGEXES = List.of(
            "/exec?",
            "",
            ".+",
            "a|b",
            "system:(node|masters)",
            "(?i)drop",
            "\\d{1,3}\\.",
            "[^\"]+",
            "a{2,}?",
            "^$",
            "\\Qa.b\\E",
            "[[:alpha:]_]+",
            "\\pL",
            "(?P<n>x)|(?P<n>y)",
            "(?s:.)",
            "x*?y+?z??",
            "{",
            "[]a]",
            "\\x{1F600}");
    private static final List<String> NAMED_REGEXES =
            List.of("(?P<verb>GET|PUT) (?P<path>.*)", "(?<a>.)", "(x)(?P<y>[^)]+)");
    private static final List<String> PARSER_PATTERNS =
            List.of("<ip> - <_> \"<rest>\"", "<a>", "<_>x<b_1>", "<a>< b>", "a<b");
    private static final List<String> FILTER_PATTERNS = List.of("", "<_> x", "a<_>b<_>", "<1>", "plain", "<_");
    private static final List<String> PATHS = List.of(
            "a",
            "user.username",
            "objectRef.name",
            "a[0]",
            "a[\"b c\"].d",
            "[\"x\"]",
            "[12 ]",
            "groups[0][1]",
            "a . b",
            "_1",
            "a[\"x]]");
    private static final List<String> KEYS = List.of("a", "_b1", "\"a b\"", "x \"y\"", " z ");
    private static final List<String> IPS = List.of(
            "10.0.0.1",
            "10.0.0.0/8",
            "10.0.0.1-10.0.0.9",
            "::1",
            "fe80::1%eth0",
            "2001:db8::/32",
            "::ffff:1.2.3.4",
            "1:2:3:4:5:6:7:8");
    private static final List<String> RANGES =
            List.of("5m", "2h", "1h30m", "120m", "1d", "1y2w3d4h5m6s7ms", "0", "30s");
    private static final List<String> DURATIONS =
            List.of("5m", "1.5s", "1h30m", "-5m", "100ms", "2d", "30m1h", "5.m", "-0");
    private static final List<String> SIZES = List.of("20MB", "1.5KiB", "5B", "1k", "3G", "0.5TiB");
    private static final List<String> NUMBERS =
            List.of("0", "1", "0.99", "1e3", ".5", "5.", "1_000", "017", "0x1p-2", "1E+2", "00", "123456789012345678");
    /** Go cannot read them; in label filters Loki does not notice. */
    private static final List<String> UNREADABLE_NUMBERS = List.of("0x10", "0X_fF", "0o17", "0O1_7");

    private static final List<String> SIGNS = List.of("", "", "+", "-");

    private final SplittableRandom random;

    QueryGenerator(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private <T> T pick(T[] items) {
        return items[random.nextInt(items.length)];
    }

    private <T> List<T> list(int least, int most, Supplier<? extends T> item) {
        List<T> items = new ArrayList<>();
        int size = least + random.nextInt(most - least + 1);
        while (items.size() < size) {
            items.add(item.get());
        }
        return items;
    }

    Expr query() {
        return chance(30) ? logSelector() : chance(4) ? variants() : metric(3);
    }

    private String label() {
        return pick(LABELS);
    }

    private List<String> labels() {
        return list(0, 3, this::label);
    }

    LogSelector logSelector() {
        return new LogSelector(selector(), pipeline());
    }

    Selector selector() {
        List<Matcher> matchers = list(0, 2, this::matcher);
        matchers.add(below(matchers.size() + 1), Matcher.equal(label(), "audit"));
        return new Selector(matchers);
    }

    private Matcher matcher() {
        Matcher.Operator operator = pick(Matcher.Operator.values());
        return new Matcher(label(), operator, operator.isRegex() ? pick(REGEXES) : pick(TEXTS));
    }

    Pipeline pipeline() {
        List<Stage> stages = list(0, 4, this::stage);
        try {
            return new Pipeline(stages);
        } catch (IllegalValueException cannotBeSaid) {
            return pipeline();
        }
    }

    private Stage stage() {
        return switch (below(16)) {
            case 0, 1, 2 -> lineFilter();
            case 3 -> Json.all();
            case 4 -> new Json(list(1, 3, () -> Extraction.of(label(), pick(PATHS))));
            case 5 -> new Logfmt(chance(50), chance(50), list(0, 2, () -> Extraction.of(label(), pick(KEYS))));
            case 6 -> new Regexp(pick(NAMED_REGEXES));
            case 7 -> new Pattern(pick(PARSER_PATTERNS.subList(0, 4)));
            case 8 -> new Unpack();
            case 9 -> new LineFormat(pick(TEXTS));
            case 10 -> labelFormat();
            case 11 -> new Decolorize();
            case 12 -> new Keep(list(1, 3, this::selection));
            case 13 -> new Drop(list(1, 3, this::selection));
            default -> labelFilter(2);
        };
    }

    private LabelSelection selection() {
        return chance(50) ? LabelSelection.named(label()) : matcher();
    }

    private Stage labelFormat() {
        List<LabelFormat.Assignment> assignments = new ArrayList<>();
        for (String label : List.of("a", "b", "c").subList(0, 1 + below(3))) {
            assignments.add(
                    chance(50)
                            ? LabelFormat.Assignment.rename(label, label())
                            : LabelFormat.Assignment.template(label, pick(TEXTS)));
        }
        return new LabelFormat(assignments);
    }

    private LineFilter lineFilter() {
        LineFilter.Operator operator = pick(LineFilter.Operator.values());
        boolean takesIp = operator == LineFilter.Operator.CONTAINS || operator == LineFilter.Operator.NOT_CONTAINS;
        int most = chance(30) ? 3 : 1;
        return new LineFilter(
                operator,
                list(
                        1,
                        most,
                        () -> takesIp && chance(15)
                                ? new LineFilter.Alternative(pick(IPS), true)
                                : new LineFilter.Alternative(lineText(operator), false)));
    }

    private String lineText(LineFilter.Operator operator) {
        return switch (operator) {
            case CONTAINS, NOT_CONTAINS -> pick(TEXTS);
            case MATCHES, NOT_MATCHES -> pick(REGEXES);
            case PATTERN, NOT_PATTERN -> pick(FILTER_PATTERNS);
        };
    }

    LabelFilter labelFilter(int depth) {
        return switch (below(depth > 0 ? 10 : 7)) {
            case 0, 1, 2 -> matcher();
            case 3 -> new NumberFilter(label(), pick(LabelFilter.Comparison.values()), numberLiteral());
            case 4 ->
                new DurationFilter(
                        label(), pick(LabelFilter.Comparison.values()), DurationLiteral.parse(pick(DURATIONS)));
            case 5 -> new BytesFilter(label(), pick(LabelFilter.Comparison.values()), BytesLiteral.parse(pick(SIZES)));
            case 6 ->
                new IpFilter(label(), pick(List.of(LabelFilter.Comparison.EQ, LabelFilter.Comparison.NEQ)), pick(IPS));
            case 7 -> new And(list(2, 3, () -> labelFilter(depth - 1)));
            default -> new Or(list(2, 3, () -> labelFilter(depth - 1)));
        };
    }

    private Literal literal() {
        return Literal.parse(GoNumber.signed(pick(SIGNS), pick(NUMBERS)));
    }

    private Literal number() {
        return Literal.parse(pick(NUMBERS));
    }

    private NumberLiteral numberLiteral() {
        List<String> numbers = below(4) == 0 ? UNREADABLE_NUMBERS : NUMBERS;
        return NumberLiteral.parse(GoNumber.signed(pick(SIGNS), pick(numbers)));
    }

    private Grouping grouping() {
        return switch (below(4)) {
            case 0 -> Grouping.by(labels());
            case 1 -> new Grouping(Grouping.Kind.WITHOUT, labels());
            default -> Grouping.NONE;
        };
    }

    private LogRange logRange(Optional<Unwrap> unwrap) {
        return new LogRange(
                logSelector(),
                unwrap,
                DurationLiteral.range(pick(RANGES)),
                chance(20) ? Optional.of(DurationLiteral.parse(pick(DURATIONS))) : Optional.empty());
    }

    private Unwrap unwrap() {
        return new Unwrap(label(), pick(Unwrap.Conversion.values()), list(0, 2, () -> labelFilter(1)));
    }

    private Metric variants() {
        return new Variants(list(1, 2, this::rangeAggregation), logRange(Optional.empty()));
    }

    private RangeAggregation rangeAggregation() {
        RangeAggregation.Operation operation =
                chance(40) ? RangeAggregation.Operation.COUNT_OVER_TIME : pick(RangeAggregation.Operation.values());
        boolean isQuantile = operation == RangeAggregation.Operation.QUANTILE_OVER_TIME;
        return new RangeAggregation(
                operation,
                isQuantile ? Optional.of(number()) : Optional.empty(),
                logRange(operation.needsUnwrap() ? Optional.of(unwrap()) : Optional.empty()),
                operation.isGroupable() ? grouping() : Grouping.NONE);
    }

    Metric metric(int depth) {
        return switch (below(depth > 0 ? 12 : 5)) {
            case 0, 1, 2 -> rangeAggregation();
            case 3 -> literal();
            case 4 -> new Vector(number());
            case 5, 6, 7 -> vectorAggregation(depth);
            case 8 ->
                new LabelReplace(
                        metric(depth - 1),
                        pick(LABELS),
                        pick(List.of("$1", "", "${a}-\"x\"")),
                        pick(LABELS),
                        pick(REGEXES));
            default -> binaryOperation(depth);
        };
    }

    private Metric vectorAggregation(int depth) {
        VectorAggregation.Operation operation =
                chance(40) ? VectorAggregation.Operation.SUM : pick(VectorAggregation.Operation.values());
        boolean isSort = operation == VectorAggregation.Operation.SORT
                || operation == VectorAggregation.Operation.SORT_DESC
                || operation == VectorAggregation.Operation.APPROX_TOPK;
        return new VectorAggregation(
                operation,
                operation.needsParameter()
                        ? Optional.of(Literal.parse(pick(List.of("1", "5", "010"))))
                        : Optional.empty(),
                isSort ? Grouping.NONE : grouping(),
                metric(depth - 1));
    }

    private Metric binaryOperation(int depth) {
        BinaryOperation.Operator operator = pick(BinaryOperation.Operator.values());
        return new BinaryOperation(
                operator.isSet() ? rangeAggregation() : metric(depth - 1),
                operator,
                chance(15),
                matching(),
                operator.isSet() ? vectorAggregation(depth) : metric(depth - 1));
    }

    private VectorMatching matching() {
        if (chance(60)) {
            return VectorMatching.DEFAULT;
        }
        VectorMatching.Group group = pick(VectorMatching.Group.values());
        return new VectorMatching(
                chance(50) ? VectorMatching.Kind.ON : VectorMatching.Kind.IGNORING,
                labels(),
                group,
                group == VectorMatching.Group.NONE ? List.of() : labels());
    }

    // text as people might write it, and mistakes

    /** The text of a query with other blanks, comments, cases, quotes and joins; it means the same. */
    String rewritten(Expr query) {
        StringBuilder text = new StringBuilder();
        List<Token> tokens = tokens(query.toString());
        for (Token token : tokens) {
            String written = query.toString().substring(token.start(), token.end());
            boolean joinsFilters = token.kind() == Token.Kind.AND && chance(30);
            text.append(joinsFilters ? "," : respelled(token, written));
            text.append(gap(token, query.toString()));
        }
        return text.toString();
    }

    private String respelled(Token token, String written) {
        if (token.kind() == Token.Kind.STRING && chance(30)) {
            return quotedOtherwise(token.text());
        }
        boolean isWord = token.kind().isWord() || token.kind() == Token.Kind.FUNCTION;
        return isWord && chance(5) ? written.toUpperCase(Locale.ROOT) : written;
    }

    private static String quotedOtherwise(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < 32) {
                quoted.append(String.format(Locale.ROOT, "\\%03o", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    private String gap(Token token, String text) {
        boolean hasBlank = token.end() < text.length() && text.charAt(token.end()) == ' ';
        boolean isFunction = token.kind() == Token.Kind.FUNCTION;
        boolean isTight = !hasBlank;
        return switch (below(isFunction ? 3 : 40)) {
            case 0 -> isTight ? "" : "  ";
            case 1 -> isTight ? "" : "\n\t";
            case 3 -> " # a comment\n";
            case 4 -> isTight ? "" : "/* one */ ";
            case 5 -> " // two\n";
            default -> hasBlank ? " " : "";
        };
    }

    static List<Token> tokens(String text) {
        return new Lexer(new Source("generated", text), new Problems()).tokens();
    }

    private static final List<String> SNIPPETS = List.of(
            "(",
            ")",
            "{",
            "}",
            "[5m]",
            "[1.5h]",
            "[ 5m]",
            ",",
            "|",
            "||",
            "|=",
            "!=",
            "=~",
            "!~",
            "!>",
            "|>",
            "|~",
            "=",
            "==",
            ">",
            "<=",
            "+",
            "-",
            "-0",
            "^",
            "%",
            "by",
            "without (a)",
            "by (a)",
            "or",
            "and",
            "unless",
            "json",
            "logfmt",
            "--strict",
            "--keep-empty",
            "--strictly",
            "unwrap x",
            "| unwrap x",
            "| unwrap bytes(x)",
            "offset 5m",
            "offset",
            "bool",
            "on (a)",
            "group_left",
            "group_left (b)",
            "ip(\"10.0.0.1\")",
            "ip",
            "sum",
            "sum(",
            "rate(",
            "topk(5,",
            "\"x\"",
            "`x`",
            "'x'",
            "'xy'",
            "x",
            "a=\"b\"",
            "5",
            "08",
            "5m",
            "5d",
            "1.5d",
            "5MB",
            "5PB",
            "5b",
            "1e",
            "0x10p1",
            "1e999",
            "$",
            ";",
            "\\",
            "#",
            "//",
            "/*",
            "*/",
            "\u00a0",
            "\"\\q\"",
            "\"\\ud800\"",
            "\"(\"",
            "\"*\"",
            "\"<a>\"",
            "\"<a><b>\"",
            "drop a",
            "keep",
            "label_format a=b",
            "label_format a=b,a=c",
            "line_format \"x\"",
            "decolorize",
            "pattern \"x\"",
            "regexp \"x\"",
            "regexp \"(?P<a>x)\"",
            "unpack",
            "vector(1)",
            "vector(-1)",
            "variants(",
            "of (",
            "a",
            "a b",
            ".",
            ".5",
            "\"");

    /** A text with one to three mistakes; some of them are none. */
    String mutated(String text) {
        String mutated = text;
        for (int i = 1 + below(chance(70) ? 1 : 3); i > 0; i--) {
            mutated = mutatedOnce(mutated);
        }
        return mutated;
    }

    private String mutatedOnce(String text) {
        List<Token> tokens = tokens(text);
        Token token = pick(tokens);
        Token other = pick(tokens);
        String before = text.substring(0, token.start());
        String itself = text.substring(token.start(), token.end());
        String after = text.substring(token.end());
        return switch (below(9)) {
            case 0 -> before + after;
            case 1 -> before + itself + " " + itself + after;
            case 2 -> before + pick(SNIPPETS) + after;
            case 3, 4 -> before + pick(SNIPPETS) + " " + itself + after;
            case 5 -> before + itself + pick(SNIPPETS) + after;
            case 6 -> before + text.substring(other.start(), other.end()) + after;
            case 7 -> before + itself + " " + text.substring(other.start(), other.end()) + after;
            default -> {
                int at = text.isEmpty() ? 0 : below(text.length());
                boolean deletes = chance(50) && !text.isEmpty();
                yield text.substring(0, at)
                        + (deletes
                                ? ""
                                : pick(List.of("(", ")", "\"", "=", "|", "5", "m", "x", "-", " ", ",", "!", "~", ">")))
                        + text.substring(deletes ? at + 1 : at);
            }
        };
    }
}
