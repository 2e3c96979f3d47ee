package io.auditrules.yaml;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Source;
import java.util.Optional;

/** A text of another language inside a YAML scalar: what stands at a place in the text stands at a place in the file. */
public final class EmbeddedText {
    private final YamlScalar scalar;
    private final Source text;
    /** Found when it is first asked for; empty as long as nobody has. */
    private Optional<Optional<Standing>> standing = Optional.empty();

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
     * Finds a place of the text in the file. If the text does not stand there as YAML would have it, since it was made in code
     * or stands in a text that has escapes itself, the scalar as a whole is the place.
     */
    public Place inFile(Place place) {
        return place.line() == 0
                ? scalar.place()
                : standing().map(found -> found.inFile(place)).orElse(scalar.place());
    }

    /** Whether a place of the file stands in this text. */
    public boolean covers(Place place) {
        return standing().filter(found -> found.covers(place)).isPresent();
    }

    /** Whether the text stands below a {@code |} or {@code >}. */
    public boolean isBlock() {
        return standing().filter(found -> found.alignment.isBlock()).isPresent();
    }

    /** What stands in the file between the beginning of the text and a place that it covers. */
    public String before(Place place) {
        return standing()
                .filter(found -> found.covers(place))
                .map(found -> found.before(place))
                .orElse("");
    }

    private synchronized Optional<Standing> standing() {
        if (standing.isEmpty()) {
            standing = Optional.of(find());
        }
        return standing.get();
    }

    private Optional<Standing> find() {
        Place place = scalar.place();
        if (place.line() == 0) {
            return Optional.empty();
        }
        String file = place.source().text();
        int lineStart = Lines.start(file, place.line());
        int start = new Lines(file, place.line(), lineStart, lineStart).offset(place.line(), place.column());
        Alignment alignment = Alignment.of(file, text.text(), start);
        return alignment == null
                ? Optional.empty()
                : Optional.of(new Standing(
                        place,
                        start,
                        alignment,
                        new Lines(text.text(), 1, 0, text.text().length()),
                        new Lines(file, place.line(), lineStart, alignment.end())));
    }

    /** The text as it stands in its file. */
    private record Standing(Place place, int start, Alignment alignment, Lines inText, Lines inFile) {

        Place inFile(Place part) {
            int from = inText.offset(part.line(), part.column());
            int to = inText.offset(part.line(), part.column() + part.length());
            int begin = alignment.start(from);
            int line = inFile.line(begin);
            int end = Math.min(to > from ? alignment.end(to - 1) : begin, inFile.lineEnd(line));
            String file = place.source().text();
            return place.source()
                    .place(
                            line,
                            1 + file.codePointCount(inFile.offset(line, 1), begin),
                            Math.max(1, file.codePointCount(begin, Math.max(begin, end))));
        }

        boolean covers(Place other) {
            boolean isInLines = other.line() >= place.line() && other.line() <= inFile.line(alignment.end());
            int offset = isInLines ? offset(other) : -1;
            return offset >= start && offset < alignment.end();
        }

        String before(Place other) {
            return place.source().text().substring(start, offset(other));
        }

        private int offset(Place other) {
            return inFile.offset(other.line(), other.column());
        }
    }
}
