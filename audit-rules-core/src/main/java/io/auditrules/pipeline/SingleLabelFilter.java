package io.auditrules.pipeline;

import java.util.List;

/** A filter on one label. */
interface SingleLabelFilter extends PipelineStage {

    String label();

    @Override
    default List<String> requiredLabels() {
        return List.of(label());
    }
}
