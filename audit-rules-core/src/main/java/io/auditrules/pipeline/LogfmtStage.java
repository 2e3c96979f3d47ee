package io.auditrules.pipeline;

import io.auditrules.bytes.Utf8;
import io.auditrules.logql.Logfmt;
import java.util.HashMap;
import java.util.Map;

/** {@code | logfmt}: a label for each key of the line. */
final class LogfmtStage implements PipelineStage {
    static final String ERROR = "LogfmtParserErr";

    private final boolean isStrict;
    private final boolean keepsEmpty;
    private final Map<String, String> names = new HashMap<>();

    LogfmtStage(Logfmt stage) {
        isStrict = stage.isStrict();
        keepsEmpty = stage.keepsEmpty();
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        ParserHints hints = labels.hints();
        if (hints.needsNoLabels()) {
            return true;
        }
        LogfmtReader reader = new LogfmtReader(line);
        while (!reader.isAtEnd()) {
            if (!reader.next()) {
                if (isStrict) {
                    break;
                }
                continue;
            }
            String key = name(reader.key());
            if (key.isEmpty()) {
                continue;
            }
            String name = labels.parsedName(key);
            String value = Utf8.withoutReplacement(reader.value());
            if (!hints.shouldExtract(name) || hints.isExtracted(name) || (value.isEmpty() && !keepsEmpty)) {
                continue;
            }
            labels.setParsed(name, value);
            if (!hints.shouldContinue(name, line, labels)) {
                return false;
            }
            if (hints.hasAllRequired()) {
                break;
            }
        }
        if (isStrict && !reader.error().isEmpty()) {
            labels.setParserError(ERROR, reader.error());
            return hints.shouldContinue(LabelsBuilder.ERROR, line, labels);
        }
        return true;
    }

    private String name(String key) {
        String known = names.get(key);
        if (known != null) {
            return known;
        }
        String name = LabelNames.sanitized(key, true);
        if (names.size() < 1_024) {
            names.put(key, name);
        }
        return name;
    }
}
