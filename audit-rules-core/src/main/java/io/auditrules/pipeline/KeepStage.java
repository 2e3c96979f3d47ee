package io.auditrules.pipeline;

import io.auditrules.event.Labels;
import io.auditrules.logql.Keep;
import java.util.List;
import java.util.Set;

/** {@code | keep a, b="x"}: without all other labels; errors stay. */
final class KeepStage implements PipelineStage {
    private static final Set<String> ALWAYS =
            Set.of(LabelsBuilder.ERROR, LabelsBuilder.ERROR_DETAILS, LabelsBuilder.PRESERVE_ERROR);

    private final List<LabelTest> tests;

    KeepStage(Keep stage) {
        tests = stage.labels().stream().map(LabelTest::of).toList();
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        Labels all = labels.all();
        for (int i = 0; i < all.size(); i++) {
            String name = all.name(i);
            if (!ALWAYS.contains(name) && !isKept(name, all.value(i))) {
                labels.delete(name);
            }
        }
        return true;
    }

    private boolean isKept(String name, String value) {
        for (LabelTest test : tests) {
            if (test.label().equals(name) && test.holds(value)) {
                return true;
            }
        }
        return false;
    }
}
