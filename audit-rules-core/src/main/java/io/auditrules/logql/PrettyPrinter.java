package io.auditrules.logql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Breaks a query that is too long for one line over lines, the way a person would. */
final class PrettyPrinter implements Metric.Visitor<List<String>> {
    private static final int WIDTH = 120;
    private static final int STEP = 2;
    private static final String ERROR_LABEL = "__error__";

    private final int width;

    private PrettyPrinter(int width) {
        this.width = width;
    }

    static String print(Expr query) {
        return String.join("\n", query.accept(new Expr.Visitor<List<String>>() {
            @Override
            public List<String> logSelector(LogSelector logs) {
                if (new PrettyPrinter(WIDTH).fits(logs.toString())) {
                    return List.of(logs.toString());
                }
                return new PrettyPrinter(WIDTH).logSelector(logs, List.of(), "");
            }

            @Override
            public List<String> metric(Metric metric) {
                return new PrettyPrinter(WIDTH).lines(metric);
            }
        }));
    }

    private boolean fits(String line) {
        return line.codePointCount(0, line.length()) <= width;
    }

    private PrettyPrinter narrower() {
        return new PrettyPrinter(width - STEP);
    }

    private List<String> lines(Metric query) {
        String flat = query.toString();
        return fits(flat) ? List.of(flat) : query.accept(this);
    }

    /** An opening line, an indented block, a closing line. */
    private List<String> block(List<String> opening, List<String> inside, String closing) {
        List<String> lines = new ArrayList<>(opening);
        inside.forEach(line -> lines.add(" ".repeat(STEP) + line));
        lines.add(closing);
        return lines;
    }

    /** Items one after another, on as few lines as the width allows, those after the first hanging under its begin. */
    private List<String> fill(String prefix, List<String> items, int hang) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(prefix);
        boolean isFirst = true;
        for (String item : items) {
            String longer = line + (isFirst ? "" : " ") + item;
            if (!isFirst && !fits(longer)) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(hang)).append(item);
            } else {
                line = new StringBuilder(longer);
            }
            isFirst = false;
        }
        lines.add(line.toString());
        return lines;
    }

    private static <T> List<String> withCommas(List<T> items, Function<? super T, String> text) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            texts.add(text.apply(items.get(i)) + (i < items.size() - 1 ? "," : ""));
        }
        return texts;
    }

    // log queries

    /** The lines of a log query, with more stages after its own; the tail stands at the end of the last. */
    private List<String> logSelector(LogSelector query, List<String> more, String tail) {
        List<Stage> stages = query.pipeline().stages();
        int filters = 0;
        while (filters < stages.size() && stages.get(filters) instanceof LineFilter) {
            filters++;
        }
        List<String> lines = new ArrayList<>(selector(query.selector()));
        List<String> first = new ArrayList<>(List.of(lines.remove(lines.size() - 1)));
        stages.subList(0, filters).forEach(filter -> first.add(filter.toString()));
        lines.addAll(fill("", first, STEP));
        narrower().stages(stages.subList(filters, stages.size())).forEach(line -> lines.add(" ".repeat(STEP) + line));
        more.forEach(line -> lines.add(" ".repeat(STEP) + line));
        if (!tail.isEmpty()) {
            String last = lines.remove(lines.size() - 1);
            if (fits(last + tail)) {
                lines.add(last + tail);
            } else {
                lines.add(last);
                lines.add(" ".repeat(STEP) + tail.strip());
            }
        }
        return lines;
    }

    private List<String> selector(Selector selector) {
        return fits(selector.toString())
                ? List.of(selector.toString())
                : block(List.of("{"), withCommas(selector.matchers(), Matcher::toString), "}");
    }

    /** Each stage on a line of its own, but label filters together as far as they fit. */
    private List<String> stages(List<Stage> stages) {
        List<String> lines = new ArrayList<>();
        boolean joins = false;
        for (Stage stage : stages) {
            String flat = stage instanceof LabelFilter filter ? "| " + Printer.print(filter) : stage.toString();
            boolean isPlainFilter = stage instanceof LabelFilter && !isErrorFilter(stage);
            String joined = joins ? lines.get(lines.size() - 1) + " " + flat : "";
            if (joins && isPlainFilter && fits(joined)) {
                lines.set(lines.size() - 1, joined);
            } else if (fits(flat)) {
                lines.add(flat);
            } else {
                lines.addAll(stage.accept(new StageLines()));
            }
            joins = isPlainFilter;
        }
        return lines;
    }

    private static boolean isErrorFilter(Stage stage) {
        return stage instanceof Matcher matcher && matcher.label().equals(ERROR_LABEL);
    }

    /** The lines of a stage that does not fit on one. */
    private final class StageLines implements Stage.Visitor<List<String>> {

        private List<String> list(String prefix, List<String> items) {
            return fill(prefix, items, prefix.length());
        }

        @Override
        public List<String> lineFilter(LineFilter stage) {
            String prefix = stage.operator().symbol() + " ";
            List<String> items = new ArrayList<>();
            for (LineFilter.Alternative alternative : stage.alternatives()) {
                String flat = new LineFilter(stage.operator(), List.of(alternative)).toString();
                items.add((items.isEmpty() ? "" : "or ") + flat.substring(prefix.length()));
            }
            return list(prefix, items);
        }

        @Override
        public List<String> json(Json stage) {
            return list("| json ", withCommas(stage.extractions(), Extraction::toString));
        }

        @Override
        public List<String> logfmt(Logfmt stage) {
            String prefix = new Logfmt(stage.isStrict(), stage.keepsEmpty(), List.of()) + " ";
            return list(prefix, withCommas(stage.extractions(), Extraction::toString));
        }

        @Override
        public List<String> regexp(Regexp stage) {
            return List.of(stage.toString());
        }

        @Override
        public List<String> pattern(Pattern stage) {
            return List.of(stage.toString());
        }

        @Override
        public List<String> unpack(Unpack stage) {
            return List.of(stage.toString());
        }

        @Override
        public List<String> labelFilter(LabelFilter stage) {
            return labelFilterLines("| ", stage);
        }

        @Override
        public List<String> lineFormat(LineFormat stage) {
            return List.of(stage.toString());
        }

        @Override
        public List<String> labelFormat(LabelFormat stage) {
            String prefix = "| label_format ";
            return list(
                    prefix,
                    withCommas(
                            stage.assignments(),
                            assignment -> LabelFormat.of(assignment).toString().substring(prefix.length())));
        }

        @Override
        public List<String> decolorize(Decolorize stage) {
            return List.of(stage.toString());
        }

        @Override
        public List<String> keep(Keep stage) {
            return list("| keep ", withCommas(stage.labels(), LabelSelection::toString));
        }

        @Override
        public List<String> drop(Drop stage) {
            return list("| drop ", withCommas(stage.labels(), LabelSelection::toString));
        }

        private List<String> labelFilterLines(String prefix, LabelFilter filter) {
            List<LabelFilter> operands = filter instanceof And and
                    ? and.filters()
                    : filter instanceof Or or ? or.filters() : List.of(filter);
            String word = filter instanceof And ? "and " : "or ";
            List<String> items = new ArrayList<>();
            for (LabelFilter operand : operands) {
                String flat = Printer.print(operand);
                boolean isParenthesized = filter instanceof And && operand instanceof Or;
                items.add((items.isEmpty() ? "" : word) + (isParenthesized ? "(" + flat + ")" : flat));
            }
            return list(prefix, items);
        }
    }

    // metric queries

    private List<String> logRange(LogRange range) {
        String flat = range.toString();
        if (fits(flat)) {
            return List.of(flat);
        }
        String offset =
                range.offset().map(duration -> " offset " + duration.text()).orElse("");
        List<String> unwrap = range.unwrap().map(narrower()::unwrap).orElse(List.of());
        boolean isSelector = range.query().pipeline().isEmpty() && unwrap.isEmpty();
        return logSelector(
                range.query(), unwrap, (isSelector ? "[" : " [") + range.range().text() + "]" + offset);
    }

    private List<String> unwrap(Unwrap unwrap) {
        List<String> lines = new ArrayList<>();
        lines.add(new Unwrap(unwrap.label(), unwrap.conversion(), List.of()).toString());
        lines.addAll(stages(List.copyOf(unwrap.filters())));
        return lines;
    }

    @Override
    public List<String> rangeAggregation(RangeAggregation query) {
        String parameter =
                query.parameter().map(quantile -> quantile.text() + ",").orElse("");
        String grouping = query.grouping().isNone() ? "" : " " + query.grouping();
        return block(
                List.of(query.operation().word() + "(" + parameter),
                narrower().logRange(query.range()),
                ")" + grouping);
    }

    @Override
    public List<String> vectorAggregation(VectorAggregation query) {
        String word = query.operation().word();
        String parameter = query.parameter().map(count -> count.text() + ",").orElse("");
        List<String> opening = new ArrayList<>();
        if (query.grouping().isNone()) {
            opening.add(word + "(" + parameter);
        } else if (fits(word + " " + query.grouping() + " (" + parameter)) {
            opening.add(word + " " + query.grouping() + " (" + parameter);
        } else {
            String prefix = word + " " + query.grouping().kind().word() + " (";
            opening.addAll(fill(prefix, withCommas(query.grouping().labels(), label -> label), prefix.length()));
            opening.add(") (" + parameter);
        }
        return block(opening, narrower().lines(query.operand()), ")");
    }

    @Override
    public List<String> binaryOperation(BinaryOperation query) {
        List<String> lines = new ArrayList<>(operand(query, query.left(), true));
        String operator = Printer.operatorText(query) + " ";
        List<String> right = right(query, operator);
        String last = lines.get(lines.size() - 1);
        if (query.right() instanceof Literal && fits(last + " " + operator + right.get(0))) {
            lines.set(lines.size() - 1, last + " " + operator + right.get(0));
        } else {
            lines.add(operator + right.get(0));
            lines.addAll(right.subList(1, right.size()));
        }
        return lines;
    }

    /** The right side, whose first line has to leave room for the operator. */
    private List<String> right(BinaryOperation query, String operator) {
        List<String> lines = operand(query, query.right(), false);
        return lines.size() > 1
                        || fits(operator + lines.get(0))
                        || Printer.needsParentheses(query, query.right(), false)
                ? lines
                : query.right().accept(this);
    }

    private List<String> operand(BinaryOperation parent, Metric operand, boolean isLeft) {
        if (!Printer.needsParentheses(parent, operand, isLeft)) {
            return lines(operand);
        }
        String flat = "(" + operand + ")";
        return fits(flat) ? List.of(flat) : block(List.of("("), narrower().lines(operand), ")");
    }

    @Override
    public List<String> literal(Literal query) {
        return List.of(query.toString());
    }

    @Override
    public List<String> labelReplace(LabelReplace query) {
        List<String> inside = new ArrayList<>(narrower().lines(query.operand()));
        inside.set(inside.size() - 1, inside.get(inside.size() - 1) + ",");
        List<String> texts = List.of(query.destination(), query.replacement(), query.source(), query.regex());
        inside.addAll(narrower().fill("", withCommas(texts, Text::quote), 0));
        return block(List.of("label_replace("), inside, ")");
    }

    @Override
    public List<String> vector(Vector query) {
        return List.of(query.toString());
    }

    @Override
    public List<String> variants(Variants query) {
        List<String> lines = new ArrayList<>(List.of("variants("));
        for (int i = 0; i < query.variants().size(); i++) {
            List<String> variant =
                    new ArrayList<>(narrower().lines(query.variants().get(i)));
            if (i < query.variants().size() - 1) {
                variant.set(variant.size() - 1, variant.get(variant.size() - 1) + ",");
            }
            variant.forEach(line -> lines.add(" ".repeat(STEP) + line));
        }
        lines.addAll(block(List.of(") of ("), narrower().logRange(query.of()), ")"));
        return lines;
    }
}
