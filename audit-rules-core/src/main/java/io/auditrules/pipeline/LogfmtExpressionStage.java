package io.auditrules.pipeline;

import io.auditrules.bytes.Utf8;
import io.auditrules.logql.Extraction;
import io.auditrules.logql.Logfmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code | logfmt label="key"}: a label for each key that is named, empty where the line has none. In a metric query Loki
 * v3.7.6 finds a key only if the query uses a label that is called like the key, or like it is sanitised.
 */
final class LogfmtExpressionStage implements PipelineStage {
    private final boolean isStrict;
    /** The key for each label. */
    private final Map<String, String> keys = new LinkedHashMap<>();

    LogfmtExpressionStage(Logfmt stage) {
        isStrict = stage.isStrict();
        for (Extraction extraction : stage.extractions()) {
            keys.put(extraction.label(), key(Utf8.visible(extraction.expression())));
        }
    }

    /** The key of an expression; of several parts Loki makes a text that no line has for a key. */
    private static String key(String expression) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < expression.length() && expression.charAt(at) != 0) {
            char c = expression.charAt(at);
            int end = at + 1;
            if (c == '"') {
                while (end < expression.length() && "\"]\0".indexOf(expression.charAt(end)) < 0) {
                    end++;
                }
                parts.add(expression.substring(at + 1, end));
                end++;
            } else if (c != ' ' && c != '\t' && c != '\n') {
                while (end < expression.length() && isNameCharacter(expression.charAt(end))) {
                    end++;
                }
                parts.add(expression.substring(at, end));
            }
            at = end;
        }
        return parts.size() == 1 ? parts.get(0) : parts.get(0) + "%!(EXTRA " + parts.size() + ")";
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        ParserHints hints = labels.hints();
        if (hints.needsNoLabels()) {
            return true;
        }
        for (String label : keys.keySet()) {
            if (!labels.isTaken(label)) {
                labels.setParsed(label, "");
            }
        }
        LogfmtReader reader = new LogfmtReader(line);
        while (!reader.isAtEnd()) {
            if (!reader.next()) {
                if (isStrict) {
                    break;
                }
                continue;
            }
            if (isLast(reader, labels, hints)) {
                break;
            }
        }
        if (isStrict && !reader.error().isEmpty()) {
            labels.setParserError(LogfmtStage.ERROR, reader.error());
        }
        return true;
    }

    private boolean isLast(LogfmtReader reader, LabelsBuilder labels, ParserHints hints) {
        String key = LabelNames.sanitized(reader.key(), true);
        if (key.isEmpty() || (!keys.containsKey(key) && (!hints.shouldExtract(key) || hints.isExtracted(key)))) {
            return false;
        }
        String label = key;
        for (Map.Entry<String, String> wanted : keys.entrySet()) {
            if (wanted.getValue().equals(key)) {
                label = wanted.getKey();
                break;
            }
        }
        if (!keys.containsKey(label)) {
            return false;
        }
        if (labels.isTaken(label)) {
            label = label + LabelsBuilder.EXTRACTED;
            if (hints.isExtracted(label) || !hints.shouldExtract(label)) {
                return true;
            }
        }
        labels.setParsed(label, Utf8.hasReplacement(reader.value()) ? "" : reader.value());
        return hints.hasAllRequired();
    }
}
