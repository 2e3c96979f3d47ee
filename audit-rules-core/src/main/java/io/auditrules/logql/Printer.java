package io.auditrules.logql;

import java.util.List;

/** Writes the canonical text of a query on one line: only the parentheses that are needed, one blank where one helps. */
final class Printer
        implements Metric.Visitor<StringBuilder>,
                Stage.Visitor<StringBuilder>,
                LabelFilter.Visitor<StringBuilder>,
                LabelSelection.Visitor<StringBuilder> {
    private final StringBuilder text = new StringBuilder();

    private Printer() {}

    static String print(LogSelector query) {
        return new Printer().logSelector(query).toString();
    }

    static String print(Metric query) {
        return query.accept(new Printer()).toString();
    }

    static String print(Selector selector) {
        return new Printer().selector(selector).toString();
    }

    static String print(Pipeline pipeline) {
        return new Printer().pipeline(pipeline).toString();
    }

    static String print(Stage stage) {
        return stage.accept(new Printer()).toString();
    }

    /** A label filter by itself, without the {@code |} that makes it a stage. */
    static String print(LabelFilter filter) {
        return filter.accept((LabelFilter.Visitor<StringBuilder>) new Printer()).toString();
    }

    static String print(Matcher matcher) {
        return new Printer().matcher(matcher).toString();
    }

    static String print(Extraction extraction) {
        return new Printer().extraction(extraction).toString();
    }

    static String print(LogRange range) {
        return new Printer().logRange(range).toString();
    }

    static String print(Unwrap unwrap) {
        return new Printer().unwrap(unwrap).toString();
    }

    static String print(Grouping grouping) {
        return new Printer().grouping(grouping).toString();
    }

    static String print(VectorMatching matching) {
        return new Printer().matching(matching).toString();
    }

    private StringBuilder logSelector(LogSelector query) {
        selector(query.selector());
        if (!query.pipeline().isEmpty()) {
            text.append(' ');
        }
        return pipeline(query.pipeline());
    }

    private StringBuilder selector(Selector selector) {
        text.append('{');
        list(selector.matchers(), this::matcher);
        return text.append('}');
    }

    private StringBuilder pipeline(Pipeline pipeline) {
        String separator = "";
        for (Stage stage : pipeline.stages()) {
            text.append(separator);
            stage.accept((Stage.Visitor<StringBuilder>) this);
            separator = " ";
        }
        return text;
    }

    private interface Part<T> {
        StringBuilder print(T item);
    }

    private <T> StringBuilder list(List<T> items, Part<? super T> part) {
        String separator = "";
        for (T item : items) {
            text.append(separator);
            part.print(item);
            separator = ", ";
        }
        return text;
    }

    private StringBuilder labels(List<String> labels) {
        return text.append('(').append(String.join(", ", labels)).append(')');
    }

    /** A label's name before an operator; to Loki even {@code !} is one, which must not become part of the operator. */
    private StringBuilder name(String label) {
        return text.append(label).append(label.equals("!") ? " " : "");
    }

    private StringBuilder quote(String value) {
        return text.append(Text.quote(value));
    }

    // stages

    @Override
    public StringBuilder lineFilter(LineFilter stage) {
        text.append(stage.operator().symbol()).append(' ');
        String separator = "";
        for (LineFilter.Alternative alternative : stage.alternatives()) {
            text.append(separator);
            alternative(alternative);
            separator = " or ";
        }
        return text;
    }

    private void alternative(LineFilter.Alternative alternative) {
        if (alternative.isIp()) {
            text.append("ip(");
            quote(alternative.text()).append(')');
        } else {
            quote(alternative.text());
        }
    }

    @Override
    public StringBuilder json(Json stage) {
        text.append("| json");
        return extractions(stage.extractions());
    }

    @Override
    public StringBuilder logfmt(Logfmt stage) {
        text.append("| logfmt");
        if (stage.isStrict()) {
            text.append(" --strict");
        }
        if (stage.keepsEmpty()) {
            text.append(" --keep-empty");
        }
        return extractions(stage.extractions());
    }

    private StringBuilder extractions(List<Extraction> extractions) {
        if (!extractions.isEmpty()) {
            text.append(' ');
        }
        return list(extractions, this::extraction);
    }

    private StringBuilder extraction(Extraction extraction) {
        name(extraction.label()).append('=');
        return quote(extraction.expression());
    }

    @Override
    public StringBuilder regexp(Regexp stage) {
        text.append("| regexp ");
        return quote(stage.regex());
    }

    @Override
    public StringBuilder pattern(Pattern stage) {
        text.append("| pattern ");
        return quote(stage.expression());
    }

    @Override
    public StringBuilder unpack(Unpack stage) {
        return text.append("| unpack");
    }

    @Override
    public StringBuilder labelFilter(LabelFilter stage) {
        text.append("| ");
        return stage.accept((LabelFilter.Visitor<StringBuilder>) this);
    }

    @Override
    public StringBuilder lineFormat(LineFormat stage) {
        text.append("| line_format ");
        return quote(stage.template());
    }

    @Override
    public StringBuilder labelFormat(LabelFormat stage) {
        text.append("| label_format ");
        return list(stage.assignments(), this::assignment);
    }

    private StringBuilder assignment(LabelFormat.Assignment assignment) {
        name(assignment.label()).append('=');
        return assignment.isRename() ? text.append(assignment.value()) : quote(assignment.value());
    }

    @Override
    public StringBuilder decolorize(Decolorize stage) {
        return text.append("| decolorize");
    }

    @Override
    public StringBuilder keep(Keep stage) {
        text.append("| keep ");
        return list(stage.labels(), this::selection);
    }

    @Override
    public StringBuilder drop(Drop stage) {
        text.append("| drop ");
        return list(stage.labels(), this::selection);
    }

    private StringBuilder selection(LabelSelection selection) {
        return selection.accept(this);
    }

    @Override
    public StringBuilder named(LabelSelection.Named selection) {
        return text.append(selection.label());
    }

    // label filters

    @Override
    public StringBuilder matcher(Matcher filter) {
        name(filter.label()).append(filter.operator().symbol());
        return quote(filter.value());
    }

    @Override
    public StringBuilder number(NumberFilter filter) {
        return comparison(
                filter.label(), filter.operator().symbol(), filter.value().text());
    }

    @Override
    public StringBuilder duration(DurationFilter filter) {
        return comparison(
                filter.label(), filter.operator().symbol(), filter.value().text());
    }

    @Override
    public StringBuilder bytes(BytesFilter filter) {
        return comparison(
                filter.label(), filter.operator().symbol(), filter.value().text());
    }

    @Override
    public StringBuilder ip(IpFilter filter) {
        String operator = filter.operator() == LabelFilter.Comparison.EQ
                ? "="
                : filter.operator().symbol();
        return comparison(filter.label(), operator, "ip(" + Text.quote(filter.pattern()) + ")");
    }

    private StringBuilder comparison(String label, String operator, String value) {
        return text.append(label).append(' ').append(operator).append(' ').append(value);
    }

    @Override
    public StringBuilder and(And filter) {
        return joined(filter.filters(), " and ", true);
    }

    @Override
    public StringBuilder or(Or filter) {
        return joined(filter.filters(), " or ", false);
    }

    private StringBuilder joined(List<LabelFilter> filters, String word, boolean bindsTighter) {
        String separator = "";
        for (LabelFilter filter : filters) {
            text.append(separator);
            operand(filter, bindsTighter && filter instanceof Or);
            separator = word;
        }
        return text;
    }

    private void operand(LabelFilter filter, boolean isParenthesized) {
        text.append(isParenthesized ? "(" : "");
        filter.accept((LabelFilter.Visitor<StringBuilder>) this);
        text.append(isParenthesized ? ")" : "");
    }

    // metric queries

    private StringBuilder logRange(LogRange range) {
        logSelector(range.query());
        range.unwrap().ifPresent(unwrap -> {
            text.append(' ');
            unwrap(unwrap);
        });
        if (!range.query().pipeline().isEmpty() || range.unwrap().isPresent()) {
            text.append(' ');
        }
        text.append('[').append(range.range().text()).append(']');
        range.offset().ifPresent(offset -> text.append(" offset ").append(offset.text()));
        return text;
    }

    private StringBuilder unwrap(Unwrap unwrap) {
        text.append("| unwrap ");
        if (unwrap.conversion() == Unwrap.Conversion.NUMBER) {
            text.append(unwrap.label());
        } else {
            text.append(unwrap.conversion().word())
                    .append('(')
                    .append(unwrap.label())
                    .append(')');
        }
        for (LabelFilter filter : unwrap.filters()) {
            text.append(' ');
            labelFilter(filter);
        }
        return text;
    }

    @Override
    public StringBuilder rangeAggregation(RangeAggregation query) {
        text.append(query.operation().word()).append('(');
        query.parameter().ifPresent(parameter -> text.append(parameter.text()).append(", "));
        logRange(query.range()).append(')');
        if (!query.grouping().isNone()) {
            text.append(' ');
            grouping(query.grouping());
        }
        return text;
    }

    private StringBuilder grouping(Grouping grouping) {
        return grouping.isNone() ? text : labelsAfter(grouping.kind().word(), grouping.labels());
    }

    private StringBuilder labelsAfter(String word, List<String> labels) {
        text.append(word).append(' ');
        return labels(labels);
    }

    @Override
    public StringBuilder vectorAggregation(VectorAggregation query) {
        text.append(query.operation().word());
        if (!query.grouping().isNone()) {
            text.append(' ');
            grouping(query.grouping()).append(' ');
        }
        text.append('(');
        query.parameter().ifPresent(parameter -> text.append(parameter.text()).append(", "));
        return query.operand().accept(this).append(')');
    }

    @Override
    public StringBuilder binaryOperation(BinaryOperation query) {
        operand(query.left(), needsParentheses(query, query.left(), true));
        text.append(' ');
        operator(query).append(' ');
        return operand(query.right(), needsParentheses(query, query.right(), false));
    }

    /** The operator with what modifies it. */
    static String operatorText(BinaryOperation query) {
        return new Printer().operator(query).toString();
    }

    private StringBuilder operator(BinaryOperation query) {
        text.append(query.operator().symbol());
        if (query.returnsBool()) {
            text.append(" bool");
        }
        if (!query.matching().isDefault()) {
            text.append(' ');
            matching(query.matching());
        }
        return text;
    }

    private StringBuilder operand(Metric operand, boolean isParenthesized) {
        text.append(isParenthesized ? "(" : "");
        operand.accept(this);
        return text.append(isParenthesized ? ")" : "");
    }

    static boolean needsParentheses(BinaryOperation parent, Metric operand, boolean isLeft) {
        if (!(operand instanceof BinaryOperation inner)) {
            return false;
        }
        int outer = parent.operator().precedence();
        return inner.operator().precedence() < outer
                || (inner.operator().precedence() == outer
                        && isLeft == parent.operator().isRightAssociative());
    }

    private StringBuilder matching(VectorMatching matching) {
        if (matching.isDefault()) {
            return text;
        }
        labelsAfter(matching.kind().word(), matching.labels());
        if (matching.group() != VectorMatching.Group.NONE) {
            text.append(' ').append(matching.group().word());
            if (!matching.include().isEmpty()) {
                text.append(' ');
                labels(matching.include());
            } else {
                // Without these, Loki would take the parenthesis of the right side for a list of labels.
                text.append(" ()");
            }
        }
        return text;
    }

    @Override
    public StringBuilder literal(Literal query) {
        return text.append(query.text());
    }

    @Override
    public StringBuilder labelReplace(LabelReplace query) {
        text.append("label_replace(");
        query.operand().accept(this).append(", ");
        return list(List.of(query.destination(), query.replacement(), query.source(), query.regex()), this::quote)
                .append(')');
    }

    @Override
    public StringBuilder vector(Vector query) {
        return text.append("vector(").append(query.value().text()).append(')');
    }

    @Override
    public StringBuilder variants(Variants query) {
        text.append("variants(");
        list(query.variants(), (Metric variant) -> variant.accept(this)).append(") of (");
        return logRange(query.of()).append(')');
    }
}
