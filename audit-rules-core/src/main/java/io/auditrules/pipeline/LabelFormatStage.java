package io.auditrules.pipeline;

import io.auditrules.logql.LabelFormat;
import io.auditrules.template.ExpansionException;
import io.auditrules.template.LineTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code | label_format a=b, c="{{.d}}"}. All templates of a stage see the labels as they are when the first is expanded,
 * in Loki v3.7.6.
 */
final class LabelFormatStage implements PipelineStage {
    private final List<Assignment> assignments;
    private final long now;

    /** A label is made of a template, or of another label, which then is gone. */
    private record Assignment(String label, @Nullable LineTemplate template, String other) {}

    LabelFormatStage(LabelFormat stage, long now) {
        this.assignments = stage.assignments().stream()
                .map(assignment -> new Assignment(
                        assignment.label(),
                        assignment.isRename() ? null : LineTemplate.ofLabel(assignment.value()),
                        assignment.value()))
                .toList();
        this.now = now;
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        Map<String, String> seen = Map.of();
        for (Assignment assignment : assignments) {
            if (assignment.template() == null) {
                String value = labels.find(assignment.other());
                if (value != null) {
                    labels.setParsed(assignment.label(), value);
                    labels.delete(assignment.other());
                }
                continue;
            }
            if (seen.isEmpty()) {
                seen = labels.forTemplate();
            }
            try {
                labels.setParsed(assignment.label(), assignment.template().expand(seen, line.text(), line.time(), now));
            } catch (ExpansionException e) {
                labels.setError(LineFormatStage.ERROR, e.getMessage());
            }
        }
        return true;
    }

    @Override
    public List<String> requiredLabels() {
        List<String> names = new ArrayList<>();
        for (Assignment assignment : assignments) {
            if (assignment.template() == null) {
                names.add(assignment.other());
            } else {
                names.addAll(assignment.template().fields());
            }
        }
        return names;
    }
}
