package io.auditrules.yaml;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Source;
import java.util.List;

/** A text of another language inside a YAML scalar: what stands at a place in the text stands at a place in the file. */
public final class EmbeddedText {
    private final YamlScalar scalar;
    private final Source text;

    /** The text of a scalar. */
    public EmbeddedText(YamlScalar scalar) {
        this.scalar = scalar;
        this.text = new Source(scalar.place().source().path(), scalar.text());
    }

    /** The text, to be read by who knows its language. */
    public Source source() {
        return text;
    }

    /**
     * The text at the lines where it stands in the file, with the indentation that it has there and nothing around it: what is
     * YAML itself has the places of the file then. Just the text if YAML has folded or escaped it.
     */
    public Source sourceInFile() {
        List<String> file = scalar.place().source().lines();
        List<String> lines = text.lines();
        int first = scalar.place().line();
        if (first + lines.size() > file.size() || lines.isEmpty()) {
            return text;
        }
        List<String> standing = file.subList(first, first + lines.size());
        int indent = standing.get(0).length() - standing.get(0).stripLeading().length();
        for (int i = 0; i < lines.size(); i++) {
            if (!standing.get(i).stripTrailing().equals((" ".repeat(indent) + lines.get(i)).stripTrailing())) {
                return text;
            }
        }
        return new Source(text.path(), "\n".repeat(first) + String.join("\n", standing) + "\n");
    }

    /** Finds a place of the text in the file; YAML may have folded or escaped it, then the scalar as a whole is the place. */
    public Place inFile(Place place) {
        if (place.line() == 0) {
            return scalar.place();
        }
        List<String> file = scalar.place().source().lines();
        List<String> lines = text.lines();
        int at = scalar.place().line() - 1;
        int from = lines.size() == 1 ? scalar.place().column() - 1 : 0;
        for (int i = 0; i < place.line() && i < lines.size(); i++) {
            String wanted = lines.get(i).strip();
            while (at < file.size() && file.get(at).indexOf(wanted, from) < 0) {
                at++;
                from = 0;
            }
            if (at == file.size()) {
                return scalar.place();
            }
            if (i == place.line() - 1) {
                int indent = lines.get(i).length() - lines.get(i).stripLeading().length();
                int start = file.get(at).codePointCount(0, file.get(at).indexOf(wanted, from));
                return scalar.place().source().place(at + 1, start + place.column() - indent, place.length());
            }
            at++;
        }
        return scalar.place();
    }
}
