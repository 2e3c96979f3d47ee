package io.auditrules.pipeline;

import io.auditrules.bytes.Utf8;
import io.auditrules.logql.Pattern;
import io.auditrules.pipeline.PatternParts.Part;
import java.util.List;

/** {@code | pattern "…"}: a label for each named capture; captures behind a text that the line does not have make none. */
final class PatternStage implements PipelineStage {
    private final List<Part> parts;

    PatternStage(Pattern stage) {
        parts = PatternParts.of(stage.expression());
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        if (labels.hints().needsNoLabels() || line.isEmpty()) {
            return true;
        }
        byte[] bytes = line.bytes();
        int at = 0;
        int part = 0;
        byte[] first = parts.get(0).literal();
        if (first != null) {
            if (Bytes.indexOf(bytes, at, Math.min(bytes.length, first.length), first) != at) {
                return true;
            }
            at += first.length;
            part++;
        }
        while (part < parts.size()) {
            Part capture = parts.get(part);
            byte[] literal = part + 1 < parts.size() ? parts.get(part + 1).literal() : null;
            int end = literal == null ? -1 : Bytes.indexOf(bytes, at, bytes.length, literal);
            int valueEnd = end < 0 ? bytes.length : end;
            if (capture.isNamed() && !label(capture.capture(), Utf8.decode(bytes, at, valueEnd), line, labels)) {
                return false;
            }
            if (literal == null || end < 0) {
                return true;
            }
            at = end + literal.length;
            part += 2;
        }
        return true;
    }

    private static boolean label(String capture, String value, Line line, LabelsBuilder labels) {
        ParserHints hints = labels.hints();
        String name = labels.parsedName(capture);
        if (hints.isExtracted(name) || !hints.shouldExtract(name)) {
            return true;
        }
        labels.setParsed(name, value);
        return hints.shouldContinue(name, line, labels);
    }
}
