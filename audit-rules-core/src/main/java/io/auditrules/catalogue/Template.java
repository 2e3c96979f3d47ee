package io.auditrules.catalogue;

import io.auditrules.text.MustacheText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A text of the catalogue with places for values. Beside each list {@code xs} stands a truth {@code hasXs}, so that there can
 * be a heading for it.
 */
final class Template {
    private final MustacheText text;
    private final UnaryOperator<String> escape;
    private final UnaryOperator<String> block;

    private Template(MustacheText text, UnaryOperator<String> escape, UnaryOperator<String> block) {
        this.text = text;
        this.escape = escape;
        this.block = block;
    }

    /** A value that is code, or already written in the language of the page. */
    record Verbatim(String text) {}

    static Template markdown(String name) {
        return new Template(MustacheText.of(Resource.text(name)), Markdown::text, UnaryOperator.identity());
    }

    static Template html(String name) {
        return new Template(
                MustacheText.ofHtml(Resource.text(name)), UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** For a terminal: code of several lines has a margin of four. */
    static Template terminal(String name) {
        return new Template(
                MustacheText.of(Resource.text(name)), UnaryOperator.identity(), code -> code.replace("\n", "\n    "));
    }

    /** The text with values in its places. */
    String render(Map<String, ?> data) {
        return text.render(shown(data));
    }

    private Map<String, Object> shown(Map<?, ?> data) {
        Map<String, Object> shown = new LinkedHashMap<>();
        data.forEach((key, value) -> {
            String name = (String) key;
            shown.put(name, shown(value));
            if (value instanceof List<?> list) {
                shown.put("has" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), !list.isEmpty());
            }
        });
        return shown;
    }

    private Object shown(Object value) {
        if (value instanceof String words) {
            return escape.apply(words);
        }
        if (value instanceof Verbatim code) {
            return block.apply(code.text());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::shown).toList();
        }
        return value instanceof Map<?, ?> map ? shown(map) : value;
    }
}
