package io.auditrules.translate;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.Extraction;
import io.auditrules.logql.Grouping;
import io.auditrules.logql.IpFilter;
import io.auditrules.logql.Json;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.Literal;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Metric;
import io.auditrules.logql.Pipeline;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Selector;
import io.auditrules.logql.Stage;
import io.auditrules.logql.VectorAggregation;
import io.auditrules.rule.By;
import io.auditrules.rule.Companion;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Detection;
import io.auditrules.rule.Field;
import io.auditrules.rule.FieldFunction;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Query;
import io.auditrules.rule.Rule;
import io.auditrules.rule.Site;
import io.auditrules.rule.Threshold;
import io.auditrules.rule.ValuePattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns rules into LogQL.
 *
 * <p>A condition on fields becomes, in this order: the stream selector, the author's line filters, a line filter that the
 * condition implies, {@code json} extraction of the fields used, {@code __error__=""} (one truncated line would
 * otherwise fail the whole rule: Loki 2.8 to 3.7, {@code logqlmodel.PipelineError}), and exact label filters.
 */
public final class Translator {

    private static final LabelFilter NO_ERROR = Matcher.equal("__error__", "");

    /** For how many windows one that fell silent is missed. */
    private static final int REMEMBERED = 8;

    private final Selector selector;
    private final Site site;

    /**
     * Translates for a platform.
     *
     * @throws ProblemsException if the platform's selector cannot be read
     */
    public Translator(Platform platform) {
        this.selector = LogQl.parseSelector(new Source("selector of the platform", platform.selector()));
        this.site = platform.site();
    }

    /**
     * Translates a rule.
     *
     * @throws ProblemsException if LogQL that the author wrote cannot be read
     * @throws IllegalValueException if the rule cannot be said in LogQL
     */
    public Translation translate(Rule rule) {
        return translate(rule, new Places());
    }

    /**
     * The same, for who wants to know where parts of LogQL that the author wrote stand.
     *
     * @param places gets the places of its parts in the author's text
     * @throws ProblemsException if LogQL that the author wrote cannot be read
     * @throws IllegalValueException if the rule cannot be said in LogQL
     */
    public Translation translate(Rule rule, Places places) {
        Query query = rule.detection().query();
        if (query instanceof Query.Expression expression) {
            Source source = new Source("expr of alert " + rule.alert(), expression.logql());
            return new Translation(LogQl.parseMetric(source, places), expression.logql());
        }
        Metric metric = measured(rule, places);
        // What the author wrote stays in one line, as people write it today; what is built here may grow long.
        return new Translation(metric, query instanceof Query.Pipeline ? metric.toString() : metric.pretty());
    }

    private Metric measured(Rule rule, Places places) {
        Detection detection = rule.detection();
        Metric metric = compared(rule, pipeline(rule, places), detection.threshold());
        for (Companion companion : detection.also()) {
            Pipeline pipeline = events(new Query.Events(companion.when(), List.of()), rule, companion.threshold());
            metric = metric.combine(BinaryOperation.Operator.AND, compared(rule, pipeline, companion.threshold()));
        }
        return detection.topk().isPresent()
                ? VectorAggregation.topk(detection.topk().getAsInt(), Grouping.NONE, metric)
                : metric;
    }

    private Pipeline pipeline(Rule rule, Places places) {
        return rule.detection().query().accept(new Query.Visitor<>() {
            @Override
            public Pipeline events(Query.Events events) {
                return Translator.this.events(events, rule, rule.detection().threshold());
            }

            @Override
            public Pipeline pipeline(Query.Pipeline pipeline) {
                return LogQl.parsePipeline(new Source("pipeline of alert " + rule.alert(), pipeline.logql()), places);
            }

            @Override
            public Pipeline expression(Query.Expression expression) {
                throw new IllegalStateException("an expression has no pipeline of its own");
            }
        });
    }

    private Metric compared(Rule rule, Pipeline pipeline, Threshold threshold) {
        LogRange range = selector.pipe(pipeline).over(rule.window());
        List<String> by = rule.detection().by().stream().map(By::label).toList();
        if (threshold.isSilence()) {
            return silence(range, by, rule.window());
        }
        Metric measured = threshold.measure().accept(new Threshold.Measure.Visitor<>() {
            @Override
            public Metric events(Threshold.Events events) {
                return range.countOverTime().sum(grouping(by));
            }

            @Override
            public Metric rate(Threshold.Rate rate) {
                return range.rate().sum(grouping(by));
            }

            @Override
            public Metric distinct(Threshold.Distinct distinct) {
                List<String> inner = Stream.concat(
                                by.stream(), Stream.of(distinct.field().label()))
                        .distinct()
                        .toList();
                return range.countOverTime().sum(Grouping.by(inner)).count(grouping(by));
            }
        });
        Literal number = Literal.parse(threshold.number().toPlainString());
        return measured.combine(operator(threshold.operator()), number);
    }

    /**
     * No event in the window: of nothing at all {@code absent_over_time} tells, which gives no labels but those of the
     * selector (Loki 2.8 to 3.7); of one of several, that it had events before. It is missed for {@link #REMEMBERED} windows.
     */
    private Metric silence(LogRange range, List<String> by, Duration window) {
        if (by.isEmpty()) {
            return range.aggregate(RangeAggregation.Operation.ABSENT_OVER_TIME);
        }
        LogRange before = range.query()
                .over(window.multipliedBy(REMEMBERED))
                .offset(range.range().text());
        return before.countOverTime()
                .sum(grouping(by))
                .combine(BinaryOperation.Operator.UNLESS, range.countOverTime().sum(grouping(by)));
    }

    private static Grouping grouping(List<String> by) {
        return by.isEmpty() ? Grouping.NONE : Grouping.by(by);
    }

    private static BinaryOperation.Operator operator(Threshold.Operator operator) {
        return switch (operator) {
            case ABOVE -> BinaryOperation.Operator.GT;
            case AT_LEAST -> BinaryOperation.Operator.GTE;
            case BELOW -> BinaryOperation.Operator.LT;
            case AT_MOST -> BinaryOperation.Operator.LTE;
            case EQUAL -> BinaryOperation.Operator.EQ;
            case NOT_EQUAL -> BinaryOperation.Operator.NEQ;
        };
    }

    private Pipeline events(Query.Events events, Rule rule, Threshold threshold) {
        Clause clause = Clause.of(
                events.when().at(site),
                rule.exceptions().stream().map(exception -> exception.at(site)).toList());
        if (clause.neverHolds()) {
            throw new IllegalValueException(
                    "the condition of the alert \"" + rule.alert() + "\" never holds at this site",
                    "it needs a value in a parameter of the site that has none, or an exception takes in all that it looks for");
        }
        boolean byFields = !events.when().equals(Condition.all(List.of()));
        // A rule by lines alone counts the lines that its author asked for; which stage they are is not ours to say.
        Optional<Clause> stage = byFields ? Stages.oneOfEachRequest(clause) : Optional.empty();
        Set<Field> fields = new LinkedHashSet<>();
        DerivedLabels derived = new DerivedLabels();
        List<LabelFilter> plain = new ArrayList<>();
        List<LabelFilter> onDerived = new ArrayList<>();
        rule.detection().by().forEach(by -> by.field().ifPresent(fields::add));
        if (threshold.measure() instanceof Threshold.Distinct distinct) {
            fields.add(distinct.field());
        }
        fields.forEach(derived::of);
        fields.addAll(clause.fields());
        stage.ifPresent(counted -> fields.addAll(counted.fields()));
        Stream.concat(conjuncts(clause).stream(), stage.stream()).forEach(part -> {
            ToLabelFilter filter = new ToLabelFilter(derived);
            LabelFilter made = part.accept(filter);
            (filter.usesDerived() ? onDerived : plain).add(made);
        });
        if (threshold.measure() instanceof Threshold.Distinct distinct) {
            onDerived.add(Matcher.notEqual(distinct.field().label(), ""));
        }
        List<Stage> stages = new ArrayList<>();
        events.lines().forEach(line -> stages.add(lineFilter(line)));
        if (byFields) {
            stages.add(lineFilter(ImpliedLineFilter.of(clause)));
        }
        Set<Field> raw = fields.stream()
                .filter(field -> !field.functions().contains(FieldFunction.LAST))
                .map(Field::raw)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!raw.isEmpty()) {
            stages.add(new Json(extractions(raw)));
            stages.add(NO_ERROR);
        }
        stages.addAll(plain);
        derived.stage().ifPresent(stages::add);
        stages.addAll(onDerived);
        derived.stage().ifPresent(made -> stages.add(NO_ERROR));
        return new Pipeline(stages);
    }

    private static List<Clause> conjuncts(Clause clause) {
        return clause instanceof Clause.And and ? and.parts() : List.of(clause);
    }

    private static List<Extraction> extractions(Set<Field> fields) {
        Map<String, Field> byLabel = new LinkedHashMap<>();
        for (Field field : fields) {
            Field other = byLabel.putIfAbsent(field.label(), field);
            if (other != null) {
                throw new IllegalValueException(
                        "the fields " + other.jsonPath() + " and " + field.jsonPath() + " would become one label, "
                                + field.label(),
                        "use only one of them in a rule");
            }
        }
        return fields.stream()
                .map(field -> Extraction.of(field.label(), field.jsonPath()))
                .toList();
    }

    private static LineFilter lineFilter(io.auditrules.rule.LineFilter line) {
        return switch (line.operator()) {
            case CONTAINS -> LineFilter.contains(line.text());
            case CONTAINS_NOT -> LineFilter.notContains(line.text());
            case MATCHES -> LineFilter.matches(line.text());
            case MATCHES_NOT -> LineFilter.notMatches(line.text());
        };
    }

    private static final class ToLabelFilter implements Clause.Visitor<LabelFilter> {
        private static final ValuePattern ABSENT = new ValuePattern.Exact("");

        private final DerivedLabels derived;
        private boolean usesDerived;

        ToLabelFilter(DerivedLabels derived) {
            this.derived = derived;
        }

        /** True if a filter that was made needs a label that the event does not have. */
        boolean usesDerived() {
            return usesDerived;
        }

        @Override
        public LabelFilter test(Clause.Test test) {
            List<LabelFilter> filters = new ArrayList<>();
            List<ValuePattern> texts = new ArrayList<>();
            for (ValuePattern pattern : test.alternatives()) {
                if (pattern instanceof ValuePattern.SameAs other) {
                    filters.add(mark(derived.same(test.field(), other), test.isNegated()));
                } else if (pattern instanceof ValuePattern.Network network) {
                    filters.add(new IpFilter(
                            label(test.field()),
                            test.isNegated() ? LabelFilter.Comparison.NEQ : LabelFilter.Comparison.EQ,
                            network.text()));
                } else {
                    texts.add(pattern);
                }
            }
            if (!texts.isEmpty()) {
                filters.add(0, text(test.field(), texts, test.isNegated()));
            }
            return test.isNegated() ? LabelFilter.all(filters) : LabelFilter.any(filters);
        }

        @Override
        public LabelFilter elements(Clause.Elements elements) {
            return mark(derived.some(elements.lists(), elements.element()), elements.isNegated());
        }

        private LabelFilter mark(String label, boolean isNegated) {
            usesDerived = true;
            return isNegated ? Matcher.equal(label, "") : Matcher.notEqual(label, "");
        }

        private String label(Field field) {
            usesDerived |= !field.functions().isEmpty();
            return derived.of(field);
        }

        private LabelFilter text(Field field, List<ValuePattern> alternatives, boolean isNegated) {
            String label = label(field);
            if (alternatives.size() == 1
                    && alternatives.get(0) instanceof ValuePattern.Exact exact
                    && !field.isList()) {
                return isNegated ? Matcher.notEqual(label, exact.text()) : Matcher.equal(label, exact.text());
            }
            if (alternatives.contains(ABSENT)) {
                // Said apart, so that no regular expression has an empty alternative: it reads better, too.
                List<ValuePattern> others = alternatives.stream()
                        .filter(pattern -> !pattern.equals(ABSENT))
                        .toList();
                LabelFilter rest = text(field, others, isNegated);
                return isNegated
                        ? LabelFilter.all(List.of(Matcher.notEqual(label, ""), rest))
                        : LabelFilter.any(List.of(Matcher.equal(label, ""), rest));
            }
            String regex = LabelRegex.of(field, alternatives);
            return isNegated ? Matcher.notMatches(label, regex) : Matcher.matches(label, regex);
        }

        @Override
        public LabelFilter and(Clause.And and) {
            return LabelFilter.all(filters(and.parts()));
        }

        @Override
        public LabelFilter or(Clause.Or or) {
            return LabelFilter.any(filters(or.parts()));
        }

        private List<LabelFilter> filters(List<Clause> parts) {
            return parts.stream().map(part -> part.accept(this)).toList();
        }
    }
}
