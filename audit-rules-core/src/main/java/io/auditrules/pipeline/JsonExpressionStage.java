package io.auditrules.pipeline;

import io.auditrules.bytes.Utf8;
import io.auditrules.json.JsonScanner;
import io.auditrules.json.JsonScanner.Value;
import io.auditrules.logql.Extraction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code | json label="path"}: a label for each path, empty where the line has no such value. A line is read until all paths
 * are found, and what is broken between the values goes unseen, as in Loki v3.7.6.
 */
final class JsonExpressionStage implements JsonLabels {
    private final String[] labelNames;
    /** For each label the steps of its path; an index is a step in brackets. */
    private final byte[][][] paths;

    private final int longest;
    /** For each level the paths that end there. */
    private final int[][] endingAt;

    JsonExpressionStage(List<Extraction> extractions) {
        labelNames = extractions.stream().map(Extraction::label).toArray(String[]::new);
        paths = new byte[labelNames.length][][];
        int most = 0;
        for (int i = 0; i < paths.length; i++) {
            paths[i] = JsonPathSteps.of(Utf8.visible(extractions.get(i).expression())).stream()
                    .map(Utf8::encode)
                    .toArray(byte[][]::new);
            most = Math.max(most, paths[i].length);
        }
        longest = most;
        endingAt = new int[longest + 1][];
        for (int level = 0; level <= longest; level++) {
            int length = level;
            endingAt[level] = IntStream.range(0, paths.length)
                    .filter(p -> paths[p].length == length)
                    .toArray();
        }
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        if (line.isEmpty() || labels.hints().needsNoLabels()) {
            return true;
        }
        switch (line.bytes()[0]) {
            case '"', '{', '[' -> {
                int found = new Search(line, labels).run();
                if (found < labelNames.length) {
                    for (String name : labelNames) {
                        if (labels.find(name) == null) {
                            labels.setParsed(name, "");
                        }
                    }
                }
            }
            default -> labels.setParserError(JsonStage.ERROR, null);
        }
        return true;
    }

    @Override
    public boolean sets(String label) {
        return Arrays.asList(labelNames).contains(label);
    }

    /** The keys that lead to where the search is: for each level the bytes of one. */
    private static final class Keys {
        private final byte[][] bytes;
        private final int[] from;
        private final int[] to;

        Keys(int levels) {
            bytes = new byte[levels][0];
            from = new int[levels];
            to = new int[levels];
        }

        void set(int level, byte[] key, int keyFrom, int keyTo) {
            bytes[level] = key;
            from[level] = keyFrom;
            to[level] = keyTo;
        }

        boolean is(int level, byte[] step) {
            return to[level] - from[level] == step.length
                    && Arrays.equals(bytes[level], from[level], to[level], step, 0, step.length);
        }
    }

    /** The search for all paths in one line. */
    private final class Search {
        private final byte[] bytes;
        private final int limit;
        private final LabelsBuilder labels;
        private final boolean[] isDone = new boolean[paths.length];
        private final Keys current = new Keys(longest);
        private final Value value = new Value();
        private int done;
        private int found;
        private int level;

        Search(Line line, LabelsBuilder labels) {
            this.bytes = line.bytes();
            this.limit = bytes.length;
            this.labels = labels;
        }

        /** How many values were found. */
        int run() {
            int i = 0;
            while (i < limit) {
                switch (bytes[i]) {
                    case '"' -> i = string(i);
                    case '{' -> level++;
                    case '}', ']' -> level--;
                    case '[' -> i = array(i);
                    default -> {}
                }
                if (i < 0) {
                    return found;
                }
                i++;
            }
            return found;
        }

        /** Where to go on after a string, which may be a key; -1 to end. */
        private int string(int quote) {
            int keyEnd = JsonScanner.stringEnd(bytes, quote + 1, limit);
            int i = keyEnd < 0 ? -1 : JsonScanner.nextToken(bytes, keyEnd, limit);
            if (i < 0) {
                return -1;
            }
            if (bytes[i] != ':') {
                return i - 1;
            }
            if (longest < level) {
                // too deep for any path, but an escape has to be legal
                return isLegal(quote + 1, keyEnd - 1) ? beforeValue(i) : -1;
            }
            if (level < 1) {
                broken(JsonScanner.MALFORMED);
                return -1;
            }
            if (!setCurrent(quote + 1, keyEnd - 1)) {
                return -1;
            }
            boolean isMatch = take(i + 1);
            if (done == paths.length) {
                return -1;
            }
            return isMatch ? i : beforeValue(i);
        }

        private boolean isLegal(int keyFrom, int keyTo) {
            return !JsonScanner.hasEscape(bytes, keyFrom, keyTo) || JsonScanner.unescape(bytes, keyFrom, keyTo) != null;
        }

        private boolean setCurrent(int keyFrom, int keyTo) {
            if (!JsonScanner.hasEscape(bytes, keyFrom, keyTo)) {
                current.set(level - 1, bytes, keyFrom, keyTo);
                return true;
            }
            byte[] key = JsonScanner.unescape(bytes, keyFrom, keyTo);
            if (key == null) {
                return false;
            }
            current.set(level - 1, key, 0, key.length);
            return true;
        }

        /** One before what follows the colon at an offset; -1 if nothing does. */
        private int beforeValue(int colon) {
            int next = JsonScanner.nextToken(bytes, colon + 1, limit);
            return next < 0 ? -1 : next - 1;
        }

        /** Takes the value of the current key for every path that ends there. */
        private boolean take(int valueFrom) {
            boolean isMatch = false;
            for (int p : endingAt[level]) {
                byte[][] path = paths[p];
                if (done < paths.length && !isDone[p] && current.is(level - 1, path[level - 1]) && isAt(path)) {
                    isMatch = true;
                    isDone[p] = true;
                    done++;
                    found(p, JsonScanner.value(bytes, valueFrom, limit, value));
                }
            }
            return isMatch;
        }

        /** Whether a path leads through the current keys. */
        private boolean isAt(byte[][] path) {
            for (int i = 0; i < Math.min(level, path.length); i++) {
                if (!current.is(i, path[i])) {
                    return false;
                }
            }
            return true;
        }

        /** Where to go on after an array, whose elements are looked at only if a path wants one; -1 to end. */
        private int array(int bracket) {
            if (level < 0) {
                broken(JsonScanner.MALFORMED);
                return -1;
            }
            boolean[] isWanted = new boolean[paths.length];
            boolean isAnyWanted = false;
            for (int p = 0; p < paths.length; p++) {
                byte[][] path = paths[p];
                isWanted[p] = path.length > level && !isDone[p] && isIndex(path[level]) && isAt(path);
                isAnyWanted |= isWanted[p];
            }
            if (!isAnyWanted) {
                int end = JsonScanner.blockEnd(bytes, bracket, limit, '[', ']');
                return end < 0 ? -1 : end - 1;
            }
            level++;
            int end = elements(bracket, isWanted);
            return done == paths.length ? -1 : end - 1;
        }

        /** Where the elements end: at the closing bracket, or where the array breaks off. */
        private int elements(int bracket, boolean[] isWanted) {
            int at = JsonScanner.nextToken(bytes, bracket + 1, limit);
            if (at < 0) {
                return bracket + 1;
            }
            if (bytes[at] == ']') {
                return at;
            }
            Value element = new Value();
            for (int index = 0; ; index++) {
                if (JsonScanner.value(bytes, at, limit, element).isBroken()) {
                    return at;
                }
                int next = element.next();
                element(index, element, isWanted);
                int token = JsonScanner.nextToken(bytes, next, limit);
                if (token < 0) {
                    return next;
                }
                if (bytes[token] != ',') {
                    return token;
                }
                at = token + 1;
            }
        }

        private void element(int index, Value element, boolean[] isWanted) {
            for (int p = 0; p < paths.length; p++) {
                if (!isWanted[p] || Math.max(0, indexOf(paths[p][level - 1])) != index) {
                    continue;
                }
                int at = new JsonPathSearch(bytes, element.to()).find(element.from(), paths[p], level);
                done++;
                isDone[p] = true;
                if (at >= 0 && element.type() == JsonScanner.Type.STRING) {
                    label(p, JsonScanner.text(bytes, at, element.to()));
                } else if (at >= 0) {
                    found(p, JsonScanner.value(bytes, at, element.to(), value));
                }
            }
        }

        private void found(int path, Value result) {
            if (result.isBroken()) {
                broken(result.error());
                return;
            }
            label(
                    path,
                    switch (result.type()) {
                        case NULL -> "";
                        case OBJECT -> Utf8.decode(bytes, result.from(), result.to());
                        case STRING, NUMBER, BOOLEAN, ARRAY -> JsonScanner.text(bytes, result.from(), result.to());
                    });
        }

        private void label(int path, String text) {
            labels.setParsed(labels.parsedName(labelNames[path]), text);
            found++;
        }

        private void broken(String why) {
            labels.setParserError(JsonStage.ERROR, why);
        }
    }

    static boolean isIndex(byte[] step) {
        return step.length > 2 && step[0] == '[';
    }

    /** The index of a step such as {@code [2]}; -1 where it is none. */
    static long indexOf(byte[] step) {
        try {
            return Long.parseLong(new String(step, 1, step.length - 2, StandardCharsets.UTF_8));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
