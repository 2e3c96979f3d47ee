package io.auditrules.event;

import io.auditrules.json.JsonObject;
import io.auditrules.json.JsonObject.Outcome;
import io.auditrules.json.JsonScanner;
import io.auditrules.json.JsonScanner.Value;
import io.auditrules.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A line of {@code logcli --output=jsonl}: {@code {"labels":{"app":"x"},"line":"…","timestamp":"…"}}. */
final class ExportedLine implements JsonObject.Visitor {
    private final Labels.Builder labels = new Labels.Builder();
    private final JsonObject reader = new JsonObject(this);
    private String line = "";
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

    /** The entries of some such lines; what is none is left out. */
    static Batch batch(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            ExportedLine exported = new ExportedLine();
            if (exported.read(line)) {
                entries.add(exported.entry());
            }
        }
        return Batch.ofEntries(entries);
    }

    private boolean read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return reader.read(bytes, 0, bytes.length) == Outcome.READ && known == 3 && time != Batch.NO_TIME;
    }

    private Entry entry() {
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(time, 1_000_000_000L), Math.floorMod(time, 1_000_000_000L));
        return Entry.of(instant, labels.build(), line);
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
                line = text(bytes, value);
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
