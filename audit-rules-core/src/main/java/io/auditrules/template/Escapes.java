package io.auditrules.template;

import java.util.Locale;

/** Texts escaped for where they will stand, as Go's text/template and net/url (1.26) do. */
final class Escapes {
    private static final String HEX = "0123456789ABCDEF";

    private Escapes() {}

    static String html(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case 0 -> Utf8.append(out, Utf8.REPLACEMENT);
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    static String javaScript(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Utf8.sizeAt(text, i)) {
            int rune = Utf8.runeAt(text, i);
            if (rune == '\\' || rune == '\'' || rune == '"') {
                out.append('\\').append((char) rune);
            } else if (rune < ' ' || rune == '<' || rune == '>' || rune == '&' || rune == '=') {
                out.append(String.format(Locale.ROOT, "\\u%04X", rune));
            } else if (rune < 0x80) {
                out.append((char) rune);
            } else if (Quoted.isPrint(rune)) {
                out.append(text, i, i + Utf8.sizeAt(text, i));
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04X", rune));
            }
        }
        return out.toString();
    }

    static String query(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (isPlain || c == '-' || c == '_' || c == '.' || c == '~') {
                out.append(c);
            } else if (c == ' ') {
                out.append('+');
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }

    static String fromQuery(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (low < 0 || text.charAt(i + 1) >= 0x80 || text.charAt(i + 2) >= 0x80) {
                    String part = text.substring(i, Math.min(text.length(), i + 3));
                    throw new Failure("invalid URL escape " + Quoted.quote(part));
                }
                out.append((char) (high << 4 | low));
                i += 2;
            } else {
                out.append(c == '+' ? ' ' : c);
            }
        }
        return out.toString();
    }

    /** The path of a URL, its escapes resolved, as Go's net/url finds it. */
    static String pathOf(String url) {
        String rest = url.split("#", 2)[0];
        int colon = rest.indexOf(':');
        boolean hasScheme = colon > 0 && rest.substring(0, colon).matches("[a-zA-Z][a-zA-Z0-9+.-]*");
        rest = (hasScheme ? rest.substring(colon + 1) : rest).split("\\?", 2)[0];
        if (hasScheme && !rest.startsWith("/")) {
            return "";
        }
        if (rest.startsWith("//") && (hasScheme || !rest.startsWith("///"))) {
            int slash = rest.indexOf('/', 2);
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        return fromQuery(rest.replace("+", "%2B"));
    }
}
