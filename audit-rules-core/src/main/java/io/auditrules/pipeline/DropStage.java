package io.auditrules.pipeline;

import io.auditrules.logql.Drop;
import java.util.List;

/** {@code | drop a, b="x"}: without these labels; an error is a label too. */
final class DropStage implements PipelineStage {
    private final List<LabelTest> tests;

    DropStage(Drop stage) {
        tests = stage.labels().stream().map(LabelTest::of).toList();
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        for (LabelTest test : tests) {
            switch (test.label()) {
                case LabelsBuilder.ERROR -> {
                    if (test.holds(labels.error())) {
                        labels.clearError();
                    }
                }
                case LabelsBuilder.ERROR_DETAILS -> {
                    if (test.holds(labels.errorDetails())) {
                        labels.clearErrorDetails();
                    }
                }
                default -> {
                    String value = labels.find(test.label());
                    if (test.isNamed() ? value != null : test.holds(value == null ? "" : value)) {
                        labels.delete(test.label());
                    }
                }
            }
        }
        return true;
    }
}
