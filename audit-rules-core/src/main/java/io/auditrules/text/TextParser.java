package io.auditrules.text;

import com.github.mustachejava.Code;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.DefaultMustache;
import com.github.mustachejava.codes.IterableCode;
import com.github.mustachejava.codes.NotIterableCode;
import com.github.mustachejava.codes.ValueCode;
import com.github.mustachejava.codes.WriteCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads tags strictly and hands them to Mustache.java, which runs them. Its own parser is passed by: that one takes an
 * unclosed {@code <%& x} for a value, knows no columns, loses carriage returns, and eats the line end after a section
 * tag that does not stand alone.
 */
final class TextParser {
    static final String START = "<%";
    private static final String END = "%>";
    private static final int DEEPEST_NESTING = 50;
    private static final Pattern NAME = Pattern.compile("\\.|[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private static final DefaultMustacheFactory FACTORY = new DefaultMustacheFactory(name -> null) {
        @Override
        public void encode(String value, Writer writer) {
            try {
                HtmlEscapes.write(value, writer);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };
    private static final TemplateContext CONTEXT = new TemplateContext(START, END, "", 1, true);

    private final String text;
    private final boolean isHtml;
    /** Sections that are not closed yet, the innermost first, each with what stood before it. */
    private final Deque<Open> open = new ArrayDeque<>();

    private List<Code> codes = new ArrayList<>();

    private record Open(Tag tag, List<Code> before) {}

    /** @param isHtml whether values are escaped */
    TextParser(String text, boolean isHtml) {
        this.text = text;
        this.isHtml = isHtml;
    }

    Mustache parse() {
        int written = 0;
        for (Tag tag = next(0); tag != null; tag = next(tag.end())) {
            int lineStart = text.lastIndexOf('\n', tag.start() - 1) + 1;
            int lineEnd = lineEnd(tag.end());
            boolean alone = tag.isSilent() && lineEnd >= 0 && isBlank(lineStart, tag.start());
            write(written, alone ? lineStart : tag.start());
            written = alone ? lineEnd : tag.end();
            add(tag);
        }
        write(written, text.length());
        if (!open.isEmpty()) {
            Tag tag = open.element().tag();
            throw illegal(
                    tag.start(),
                    tag.end(),
                    "the section \"" + tag.name() + "\" is never closed",
                    "close it with \"<%/ " + tag.name() + " %>\"");
        }
        return mustache(codes);
    }

    private void add(Tag tag) {
        switch (tag.kind()) {
            case VALUE -> codes.add(new Value(tag, isHtml));
            case SECTION, INVERTED -> {
                if (open.size() == DEEPEST_NESTING) {
                    throw illegal(
                            tag.start(),
                            tag.end(),
                            "sections are nested deeper than " + DEEPEST_NESTING + " levels",
                            "");
                }
                open.push(new Open(tag, codes));
                codes = new ArrayList<>();
            }
            case END -> {
                Tag begin = open.isEmpty() ? null : open.element().tag();
                if (begin == null || !begin.name().equals(tag.name())) {
                    throw illegal(
                            tag.start(),
                            tag.end(),
                            "no section \"" + tag.name() + "\" is open here",
                            begin == null
                                    ? "delete the tag, or begin the section with \"<%# " + tag.name() + " %>\""
                                    : "close \"" + begin.name() + "\" first, which was begun last");
                }
                List<Code> before = open.pop().before();
                Mustache inside = mustache(codes);
                before.add(begin.kind() == Tag.Kind.SECTION ? new Section(begin, inside) : new Inverted(begin, inside));
                codes = before;
            }
            case COMMENT -> {}
        }
    }

    private void write(int from, int to) {
        if (from < to) {
            codes.add(new WriteCode(CONTEXT, FACTORY, text.substring(from, to)));
        }
    }

    private static Mustache mustache(List<Code> codes) {
        return new DefaultMustache(CONTEXT, FACTORY, codes.toArray(Code[]::new), "");
    }

    /** The end of the line that goes on here with blanks only, after its line end; -1 if there is more than blanks. */
    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        int stop = end < 0 ? text.length() : end;
        boolean carriageReturn = end > from && text.charAt(end - 1) == '\r';
        return isBlank(from, carriageReturn ? stop - 1 : stop) ? (end < 0 ? stop : end + 1) : -1;
    }

    private boolean isBlank(int from, int to) {
        return text.substring(from, to).chars().allMatch(c -> c == ' ' || c == '\t');
    }

    private @Nullable Tag next(int from) {
        int start = text.indexOf(START, from);
        if (start < 0) {
            return null;
        }
        int close = text.indexOf(END, start + START.length());
        int again = text.indexOf(START, start + START.length());
        if (close < 0 || (again >= 0 && again < close)) {
            throw illegal(start, start + START.length(), "\"<%\" is never closed", "end the tag with \"%>\"");
        }
        int end = close + END.length();
        String inside = text.substring(start + START.length(), close).strip();
        if (inside.isEmpty()) {
            throw illegal(start, end, "this tag is empty", "name a variable in it");
        }
        Tag.Kind kind = switch (inside.charAt(0)) {
            case '#' -> Tag.Kind.SECTION;
            case '^' -> Tag.Kind.INVERTED;
            case '/' -> Tag.Kind.END;
            case '!' -> Tag.Kind.COMMENT;
            default -> Tag.Kind.VALUE;
        };
        if (kind == Tag.Kind.COMMENT) {
            return new Tag(kind, "", start, end);
        }
        if (isHtml && inside.charAt(0) == '&') {
            throw illegal(start, end, "HTML is always escaped", "delete the \"&\"");
        }
        boolean marked = kind != Tag.Kind.VALUE || inside.charAt(0) == '&';
        String name = marked ? inside.substring(1).strip() : inside;
        if (!NAME.matcher(name).matches()) {
            throw illegal(
                    start,
                    end,
                    notAName(inside),
                    "write <% name %>, <%# name %>, <%^ name %>, <%/ name %> or <%! comment %>");
        }
        return new Tag(kind, name, start, end);
    }

    private String notAName(String inside) {
        return switch (inside.charAt(0)) {
            case '>' -> "a text cannot include another one";
            case '=' -> "the delimiters <% and %> cannot be changed";
            case '{' -> isHtml ? "HTML is always escaped" : "braces are not needed: nothing is escaped here";
            default -> "\"" + inside + "\" is not the name of a variable";
        };
    }

    private IllegalTextException illegal(int start, int end, String message, String advice) {
        return new IllegalTextException(text, List.of(new IllegalTextException.Fault(start, end, message, advice)));
    }

    private static final class Value extends ValueCode {
        private final Tag tag;

        Value(Tag tag, boolean isEscaped) {
            super(CONTEXT, FACTORY, tag.name(), isEscaped);
            this.tag = tag;
        }

        @Override
        public @Nullable Object get(List<Object> scopes) {
            return Rendering.text(tag, scopes);
        }
    }

    private static final class Section extends IterableCode {
        private final Tag tag;

        Section(Tag tag, Mustache inside) {
            super(CONTEXT, FACTORY, inside, tag.name());
            this.tag = tag;
        }

        @Override
        public @Nullable Object get(List<Object> scopes) {
            return Rendering.value(tag, scopes);
        }
    }

    private static final class Inverted extends NotIterableCode {
        private final Tag tag;

        Inverted(Tag tag, Mustache inside) {
            super(CONTEXT, FACTORY, inside, tag.name());
            this.tag = tag;
        }

        @Override
        public @Nullable Object get(List<Object> scopes) {
            return Rendering.value(tag, scopes);
        }
    }
}
