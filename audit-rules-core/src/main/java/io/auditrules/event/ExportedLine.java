package io.auditrules.event;

import io.auditrules.bytes.Utf8;
import io.auditrules.json.JsonObject;
import io.auditrules.json.JsonObject.Outcome;
import io.auditrules.json.JsonScanner;
import io.auditrules.json.JsonScanner.Value;
import java.nio.charset.StandardCharsets;

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

    /** Whether a line, with a character for each byte, is of this kind. */
    static boolean isExport(String line) {
        ExportedLine exported = new ExportedLine();
        return exported.read(line) && !exported.isOther;
    }

    /** Some such lines; one that is none is taken as a raw line of a stream. */
    static Batch batch(String text, Labels labelsOfOthers) {
        ExportedLines lines = new ExportedLines();
        int from = 0;
        while (from < text.length()) {
            int lineBreak = text.indexOf('\n', from);
            int next = lineBreak < 0 ? text.length() : lineBreak;
            int end = next > from && text.charAt(next - 1) == '\r' ? next - 1 : next;
            if (end > from) {
                add(text.substring(from, end), labelsOfOthers, lines);
            }
            lines.endLine(lineBreak >= 0);
            from = next + 1;
        }
        return lines.batch();
    }

    private static void add(String line, Labels labelsOfOthers, ExportedLines lines) {
        ExportedLine exported = new ExportedLine();
        if (exported.read(line)) {
            lines.add(exported.line, exported.time, exported.labels.build());
        } else {
            byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            lines.add(bytes, EventTime.of(bytes), labelsOfOthers);
        }
    }

    private boolean read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return reader.read(bytes, 0, bytes.length) == Outcome.READ && known == 3 && time != Batch.NO_TIME;
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
