package io.auditrules.pipeline;

import io.auditrules.bytes.Utf8;
import io.auditrules.json.JsonObject;
import io.auditrules.json.JsonObject.Outcome;
import io.auditrules.json.JsonScanner;
import io.auditrules.json.JsonScanner.Value;
import java.util.ArrayList;
import java.util.List;

/** {@code | unpack}: the labels and the line that Promtail's pack stage put into JSON. */
final class UnpackStage implements PipelineStage {
    private static final String ENTRY = "_entry";
    private static final String NO_OBJECT = "expecting json object(6), but it is not";

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        if (line.isEmpty() || labels.hints().needsNoLabels()) {
            return true;
        }
        if (line.bytes()[0] != '{') {
            labels.setParserError(JsonStage.ERROR, NO_OBJECT);
            return true;
        }
        Members members = new Members(labels);
        if (members.reader.read(line.bytes(), 0, line.length()) == Outcome.BROKEN) {
            labels.setParserError(JsonStage.ERROR, members.reader.error());
            return true;
        }
        if (!members.isPacked) {
            return true;
        }
        line.replace(members.entry);
        for (int i = 0; i < members.names.size(); i++) {
            labels.setParsed(members.names.get(i), members.values.get(i));
            if (!labels.hints().shouldContinue(members.names.get(i), line, labels)) {
                return false;
            }
        }
        return true;
    }

    private static final class Members implements JsonObject.Visitor {
        private final JsonObject reader = new JsonObject(this);
        private final List<String> names = new ArrayList<>();
        private final List<String> values = new ArrayList<>();
        private final LabelsBuilder labels;
        private byte[] entry = new byte[0];
        private boolean isPacked;

        Members(LabelsBuilder labels) {
            this.labels = labels;
        }

        @Override
        public Outcome member(byte[] key, int keyFrom, int keyTo, byte[] bytes, Value value) {
            if (value.type() != JsonScanner.Type.STRING) {
                return Outcome.READ;
            }
            String name = Utf8.decode(key, keyFrom, keyTo);
            if (name.equals(ENTRY)) {
                byte[] unescaped = JsonScanner.unescape(bytes, value.from(), value.to());
                if (unescaped == null) {
                    return reader.broken(JsonScanner.MALFORMED_ESCAPE);
                }
                entry = unescaped;
                isPacked = true;
                return Outcome.READ;
            }
            String free = labels.parsedName(name);
            if (labels.hints().shouldExtract(free) && !labels.hints().isExtracted(free)) {
                names.add(LabelNames.sanitized(free, true));
                values.add(JsonScanner.text(bytes, value.from(), value.to()));
            }
            return Outcome.READ;
        }
    }
}
