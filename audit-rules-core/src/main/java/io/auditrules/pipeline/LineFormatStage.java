package io.auditrules.pipeline;

import io.auditrules.logql.LineFormat;
import io.auditrules.template.ExpansionException;
import io.auditrules.template.LineTemplate;
import java.util.List;
import java.util.Optional;

/** {@code | line_format "…"}: the line that a template yields of the labels; an empty one where it is just a missing label. */
final class LineFormatStage implements PipelineStage {
    static final String ERROR = "TemplateFormatErr";

    private final LineTemplate template;
    private final Optional<String> onlyLabel;
    private final long now;

    LineFormatStage(LineFormat stage, long now) {
        this.template = LineTemplate.ofLine(stage.template());
        this.onlyLabel = template.singleField();
        this.now = now;
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        if (onlyLabel.isPresent()) {
            String value = labels.find(onlyLabel.get());
            line.replace(value == null ? "" : value);
            return true;
        }
        try {
            line.replace(template.expand(labels.forTemplate(), line.text(), line.time(), now));
        } catch (ExpansionException e) {
            labels.setError(ERROR, e.getMessage());
        }
        return true;
    }

    @Override
    public List<String> requiredLabels() {
        return List.copyOf(template.fields());
    }
}
