package io.auditrules.text;

import com.github.mustachejava.Mustache;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text with Mustache tags between {@code <%} and {@code %>}, so that {@code {{ $labels.x }}} passes through untouched:
 *
 * <pre>{@code
 * MustacheText.of("<% who %> did <%# verbs %><% . %> <%/ verbs %>in {{ $labels.namespace }}")
 *         .render(Map.of("who", "eve", "verbs", List.of("get", "list")));
 * }</pre>
 *
 * <p>There are variables ({@code <% x %>}, {@code <%& x %>}, {@code <% x.y %>}, {@code <% . %>}), sections ({@code <%# x
 * %>}), inverted sections ({@code <%^ x %>}) and comments ({@code <%! x %>}), with the white space of the Mustache
 * specification. Nothing is escaped but in HTML, and a variable that has no value is an error.
 */
public final class MustacheText {
    private final String text;
    /** Null for a text without tags. */
    private final @Nullable Mustache compiled;

    private MustacheText(String text, @Nullable Mustache compiled) {
        this.text = text;
        this.compiled = compiled;
    }

    /**
     * Reads a text.
     *
     * @throws IllegalTextException if a tag is not closed, or not one of those above
     */
    public static MustacheText of(String text) {
        return read(text, false);
    }

    /**
     * Reads a text that is HTML or XML: all values are escaped, for between tags and for attributes in quotes. {@code <%& x
     * %>}, which would not be, is refused.
     *
     * @throws IllegalTextException if a tag is not closed, or not one of those above
     */
    public static MustacheText ofHtml(String text) {
        return read(text, true);
    }

    private static MustacheText read(String text, boolean isHtml) {
        return new MustacheText(text, text.contains(TextParser.START) ? new TextParser(text, isHtml).parse() : null);
    }

    /** True if the text has no tags and renders as it is. */
    public boolean isPlain() {
        return compiled == null;
    }

    /**
     * The text with values in place of its tags.
     *
     * @param data {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link List} of these and {@link Map}
     *     with these, to any depth; a section with a false, an empty text or an empty list is left out
     * @throws IllegalTextException if variables have no value, or one that cannot stand in a text
     */
    public String render(Map<String, ?> data) {
        if (compiled == null) {
            return text;
        }
        Rendering rendering = new Rendering();
        StringWriter writer = new StringWriter();
        compiled.execute(writer, List.of(rendering, data));
        if (!rendering.faults().isEmpty()) {
            throw new IllegalTextException(text, rendering.faults());
        }
        return writer.toString();
    }

    /** The text as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
