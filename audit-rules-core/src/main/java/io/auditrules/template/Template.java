package io.auditrules.template;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A template of Go's text/template (1.26), with the option {@code missingkey=zero} that Loki, Prometheus and Alertmanager
 * set. It can be expanded any number of times, by several threads at once.
 *
 * <p>Differences to Go: complex numbers are refused. What would not end, or not fit, is an error here: a template is at most
 * 1,000,000 bytes long and nests 300 deep when it is read. An expansion invokes no template from below 400 branches and
 * invocations, takes 20,000,000 steps and bytes together, where a step weighs 40 bytes, makes no text longer than
 * 8,000,000 bytes, and reads no JSON that nests deeper than 500. Addresses, which {@code %p} prints, and the insides of a
 * time are not known, nor the letters of clocks before about 1920.
 */
public final class Template {
    private static final int DEEPEST_DATA = 200;

    private final String name;
    private final Map<String, Tree> trees = new HashMap<>();
    private final Set<String> untold;
    private final Regexes regexes = new Regexes();

    /**
     * A text that templates were read from.
     *
     * @param name as bytes
     * @param text as bytes
     * @param start of what the author wrote; whoever uses the text put the rest before it
     */
    record Source(String name, String text, int start) {
        static Source of(String name, String text) {
            return of(name, "", text);
        }

        static Source of(String name, String before, String text) {
            String bytes = Utf8.bytesOf(before);
            return new Source(Utf8.bytesOf(name), bytes + Utf8.bytesOf(text), bytes.length());
        }

        /** Where a byte stands in what the author wrote, in UTF-16. */
        int written(int position) {
            return position < start
                    ? 0
                    : Utf8.textOf(text.substring(start, position)).length();
        }

        /** {@code name:line:byte} of a byte, as Go's messages tell it. */
        String placeOf(int position) {
            int lineStart = position == 0 ? -1 : text.lastIndexOf('\n', position - 1);
            long line = 1
                    + text.substring(0, position).chars().filter(c -> c == '\n').count();
            return name + ":" + line + ":" + (position - lineStart - 1);
        }
    }

    /** One template of those that a text defines. */
    record Tree(Source source, Node.ListOf root) {}

    private Template(List<Source> files, Source main, Functions functions, Set<String> untold) {
        this.name = main.name;
        this.untold = untold;
        for (Source file : files) {
            read(file, functions);
        }
        read(main, functions);
    }

    /** A later template takes the place of one of the same name, unless there is nothing in it. */
    private void read(Source source, Functions functions) {
        Parser.parse(source, functions).forEach((treeName, root) -> {
            if (!root.isEmpty() || !trees.containsKey(treeName)) {
                trees.put(treeName, new Tree(source, root));
            }
        });
    }

    /**
     * Reads a template.
     *
     * @param name as messages call it
     * @throws IllegalValueException with Go's words if Go refuses it
     */
    public static Template parse(String name, String text, Functions functions) {
        return parse(name, "", text, functions);
    }

    /**
     * Reads a template before which whoever uses it puts something.
     *
     * @throws IllegalValueException with Go's words if Go refuses it, and where that stands in the text alone
     */
    static Template parse(String name, String before, String text, Functions functions) {
        return parse(List.of(), Source.of(name, before, text), functions, Set.of());
    }

    /**
     * Reads a template that can invoke others.
     *
     * @param files define templates; each is one by its name as well
     * @param untold names of templates that are there where the text is used, whose texts are not known here
     */
    static Template parse(List<Source> files, Source main, Functions functions, Set<String> untold) {
        return new Template(files, main, functions, untold);
    }

    /**
     * The text with everything filled in.
     *
     * @param data the cursor: a String, Boolean, Integer or Long (Go's int), Double, Instant, {@link StringMap}, null, or
     *     a Map with texts as keys or a List of these
     * @throws ExpansionException with Go's words if a function fails or a value does not fit
     */
    public String expand(@Nullable Object data) throws ExpansionException {
        return Utf8.textOf(expand(adopt(data, 0), new Function.Nothing()));
    }

    /** The text as bytes. */
    String expand(@Nullable Object data, Function.Surroundings surroundings) throws ExpansionException {
        return Walker.expand(this, data, surroundings);
    }

    private static @Nullable Object adopt(@Nullable Object value, int depth) {
        if (depth > DEEPEST_DATA) {
            throw new IllegalArgumentException("data nests deeper than " + DEEPEST_DATA);
        }
        if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Double) {
            return value;
        }
        if (value instanceof String string) {
            return Utf8.bytesOf(string);
        }
        if (value instanceof Integer whole) {
            return (long) whole;
        }
        if (value instanceof Instant instant) {
            return GoTime.unix(instant.getEpochSecond(), instant.getNano());
        }
        if (value instanceof StringMap map) {
            return new GoMap.OfStrings(map.entries());
        }
        if (value instanceof Map<?, ?> map) {
            GoMap.OfAnything adopted = new GoMap.OfAnything();
            map.forEach((key, element) ->
                    adopted.put(Utf8.bytesOf((String) Objects.requireNonNull(key)), adopt(element, depth + 1)));
            return adopted;
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(new GoType.Element(adopt(element, depth + 1))));
            return new GoList(GoType.LIST, elements, elements.size());
        }
        throw new IllegalArgumentException(
                "no value of a template: " + value.getClass().getName());
    }

    String name() {
        return name;
    }

    Tree main() {
        return Objects.requireNonNull(trees.get(name));
    }

    @Nullable
    Tree tree(String treeName) {
        return trees.get(treeName);
    }

    boolean isUntold(String treeName) {
        return untold.contains(Utf8.textOf(treeName));
    }

    Regexes regexes() {
        return regexes;
    }
}
