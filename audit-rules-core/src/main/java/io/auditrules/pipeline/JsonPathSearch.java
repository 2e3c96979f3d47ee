package io.auditrules.pipeline;

import io.auditrules.json.JsonScanner;
import io.auditrules.json.JsonScanner.Value;
import java.util.Arrays;

/** Looks for the rest of a path inside an element of an array. */
final class JsonPathSearch {
    private final byte[] bytes;
    private final int limit;

    JsonPathSearch(byte[] bytes, int limit) {
        this.bytes = bytes;
        this.limit = limit;
    }

    /** Where the value begins that the steps from {@code firstStep} on lead to; -1 if there is none. */
    int find(int from, byte[][] path, int firstStep) {
        int steps = path.length - firstStep;
        if (steps == 0) {
            return from;
        }
        int matched = 0;
        int level = 0;
        boolean wasMatch = true;
        for (int i = from; i < limit; i++) {
            switch (bytes[i]) {
                case '"' -> {
                    int keyFrom = i + 1;
                    int keyEnd = JsonScanner.stringEnd(bytes, keyFrom, limit);
                    int next = keyEnd < 0 ? -1 : JsonScanner.nextToken(bytes, keyEnd, limit);
                    if (next < 0) {
                        return -1;
                    }
                    if (bytes[next] != ':') {
                        i = next - 1;
                        continue;
                    }
                    if (level < 1 || level > steps) {
                        return -1;
                    }
                    byte[] key = Arrays.copyOfRange(bytes, keyFrom, keyEnd - 1);
                    if (JsonScanner.hasEscape(key, 0, key.length)) {
                        key = JsonScanner.unescape(key, 0, key.length);
                        if (key == null) {
                            return -1;
                        }
                    }
                    wasMatch = Arrays.equals(key, path[firstStep + level - 1]);
                    if (wasMatch && matched == level - 1) {
                        matched++;
                        if (matched == steps) {
                            return next + 1;
                        }
                    }
                    i = next;
                }
                case '{' -> {
                    if (wasMatch) {
                        level++;
                    } else {
                        int end = JsonScanner.blockEnd(bytes, i, limit, '{', '}');
                        if (end < 0) {
                            return -1;
                        }
                        i = end - 1;
                    }
                }
                case '}' -> {
                    level--;
                    if (level == matched) {
                        matched--;
                    }
                }
                case '[' -> {
                    if (matched == level && path[firstStep + level].length > 0 && path[firstStep + level][0] == '[') {
                        return element(i, path, firstStep + level);
                    }
                    int end = JsonScanner.blockEnd(bytes, i, limit, '[', ']');
                    if (end < 0) {
                        return -1;
                    }
                    i = end - 1;
                }
                case ':' -> {
                    return -1;
                }
                default -> {}
            }
        }
        return -1;
    }

    /** Goes on in the element of an array that a step names. */
    private int element(int bracket, byte[][] path, int step) {
        if (!JsonExpressionStage.isIndex(path[step]) || path[step][path[step].length - 1] != ']') {
            return -1;
        }
        long wanted = JsonExpressionStage.indexOf(path[step]);
        int at = JsonScanner.nextToken(bytes, bracket + 1, limit);
        if (wanted < 0 || at < 0 || bytes[at] == ']') {
            return -1;
        }
        Value element = new Value();
        for (int index = 0; ; index++) {
            if (JsonScanner.value(bytes, at, limit, element).isBroken()) {
                return -1;
            }
            if (index == wanted) {
                boolean isString = element.type() == JsonScanner.Type.STRING;
                return new JsonPathSearch(bytes, isString ? element.to() + 1 : element.to())
                        .find(isString ? element.from() - 1 : element.from(), path, step + 1);
            }
            int token = JsonScanner.nextToken(bytes, element.next(), limit);
            if (token < 0 || bytes[token] != ',') {
                return -1;
            }
            at = token + 1;
        }
    }
}
