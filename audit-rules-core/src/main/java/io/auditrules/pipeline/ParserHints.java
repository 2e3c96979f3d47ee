package io.auditrules.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What parsers need not look for. Loki v3.7.6 stops reading a line once it has all labels that a metric query uses, so that
 * an error behind them goes unseen; and it drops a line as soon as a label fails a filter that comes later.
 */
final class ParserHints {
    private final boolean noLabels;
    private final List<String> required;
    private final boolean preservesError;
    private final List<SingleLabelFilter> filters;
    private Set<String> extracted = new HashSet<>();

    private ParserHints(boolean noLabels, List<String> required, List<SingleLabelFilter> filters) {
        this.noLabels = noLabels;
        this.required = List.copyOf(required);
        this.preservesError = required.contains(LabelsBuilder.ERROR);
        this.filters = List.copyOf(filters);
    }

    /** A log query uses every label. */
    static ParserHints ofLogQuery(List<PipelineStage> stages) {
        return new ParserHints(false, List.of(), filters(stages));
    }

    /**
     * What a metric query uses.
     *
     * @param used the labels that its stages read
     * @param unwrapped the label whose value is the sample; empty if none is
     */
    static ParserHints ofMetricQuery(
            List<PipelineStage> stages, List<String> used, SampleGrouping grouping, String unwrapped) {
        Set<String> required = new LinkedHashSet<>();
        used.forEach(name -> addWithOrigin(name, required));
        grouping.names().forEach(name -> addWithOrigin(name, required));
        addWithOrigin(unwrapped, required);
        required.remove("");
        List<String> names = new ArrayList<>(required);
        if (grouping.isWithoutLabels()) {
            return names.isEmpty()
                    ? new ParserHints(true, List.of(), List.of())
                    : new ParserHints(false, names, filters(stages));
        }
        // which labels "without" leaves is not known before the line is read
        return grouping.isWithout() || grouping.names().isEmpty()
                ? new ParserHints(false, List.of(), filters(stages))
                : new ParserHints(false, names, List.of());
    }

    private static void addWithOrigin(String name, Set<String> required) {
        required.add(name);
        if (name.endsWith(LabelsBuilder.EXTRACTED)) {
            required.add(name.substring(0, name.length() - LabelsBuilder.EXTRACTED.length()));
        }
    }

    private static List<SingleLabelFilter> filters(List<PipelineStage> stages) {
        List<SingleLabelFilter> filters = new ArrayList<>();
        for (PipelineStage stage : stages) {
            if (stage instanceof SingleLabelFilter filter) {
                filters.add(filter);
            }
        }
        return filters;
    }

    void reset() {
        // a set that once was large is slow to clear for ever
        extracted = extracted.size() > 1_024 ? new HashSet<>() : extracted;
        extracted.clear();
    }

    void recordExtracted(String name) {
        extracted.add(name);
    }

    boolean isExtracted(String name) {
        return extracted.contains(name);
    }

    boolean shouldExtract(String name) {
        return required.isEmpty() || required.contains(name);
    }

    boolean shouldExtractPrefix(String prefix) {
        if (required.isEmpty()) {
            return true;
        }
        for (String name : required) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    boolean hasAllRequired() {
        return !required.isEmpty() && extracted.size() >= required.size() && extracted.containsAll(required);
    }

    boolean needsNoLabels() {
        return noLabels || hasAllRequired();
    }

    boolean preservesError() {
        return preservesError;
    }

    /** Whether a label that was just parsed passes the first filter on it. */
    boolean shouldContinue(String name, Line line, LabelsBuilder labels) {
        for (SingleLabelFilter filter : filters) {
            if (filter.label().equals(name)) {
                return filter.process(line, labels);
            }
        }
        return true;
    }
}
