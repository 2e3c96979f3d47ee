package io.auditrules.text;

import java.io.IOException;
import java.io.Writer;

/** Texts as HTML and XML have them between tags and in quotes. */
final class HtmlEscapes {
    private HtmlEscapes() {}

    static void write(String text, Writer out) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write("&quot;");
                case '\'' -> out.write("&#39;");
                default -> out.write(c);
            }
        }
    }
}
