package io.auditrules.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON read into values as Go's encoding/json (1.26) reads it. */
final class JsonText {
    /** Go goes down to 10,000, where it says nothing either; here it is an error. */
    static final int DEEPEST = 500;

    private static final class Syntax extends RuntimeException {
        private static final long serialVersionUID = 1;

        Syntax() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    /** The value, or null where the text is no JSON. */
    static @Nullable Object read(String text) {
        JsonText json = new JsonText(text);
        try {
            Object value = json.value();
            json.blanks();
            return json.at == text.length() ? value : null;
        } catch (Syntax noJson) {
            return null;
        }
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new Syntax();
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw new Syntax();
        }
        at++;
    }

    private @Nullable Object value() {
        blanks();
        char c = peek();
        return switch (c) {
            case '{' -> map();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw new Syntax();
        }
        at += word.length();
        return value;
    }

    private void deeper() {
        at++;
        if (++depth > DEEPEST) {
            throw new Failure("JSON nests deeper than " + DEEPEST);
        }
    }

    private GoMap map() {
        deeper();
        GoMap.OfAnything map = new GoMap.OfAnything();
        blanks();
        if (peek() == '}') {
            at++;
            depth--;
            return map;
        }
        while (true) {
            blanks();
            if (peek() != '"') {
                throw new Syntax();
            }
            String key = string();
            blanks();
            expect(':');
            map.put(key, value());
            blanks();
            if (peek() == '}') {
                at++;
                depth--;
                return map;
            }
            expect(',');
        }
    }

    private GoList list() {
        deeper();
        List<@Nullable Object> values = new ArrayList<>();
        blanks();
        if (peek() == ']') {
            at++;
            depth--;
            return GoList.appended(values);
        }
        while (true) {
            values.add(value());
            blanks();
            if (peek() == ']') {
                at++;
                depth--;
                return GoList.appended(values);
            }
            expect(',');
        }
    }

    private @Nullable Object number() {
        int start = at;
        at += peek() == '-' ? 1 : 0;
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) | 32) == 'e') {
            at++;
            at += peek() == '+' || peek() == '-' ? 1 : 0;
            digits();
        }
        NumberText.Floating number = NumberText.parseFloat(text.substring(start, at));
        // Go leaves a number out of range away, and says so in an error that nobody sees.
        return number.fault() == null ? (Object) number.value() : null;
    }

    private void digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw new Syntax();
        }
    }

    private String string() {
        at++;
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = peek();
            if (c == '"') {
                at++;
                return out.toString();
            }
            if (c < ' ') {
                throw new Syntax();
            }
            if (c == '\\') {
                at++;
                escape(out);
            } else {
                Utf8.append(out, Utf8.runeAt(text, at));
                at += Utf8.sizeAt(text, at);
            }
        }
    }

    private void escape(StringBuilder out) {
        char c = peek();
        at++;
        int known = "\"\\/bfnrt".indexOf(c);
        if (known >= 0) {
            out.append("\"\\/\b\f\n\r\t".charAt(known));
            return;
        }
        if (c != 'u') {
            throw new Syntax();
        }
        int unit = unit();
        if (unit >= 0xD800 && unit < 0xDC00 && text.startsWith("\\u", at)) {
            int mark = at;
            at += 2;
            int low = unit();
            if (low >= 0xDC00 && low < 0xE000) {
                unit = Character.toCodePoint((char) unit, (char) low);
            } else {
                at = mark;
            }
        }
        Utf8.append(out, unit);
    }

    private int unit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new Syntax();
            }
            unit = unit << 4 | digit;
            at++;
        }
        return unit;
    }
}
