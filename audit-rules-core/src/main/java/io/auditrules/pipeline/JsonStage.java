package io.auditrules.pipeline;

import io.auditrules.bytes.Utf8;
import io.auditrules.json.JsonObject;
import io.auditrules.json.JsonObject.Outcome;
import io.auditrules.json.JsonScanner;
import io.auditrules.json.JsonScanner.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** {@code | json}: a label for each value of the line but arrays, named by its keys joined by {@code _}. */
final class JsonStage implements JsonLabels {
    static final String ERROR = "JSONParserErr";

    /** Deeper objects make the line one with an error; Loki has no such limit, but a line limit of 256 KiB. */
    private static final int DEEPEST = 1_000;

    private static final byte[] EXTRACTED = LabelsBuilder.EXTRACTED.getBytes(StandardCharsets.US_ASCII);

    private final LabelNames names = new LabelNames();
    private byte[] path = new byte[256];

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        if (labels.hints().needsNoLabels()) {
            return true;
        }
        Members members = new Members(line, labels);
        return switch (members.reader.read(line.bytes(), 0, line.length())) {
            case READ, STOPPED -> true;
            case DROPPED -> false;
            case BROKEN -> {
                labels.setParserError(ERROR, members.reader.error());
                yield true;
            }
        };
    }

    @Override
    public boolean sets(String label) {
        return true;
    }

    /** The members of one line. */
    private final class Members implements JsonObject.Visitor {
        private final JsonObject reader = new JsonObject(this);
        private final Line line;
        private final LabelsBuilder labels;
        private int pathLength;
        private int depth;

        Members(Line line, LabelsBuilder labels) {
            this.line = line;
            this.labels = labels;
        }

        @Override
        public Outcome member(byte[] key, int keyFrom, int keyTo, byte[] bytes, Value value) {
            switch (value.type()) {
                case STRING, NUMBER, BOOLEAN -> {
                    Outcome outcome = depth == 0
                            ? top(key, keyFrom, keyTo, bytes, value)
                            : nested(key, keyFrom, keyTo, bytes, value);
                    if (outcome != Outcome.READ) {
                        return outcome;
                    }
                }
                case OBJECT -> {
                    return object(key, keyFrom, keyTo, bytes, value);
                }
                case ARRAY, NULL -> {}
            }
            return labels.hints().hasAllRequired() ? Outcome.STOPPED : Outcome.READ;
        }

        private Outcome object(byte[] key, int keyFrom, int keyTo, byte[] bytes, Value value) {
            if (depth == DEEPEST) {
                return reader.broken("more than " + DEEPEST + " objects in each other");
            }
            int before = pathLength;
            append(key, keyFrom, keyTo);
            depth++;
            Outcome outcome = labels.hints().shouldExtractPrefix(names.of(path, 0, pathLength))
                    ? reader.read(bytes, value.from(), value.to())
                    : Outcome.READ;
            depth--;
            pathLength = before;
            return outcome;
        }

        private Outcome top(byte[] key, int keyFrom, int keyTo, byte[] bytes, Value value) {
            String name = names.of(key, keyFrom, keyTo);
            return name.isEmpty() ? Outcome.READ : label(labels.parsedName(name), bytes, value);
        }

        private Outcome nested(byte[] key, int keyFrom, int keyTo, byte[] bytes, Value value) {
            int before = pathLength;
            append(key, keyFrom, keyTo);
            String name = names.of(path, 0, pathLength);
            pathLength = before;
            if (labels.isTaken(name)) {
                byte[] longer =
                        Arrays.copyOf(Arrays.copyOfRange(key, keyFrom, keyTo), keyTo - keyFrom + EXTRACTED.length);
                System.arraycopy(EXTRACTED, 0, longer, keyTo - keyFrom, EXTRACTED.length);
                append(longer, 0, longer.length);
                name = names.of(path, 0, pathLength);
                pathLength = before;
            }
            return label(name, bytes, value);
        }

        private Outcome label(String name, byte[] bytes, Value value) {
            ParserHints hints = labels.hints();
            if (!hints.shouldExtract(name) || hints.isExtracted(name)) {
                return Outcome.READ;
            }
            labels.setParsed(
                    name,
                    value.type() == JsonScanner.Type.STRING
                            ? JsonScanner.text(bytes, value.from(), value.to())
                            : Utf8.decode(bytes, value.from(), value.to()));
            return hints.shouldContinue(name, line, labels) ? Outcome.READ : Outcome.DROPPED;
        }

        /** Appends a key to the path, sanitised; a blank one leaves the path as it is. */
        private void append(byte[] key, int keyFrom, int keyTo) {
            boolean isStart = pathLength == 0;
            String part = LabelNames.sanitized(Utf8.decode(key, keyFrom, keyTo), isStart);
            if (part.isEmpty()) {
                return;
            }
            if (pathLength + part.length() + 1 > path.length) {
                path = Arrays.copyOf(path, 2 * (pathLength + part.length() + 1));
            }
            if (!isStart) {
                path[pathLength++] = '_';
            }
            for (int i = 0; i < part.length(); i++) {
                path[pathLength++] = (byte) part.charAt(i);
            }
            labels.made(pathLength);
        }
    }
}
