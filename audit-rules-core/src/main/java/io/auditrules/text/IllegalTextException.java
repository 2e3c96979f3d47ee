package io.auditrules.text;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.util.List;
import java.util.stream.Collectors;

/** A text with {@code <% %>} that cannot be rendered; its message shows each fault with a caret under the tag. */
public final class IllegalTextException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String text;
    private final transient List<Fault> faults;

    /**
     * What is wrong with one tag.
     *
     * @param start where the tag begins in the text
     * @param end where it has ended
     */
    public record Fault(int start, int end, String message, String advice) {}

    IllegalTextException(String text, List<Fault> faults) {
        super(faults.stream()
                .map(fault -> new Problem(
                                new Source("text", text).placeAt(fault.start(), fault.end()),
                                fault.message(),
                                fault.advice())
                        .toString())
                .collect(Collectors.joining("\n")));
        this.text = text;
        this.faults = List.copyOf(faults);
    }

    /** At least one. */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * Reports the faults where the text was written in a file.
     *
     * @param written where the text begins; each tag is looked for from here on, as a text in YAML may be quoted or
     *     indented
     */
    public void addTo(Problems problems, Place written) {
        for (Fault fault : faults) {
            problems.add(place(fault, written), fault.message(), fault.advice());
        }
    }

    private Place place(Fault fault, Place written) {
        String file = written.source().text();
        String tag = text.substring(fault.start(), fault.end());
        int found = file.indexOf(tag, offset(written));
        for (int earlier = text.indexOf(tag); earlier < fault.start() && found >= 0; ) {
            found = file.indexOf(tag, found + 1);
            earlier = text.indexOf(tag, earlier + 1);
        }
        return found < 0 ? written : written.source().placeAt(found, found + tag.length());
    }

    private static int offset(Place place) {
        String file = place.source().text();
        int start = 0;
        for (int line = 1; line < place.line(); line++) {
            start = file.indexOf('\n', start) + 1;
        }
        int end = file.indexOf('\n', start);
        int points = file.codePointCount(start, end < 0 ? file.length() : end);
        return file.offsetByCodePoints(start, Math.min(Math.max(place.column() - 1, 0), points));
    }
}
