package io.auditrules.json;

import io.auditrules.json.JsonScanner.Value;

/** Reads the members of a JSON object one by one, as leniently as Loki v3.7.6. */
public final class JsonObject {

    /** How the reading went. */
    public enum Outcome {
        /** To the end. */
        READ,
        /** The visitor has what it needs. */
        STOPPED,
        /** The visitor does not want the line. */
        DROPPED,
        /** This is no JSON object; {@link #error()} says why. */
        BROKEN
    }

    /** Is told the members. */
    public interface Visitor {
        /**
         * A member; anything but {@link Outcome#READ} ends the reading.
         *
         * @param key bytes, with escapes resolved, of which those from keyFrom to keyTo count
         */
        Outcome member(byte[] key, int keyFrom, int keyTo, byte[] bytes, Value value);
    }

    private final Visitor visitor;
    private String error = "";

    public JsonObject(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Why the last reading failed. */
    public String error() {
        return error;
    }

    /** Ends the reading with an error. */
    public Outcome broken(String why) {
        error = why;
        return Outcome.BROKEN;
    }

    /** Reads the object that begins at or after an offset. */
    public Outcome read(byte[] bytes, int from, int limit) {
        int at = JsonScanner.nextToken(bytes, from, limit);
        if (at < 0 || bytes[at] != '{') {
            return broken(JsonScanner.MALFORMED_OBJECT);
        }
        at = JsonScanner.nextToken(bytes, at + 1, limit);
        if (at < 0) {
            return broken(JsonScanner.MALFORMED);
        }
        Value value = new Value();
        while (bytes[at] == '"') {
            int keyFrom = at + 1;
            int keyEnd = JsonScanner.stringEnd(bytes, keyFrom, limit);
            if (keyEnd < 0) {
                return broken(JsonScanner.MALFORMED);
            }
            byte[] key = bytes;
            int keyTo = keyEnd - 1;
            if (JsonScanner.hasEscape(bytes, keyFrom, keyTo)) {
                key = JsonScanner.unescape(bytes, keyFrom, keyTo);
                if (key == null) {
                    return broken(JsonScanner.MALFORMED_ESCAPE);
                }
                keyFrom = 0;
                keyTo = key.length;
            }
            at = JsonScanner.nextToken(bytes, keyEnd, limit);
            if (at < 0 || bytes[at] != ':') {
                return broken(JsonScanner.MALFORMED);
            }
            if (JsonScanner.value(bytes, at + 1, limit, value).isBroken()) {
                return broken(value.error());
            }
            int next = value.next();
            Outcome outcome = visitor.member(key, keyFrom, keyTo, bytes, value);
            if (outcome != Outcome.READ) {
                return outcome;
            }
            at = JsonScanner.nextToken(bytes, next, limit);
            if (at < 0) {
                return broken(JsonScanner.MALFORMED_ARRAY);
            }
            if (bytes[at] == '}') {
                return Outcome.READ;
            }
            if (bytes[at] != ',') {
                return broken(JsonScanner.MALFORMED_OBJECT);
            }
            at = JsonScanner.nextToken(bytes, at + 1, limit);
            if (at < 0) {
                return broken(JsonScanner.MALFORMED_ARRAY);
            }
        }
        return bytes[at] == '}' ? Outcome.READ : broken(JsonScanner.MALFORMED_OBJECT);
    }
}
