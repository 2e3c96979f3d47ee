package io.auditrules.pipeline;

import java.util.List;

/** Several label filters of which one or all have to hold. All see the labels with the errors of those before. */
final class JoinedFilterStage implements PipelineStage {
    private final List<PipelineStage> filters;
    private final boolean needsAll;

    JoinedFilterStage(List<PipelineStage> filters, boolean needsAll) {
        this.filters = List.copyOf(filters);
        this.needsAll = needsAll;
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        if (!needsAll) {
            for (PipelineStage filter : filters) {
                if (filter.process(line, labels)) {
                    return true;
                }
            }
            return false;
        }
        boolean holds = true;
        for (PipelineStage filter : filters) {
            // the others may still set an error, as in Loki; it is seen where an "or" is around
            holds &= filter.process(line, labels);
        }
        return holds;
    }

    @Override
    public List<String> requiredLabels() {
        return filters.stream()
                .flatMap(filter -> filter.requiredLabels().stream())
                .distinct()
                .toList();
    }
}
