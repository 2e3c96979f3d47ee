package io.auditrules.event;

import io.auditrules.json.JsonObject;
import io.auditrules.json.JsonObject.Outcome;
import io.auditrules.json.JsonScanner;
import io.auditrules.json.JsonScanner.Value;
import io.auditrules.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A line of {@code logcli --output=jsonl}: {@code {"labels":{"app":"x"},"line":"…","timestamp":"…"}}. */
final class ExportedLine implements JsonObject.Visitor {
    private final Labels.Builder labels = new Labels.Builder();
    private final JsonObject reader = new JsonObject(this);
    private byte[] line = {};
    private long time = Batch.NO_TIME;
    private int known;
    private boolean isOther;
    private boolean isInLabels;

    private ExportedLine() {}

    /** Whether a line is of this kind. */
    static boolean isExport(byte[] bytes, int from, int to) {
        ExportedLine exported = new ExportedLine();
        return exported.reader.read(bytes, from, to) == Outcome.READ
                && exported.known == 3
                && !exported.isOther
                && exported.time != Batch.NO_TIME;
    }

    /** Some such lines; one that is none is taken as a raw line of a stream. */
    static Batch batch(byte[] bytes, int length, Labels labelsOfOthers) {
        ExportedLines lines = new ExportedLines();
        int from = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || bytes[i] == '\n') {
                int end = i > from && bytes[i - 1] == '\r' ? i - 1 : i;
                if (end > from) {
                    ExportedLine exported = new ExportedLine();
                    Outcome outcome = exported.reader.read(bytes, from, end);
                    if (outcome == Outcome.READ && exported.known == 3 && exported.time != Batch.NO_TIME) {
                        lines.add(exported.line, exported.time, exported.labels.build());
                    } else {
                        lines.add(Arrays.copyOfRange(bytes, from, end), EventTime.of(bytes, from, end), labelsOfOthers);
                    }
                }
                lines.endLine(i < length);
                from = i + 1;
            }
        }
        return lines.batch();
    }

    @Override
    public Outcome member(byte[] key, int keyFrom, int keyTo, byte[] bytes, Value value) {
        String name = Utf8.decode(key, keyFrom, keyTo);
        if (isInLabels) {
            labels.add(name, text(bytes, value));
            return Outcome.READ;
        }
        switch (name) {
            case "labels" -> {
                isInLabels = true;
                Outcome outcome = value.type() == JsonScanner.Type.OBJECT
                        ? reader.read(bytes, value.from(), value.to())
                        : Outcome.READ;
                isInLabels = false;
                known++;
                return outcome;
            }
            case "line" -> {
                byte[] unescaped = JsonScanner.unescape(bytes, value.from(), value.to());
                line = unescaped == null ? new byte[0] : unescaped;
                known++;
            }
            case "timestamp" -> {
                time = EventTime.parse(text(bytes, value));
                known++;
            }
            default -> isOther = true;
        }
        return Outcome.READ;
    }

    private static String text(byte[] bytes, Value value) {
        byte[] unescaped = JsonScanner.unescape(bytes, value.from(), value.to());
        return unescaped == null ? "" : new String(unescaped, StandardCharsets.UTF_8);
    }
}
