package io.auditrules.evaluate;

import io.auditrules.diagnostic.Source;
import io.auditrules.logql.And;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.BytesFilter;
import io.auditrules.logql.Decolorize;
import io.auditrules.logql.Drop;
import io.auditrules.logql.DurationFilter;
import io.auditrules.logql.DurationLiteral;
import io.auditrules.logql.Expr;
import io.auditrules.logql.Extraction;
import io.auditrules.logql.Grouping;
import io.auditrules.logql.IpFilter;
import io.auditrules.logql.Json;
import io.auditrules.logql.Keep;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LabelFormat;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.LabelSelection;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LineFormat;
import io.auditrules.logql.Literal;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.LogSelector;
import io.auditrules.logql.Logfmt;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Metric;
import io.auditrules.logql.NumberFilter;
import io.auditrules.logql.Or;
import io.auditrules.logql.Pattern;
import io.auditrules.logql.Pipeline;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Regexp;
import io.auditrules.logql.Stage;
import io.auditrules.logql.Unpack;
import io.auditrules.logql.Unwrap;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;
import io.auditrules.logql.VectorMatching;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** In how many queries each production of LogQL occurs, counted once a query. */
final class Productions {
    /** Spellings, which the AST does not keep; each is found by its regular expression in the text of a query. */
    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("comment #", "# a comment"),
            Map.entry("comment //", "// there"),
            Map.entry("comment /* */", "/\\* here \\*/"),
            Map.entry("line break", "\\n  "),
            Map.entry("keyword in capitals", "\\b[A-Z]{2,}(_[A-Z]+)* ?(by|\\()|\\| (KEEP|UNWRAP|DECOLORIZE)|\\bOR\\b"),
            Map.entry("string \"\"", "\"[^\"\\\\]*\""),
            Map.entry("string ``", "`[^`]*`"),
            Map.entry("string escape \\\"", "\\\\\""),
            Map.entry("string escape \\t", "\\\\t"),
            Map.entry("string escape \\x", "\\\\x[0-9a-f]{2}"),
            Map.entry("string escape \\ooo", "\\\\[01][0-7]{2}"),
            Map.entry("string escape \\u", "\\\\u00[0-9a-f]{2}"),
            Map.entry("matcher =", "[{,][ ]*[a-z_]+="),
            Map.entry("range before the stages", "\\[[0-9a-z]+\\][^\\[\\]{}()]*\\|"),
            Map.entry("range after parentheses", "\\)\\s*\\[[0-9a-z]+\\]"),
            Map.entry("grouping behind the aggregation", "\\)\\) (by|without) \\("),
            Map.entry("conditions joined by comma", "\\| .*[\"`0-9a-z], [a-z_0-9]+ ?(=|!=|>|<|=~|!~)"),
            Map.entry("number decimal", "(?<![0-9_.])[0-9]+\\.[0-9]+(?![0-9a-zA-Z_])"),
            Map.entry("number beginning with a point", "(?<![0-9a-z)\"])\\.[0-9]+"),
            Map.entry("number ending in a point", "[ (-][0-9]+\\.(?![0-9])"),
            Map.entry("number with exponent", "[ (+-][0-9]+[eE][+-]?[0-9]+"),
            Map.entry("number with _", "1_0"),
            Map.entry("number octal", "(?<![0-9a-z.])017"),
            Map.entry("number hexadecimal with exponent", "0x1p-2"),
            Map.entry("number signed", "(==|!=|[<>]=?) [+-][0-9.]"));

    private static final List<String> DURATION_UNITS = List.of("ns", "us", "µs", "ms", "s", "m", "h", "d", "w", "y");
    private static final List<String> SPECIAL_LABELS =
            List.of("__error__", "__error_details__", "__preserve_error__", "_extracted");

    /** What the templates of {@code line_format} and {@code label_format} know in Loki v3.7.6, but for {@code now}. */
    private static final List<String> TEMPLATE_WORDS = List.of(
            "ToLower",
            "ToUpper",
            "Replace",
            "Trim",
            "TrimLeft",
            "TrimRight",
            "TrimPrefix",
            "TrimSuffix",
            "TrimSpace",
            "regexReplaceAll",
            "regexReplaceAllLiteral",
            "count",
            "urldecode",
            "urlencode",
            "bytes",
            "duration",
            "duration_seconds",
            "unixEpochMillis",
            "unixEpochNanos",
            "toDateInZone",
            "unixToTime",
            "alignLeft",
            "alignRight",
            "b64enc",
            "b64dec",
            "lower",
            "upper",
            "title",
            "trunc",
            "substr",
            "contains",
            "hasPrefix",
            "hasSuffix",
            "indent",
            "nindent",
            "replace",
            "repeat",
            "trim",
            "trimAll",
            "trimSuffix",
            "trimPrefix",
            "int",
            "float64",
            "add",
            "sub",
            "mul",
            "div",
            "mod",
            "addf",
            "subf",
            "mulf",
            "divf",
            "max",
            "min",
            "maxf",
            "minf",
            "ceil",
            "floor",
            "round",
            "fromJson",
            "date",
            "toDate",
            "unixEpoch",
            "default",
            "__line__",
            "__timestamp__",
            "if",
            "else",
            "range",
            "with",
            "define",
            "template",
            "block",
            "break",
            "continue",
            "eq",
            "ne",
            "lt",
            "le",
            "gt",
            "ge",
            "and",
            "or",
            "not",
            "len",
            "index",
            "slice",
            "print",
            "printf",
            "println",
            "html",
            "js",
            "urlquery");

    private static final Map<String, java.util.regex.Pattern> SPELLED = SPELLINGS.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> java.util.regex.Pattern.compile(entry.getValue())));
    private static final Map<String, java.util.regex.Pattern> IN_TEMPLATES = TEMPLATE_WORDS.stream()
            .collect(Collectors.toMap(
                    word -> word,
                    word -> java.util.regex.Pattern.compile("(?<![A-Za-z0-9_.$\"])" + word + "(?![A-Za-z0-9_])")));

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Boolean> found = new TreeMap<>();

    Productions() {
        all("selector", Matcher.Operator.values());
        all("condition", Matcher.Operator.values());
        for (LabelFilter.Comparison comparison : LabelFilter.Comparison.values()) {
            for (String kind : List.of("number", "duration", "bytes")) {
                count(kind + " condition " + comparison.symbol());
            }
        }
        List.of("ip condition ==", "ip condition !=", "conditions and", "conditions or")
                .forEach(this::count);
        for (LineFilter.Operator operator : LineFilter.Operator.values()) {
            count("line filter " + operator.symbol());
            count("line filter " + operator.symbol() + " or");
        }
        List.of("line filter |= ip", "line filter != ip").forEach(this::count);
        List.of(
                        "json",
                        "json with expressions",
                        "json array",
                        "json bracket",
                        "logfmt",
                        "logfmt --strict",
                        "logfmt --keep-empty",
                        "logfmt with expressions",
                        "regexp",
                        "pattern",
                        "unpack",
                        "decolorize",
                        "line_format",
                        "label_format template",
                        "label_format rename",
                        "keep name",
                        "keep =",
                        "keep !=",
                        "keep =~",
                        "keep !~",
                        "drop name",
                        "drop =",
                        "drop !=",
                        "drop =~",
                        "drop !~")
                .forEach(stage -> count("stage " + stage));
        for (Unwrap.Conversion conversion : Unwrap.Conversion.values()) {
            count("unwrap " + conversion.word());
        }
        List.of("unwrap with conditions", "range", "offset", "offset negative").forEach(this::count);
        for (RangeAggregation.Operation operation : RangeAggregation.Operation.values()) {
            count(operation.word());
            if (operation.isGroupable()) {
                count(operation.word() + " by");
                count(operation.word() + " without");
            }
        }
        List.of("rate of numbers").forEach(this::count);
        for (VectorAggregation.Operation operation : VectorAggregation.Operation.values()) {
            count(operation.word());
        }
        List.of("by", "without", "by ()").forEach(grouping -> count("aggregation " + grouping));
        for (BinaryOperation.Operator operator : BinaryOperation.Operator.values()) {
            count("operator " + operator.symbol());
            if (operator.isComparison()) {
                count("operator " + operator.symbol() + " bool");
            }
        }
        List.of("on", "ignoring", "group_left", "group_right", "group_left include", "group_right include")
                .forEach(matching -> count("matching " + matching));
        List.of("label_replace", "vector", "literal", "variants").forEach(this::count);
        SPELLINGS.keySet().forEach(spelling -> count("spelled " + spelling));
        DURATION_UNITS.forEach(unit -> count("duration unit " + unit));
        List.of("duration of several units", "duration decimal", "duration negative")
                .forEach(this::count);
        SPECIAL_LABELS.forEach(label -> count("label " + label));
        TEMPLATE_WORDS.forEach(word -> count("template " + word));
        found.clear();
        counts.replaceAll((production, count) -> 0);
    }

    private void all(String what, Matcher.Operator[] operators) {
        for (Matcher.Operator operator : operators) {
            count(what + " " + operator.symbol());
        }
    }

    /** Counts what a query consists of. */
    void add(String text) {
        found.clear();
        LogQl.parse(new Source("query", text)).accept(new OfQuery());
        SPELLED.forEach((spelling, regex) -> {
            if (regex.matcher(text).find()) {
                count("spelled " + spelling);
            }
        });
        for (String label : SPECIAL_LABELS) {
            if (text.contains(label)) {
                count("label " + label);
            }
        }
    }

    private void count(String production) {
        if (found.put(production, true) == null) {
            counts.merge(production, 1, Integer::sum);
        }
    }

    /** The productions that occur in fewer queries than that. */
    List<String> rarerThan(int least) {
        return counts.entrySet().stream()
                .filter(production -> production.getValue() < least)
                .map(production -> production.getKey() + " " + production.getValue())
                .toList();
    }

    /** One line a production: its name, a tab, the number of queries. */
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(production -> production.getKey() + "\t" + production.getValue() + "\n")
                .collect(Collectors.joining());
    }

    // the parts of a query

    private void pipeline(Pipeline pipeline) {
        pipeline.stages().forEach(stage -> stage.accept(new OfStage()));
    }

    private void logs(LogSelector logs) {
        logs.selector()
                .matchers()
                .forEach(matcher -> count("selector " + matcher.operator().symbol()));
        pipeline(logs.pipeline());
    }

    private void range(LogRange range) {
        logs(range.query());
        count("range");
        duration(range.range());
        range.offset().ifPresent(offset -> {
            count(offset.value().isNegative() ? "offset negative" : "offset");
            duration(offset);
        });
        range.unwrap().ifPresent(unwrap -> {
            count("unwrap " + unwrap.conversion().word());
            unwrap.filters().forEach(filter -> {
                count("unwrap with conditions");
                filter.accept(new OfCondition());
            });
        });
    }

    private void duration(DurationLiteral duration) {
        List<String> units = java.util.regex.Pattern.compile("[a-zµ]+")
                .matcher(duration.text())
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
        units.forEach(unit -> count("duration unit " + unit));
        if (units.size() > 1) {
            count("duration of several units");
        }
        if (duration.text().contains(".")) {
            count("duration decimal");
        }
        if (duration.value().isNegative()) {
            count("duration negative");
        }
    }

    private void template(String template) {
        IN_TEMPLATES.forEach((word, regex) -> {
            if (regex.matcher(template).find()) {
                count("template " + word);
            }
        });
    }

    private final class OfQuery implements Expr.Visitor<Boolean>, Metric.Visitor<Boolean> {
        @Override
        public Boolean logSelector(LogSelector query) {
            logs(query);
            return true;
        }

        @Override
        public Boolean metric(Metric query) {
            return query.accept((Metric.Visitor<Boolean>) this);
        }

        @Override
        public Boolean rangeAggregation(RangeAggregation query) {
            String word = query.operation().word();
            count(word);
            if (!query.grouping().isNone()) {
                count(word + " " + query.grouping().kind().word());
            }
            if (query.operation() == RangeAggregation.Operation.RATE
                    && query.range().unwrap().isPresent()) {
                count("rate of numbers");
            }
            range(query.range());
            return true;
        }

        @Override
        public Boolean vectorAggregation(VectorAggregation query) {
            count(query.operation().word());
            Grouping grouping = query.grouping();
            if (!grouping.isNone()) {
                count("aggregation " + grouping.kind().word());
                if (grouping.equals(Grouping.by())) {
                    count("aggregation by ()");
                }
            }
            return metric(query.operand());
        }

        @Override
        public Boolean binaryOperation(BinaryOperation query) {
            String symbol = query.operator().symbol();
            count("operator " + symbol);
            if (query.returnsBool() && query.operator().isComparison()) {
                count("operator " + symbol + " bool");
            }
            VectorMatching matching = query.matching();
            if (!matching.isDefault()) {
                count("matching " + matching.kind().word());
                if (matching.group() != VectorMatching.Group.NONE) {
                    count("matching " + matching.group().word());
                    if (!matching.include().isEmpty()) {
                        count("matching " + matching.group().word() + " include");
                    }
                }
            }
            return metric(query.left()) && metric(query.right());
        }

        @Override
        public Boolean literal(Literal query) {
            count("literal");
            return true;
        }

        @Override
        public Boolean labelReplace(LabelReplace query) {
            count("label_replace");
            return metric(query.operand());
        }

        @Override
        public Boolean vector(Vector query) {
            count("vector");
            return true;
        }

        @Override
        public Boolean variants(Variants query) {
            count("variants");
            range(query.of());
            return query.variants().stream().allMatch(this::metric);
        }
    }

    private final class OfStage implements Stage.Visitor<Boolean> {
        @Override
        public Boolean lineFilter(LineFilter stage) {
            String symbol = stage.operator().symbol();
            count("line filter " + symbol + (stage.alternatives().size() > 1 ? " or" : ""));
            if (stage.alternatives().stream().anyMatch(LineFilter.Alternative::isIp)) {
                count("line filter " + symbol + " ip");
            }
            return true;
        }

        @Override
        public Boolean json(Json stage) {
            count(stage.extractions().isEmpty() ? "stage json" : "stage json with expressions");
            for (Extraction extraction : stage.extractions()) {
                if (extraction.expression().contains("[\"")) {
                    count("stage json bracket");
                }
                if (extraction.expression().matches(".*\\[[0-9].*")) {
                    count("stage json array");
                }
            }
            return true;
        }

        @Override
        public Boolean logfmt(Logfmt stage) {
            count(stage.extractions().isEmpty() ? "stage logfmt" : "stage logfmt with expressions");
            if (stage.isStrict()) {
                count("stage logfmt --strict");
            }
            if (stage.keepsEmpty()) {
                count("stage logfmt --keep-empty");
            }
            return true;
        }

        @Override
        public Boolean regexp(Regexp stage) {
            count("stage regexp");
            return true;
        }

        @Override
        public Boolean pattern(Pattern stage) {
            count("stage pattern");
            return true;
        }

        @Override
        public Boolean unpack(Unpack stage) {
            count("stage unpack");
            return true;
        }

        @Override
        public Boolean labelFilter(LabelFilter stage) {
            return stage.accept(new OfCondition());
        }

        @Override
        public Boolean lineFormat(LineFormat stage) {
            count("stage line_format");
            template(stage.template());
            return true;
        }

        @Override
        public Boolean labelFormat(LabelFormat stage) {
            for (LabelFormat.Assignment assignment : stage.assignments()) {
                count(assignment.isRename() ? "stage label_format rename" : "stage label_format template");
                if (!assignment.isRename()) {
                    template(assignment.value());
                }
            }
            return true;
        }

        @Override
        public Boolean decolorize(Decolorize stage) {
            count("stage decolorize");
            return true;
        }

        @Override
        public Boolean keep(Keep stage) {
            return selections("stage keep", stage.labels());
        }

        @Override
        public Boolean drop(Drop stage) {
            return selections("stage drop", stage.labels());
        }

        private boolean selections(String stage, List<LabelSelection> selections) {
            for (LabelSelection selection : selections) {
                count(stage + " "
                        + (selection instanceof Matcher matcher
                                ? matcher.operator().symbol()
                                : "name"));
            }
            return true;
        }
    }

    private final class OfCondition implements LabelFilter.Visitor<Boolean> {
        @Override
        public Boolean matcher(Matcher filter) {
            count("condition " + filter.operator().symbol());
            return true;
        }

        @Override
        public Boolean number(NumberFilter filter) {
            count("number condition " + filter.operator().symbol());
            return true;
        }

        @Override
        public Boolean duration(DurationFilter filter) {
            count("duration condition " + filter.operator().symbol());
            Productions.this.duration(filter.value());
            return true;
        }

        @Override
        public Boolean bytes(BytesFilter filter) {
            count("bytes condition " + filter.operator().symbol());
            return true;
        }

        @Override
        public Boolean ip(IpFilter filter) {
            count("ip condition " + filter.operator().symbol());
            return true;
        }

        @Override
        public Boolean and(And filter) {
            count("conditions and");
            return filter.filters().stream().allMatch(each -> each.accept(this));
        }

        @Override
        public Boolean or(Or filter) {
            count("conditions or");
            return filter.filters().stream().allMatch(each -> each.accept(this));
        }
    }
}
