package io.auditrules.check;

import io.auditrules.logql.And;
import io.auditrules.logql.Extraction;
import io.auditrules.logql.Json;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LabelFormat;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Or;
import io.auditrules.logql.Stage;
import io.auditrules.rule.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The lines that a range of a rule looks at, as audit events: which field of the event a label is, and what is asked of it. All
 * checks ask for the same, so what was found out once is kept.
 */
public final class EventLines {
    /** Of each field that has a name, the path by the label that plain {@code json} makes of it. */
    private static final Map<String, String> PATHS =
            Field.names().stream().map(Field::of).collect(Collectors.toMap(Field::label, Field::jsonPath));

    /** It has no name among the fields that definitions use. */
    private static final String LEVEL = "level";

    private static final Set<String> STREAM_LABELS_OF_OPENSHIFT =
            Set.of("log_type", "openshift_log_type", "log_source", "openshift_log_source");
    /** The source of an audit log that has the events of an API server; others are of the node, OVN and OAuth. */
    private static final Set<String> SOURCES = Set.of("kubeAPI", "openshiftAPI");

    private final LogRange range;
    private final boolean isOfOpenShift;
    /** The first that reads fields of the event. */
    private final Optional<Json> json;

    private final List<LabelFilter> filters = new ArrayList<>();
    private final List<LabelFilter> necessary = new ArrayList<>();
    private final Map<String, List<LabelFilter>> necessaryByField;
    private final Map<String, List<Matcher>> wantingByField;
    private final Map<String, Optional<String>> fields = new ConcurrentHashMap<>();
    private final FilterTests tests;

    /** The lines of a range. */
    EventLines(LogRange range, FilterTests tests) {
        this.range = range;
        this.tests = tests;
        this.json = stages().stream()
                .filter(Json.class::isInstance)
                .map(Json.class::cast)
                .findFirst();
        this.isOfOpenShift = selector().stream().anyMatch(this::isOfOpenShift);
        for (LabelFilter filter : labelFilters()) {
            addLeaves(filter, true, filters);
            addLeaves(filter, false, necessary);
        }
        this.necessaryByField = necessary.stream()
                .collect(Collectors.groupingBy(filter -> field(filter.label()).orElse("")));
        this.wantingByField = filters.stream()
                .filter(Matcher.class::isInstance)
                .map(Matcher.class::cast)
                .filter(matcher ->
                        !matcher.operator().isNegative() && test(matcher).fails(""))
                .collect(Collectors.groupingBy(matcher -> field(matcher.label()).orElse("")));
    }

    /** What is asked for them. */
    public LogRange range() {
        return range;
    }

    /** Whether these are audit events that OpenShift Logging forwarded. */
    public boolean isOfOpenShift() {
        return isOfOpenShift;
    }

    private boolean isOfOpenShift(Matcher matcher) {
        if (!STREAM_LABELS_OF_OPENSHIFT.contains(matcher.label())
                || matcher.operator().isNegative()) {
            return false;
        }
        LabelTest test = testOfSelector(matcher);
        return (test.passes("audit") || SOURCES.stream().anyMatch(test::passes)) && test.fails("application");
    }

    /** What selects their streams. */
    public List<Matcher> selector() {
        return range.query().selector().matchers();
    }

    /** Their stages, in order. */
    public List<Stage> stages() {
        return range.query().pipeline().stages();
    }

    /** Whether all fields of the event become labels: {@code | json} without expressions. */
    public boolean readsAllFields() {
        return json.filter(parser -> parser.extractions().isEmpty()).isPresent();
    }

    /**
     * The path of the event's field that a label has, such as {@code objectRef.subresource} or {@code sourceIPs[0]}; of a label
     * that plain {@code json} made, only where the path is known.
     */
    public Optional<String> field(String label) {
        return fields.computeIfAbsent(label, this::fieldOf);
    }

    private Optional<String> fieldOf(String label) {
        for (Stage stage : stages()) {
            if (stage instanceof LabelFormat format
                    && format.assignments().stream()
                            .anyMatch(made -> made.label().equals(label))) {
                return Optional.empty();
            }
        }
        for (Stage stage : stages()) {
            if (stage instanceof Json parser) {
                for (Extraction extraction : parser.extractions()) {
                    if (extraction.label().equals(label)) {
                        return Optional.of(extraction.expression());
                    }
                }
            }
        }
        if (label.equals(LEVEL)) {
            return readsAllFields() && !mayMake(LEVEL) ? Optional.of(LEVEL) : Optional.empty();
        }
        return readsAllFields() ? Optional.ofNullable(PATHS.get(label)) : Optional.empty();
    }

    /** Whether another stage than plain {@code json} of the event may make a label. */
    public boolean mayMake(String label) {
        return MadeLabels.mayHave(stages(), label);
    }

    /** All filters on labels, taken apart: those in {@code or} too. */
    public List<LabelFilter> filters() {
        return Collections.unmodifiableList(filters);
    }

    /** The filters on labels each of which every line must pass; none that stands in an {@code or}. */
    public List<LabelFilter> necessary() {
        return Collections.unmodifiableList(necessary);
    }

    /** A filter on labels of these lines, to be asked of values. */
    public LabelTest test(LabelFilter filter) {
        return tests.of(filter);
    }

    /** A matcher of their selector, to be asked of values. */
    public LabelTest testOfSelector(Matcher matcher) {
        return tests.ofSelector(matcher);
    }

    /** A filter on their text. */
    public LineTest test(LineFilter filter) {
        return tests.of(filter);
    }

    private List<LabelFilter> labelFilters() {
        List<LabelFilter> all = new ArrayList<>();
        for (Stage stage : stages()) {
            if (stage instanceof LabelFilter filter) {
                all.add(filter);
            }
        }
        range.unwrap().ifPresent(unwrap -> all.addAll(unwrap.filters()));
        return all;
    }

    private static void addLeaves(LabelFilter filter, boolean withAlternatives, List<LabelFilter> into) {
        if (filter instanceof And and) {
            and.filters().forEach(each -> addLeaves(each, withAlternatives, into));
        } else if (filter instanceof Or or) {
            if (withAlternatives) {
                or.filters().forEach(each -> addLeaves(each, true, into));
            }
        } else {
            into.add(filter);
        }
    }

    /** The filters on a field of the event that every line must pass. */
    public List<LabelFilter> necessary(String field) {
        return necessaryByField.getOrDefault(field, List.of());
    }

    /** The matchers on a field that only lines pass which have it; those of an {@code or} too. */
    public List<Matcher> wanting(String field) {
        return wantingByField.getOrDefault(field, List.of());
    }

    /** Whether a line passes whose field has this value, as far as can be told. */
    public boolean allows(String field, String value) {
        return necessary(field).stream().noneMatch(filter -> test(filter).fails(value));
    }

    /** Those values of a field with which a line passes, as far as can be told. */
    public List<String> allowed(String field, Collection<String> values) {
        List<LabelTest> all = necessary(field).stream().map(this::test).toList();
        return values.stream()
                .filter(value -> all.stream().noneMatch(test -> test.fails(value)))
                .toList();
    }

    /** Whether a line passes only if it has the field. */
    public boolean needs(String field) {
        return !allows(field, "");
    }
}
