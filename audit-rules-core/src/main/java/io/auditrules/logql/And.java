package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A condition that holds where all of several hold. One inside another is the same as one long one, and becomes it.
 *
 * @param filters at least two
 */
public record And(List<LabelFilter> filters) implements LabelFilter {

    public And {
        filters = filters.stream()
                .flatMap(filter -> filter instanceof And inner ? inner.filters().stream() : Stream.of(filter))
                .toList();
        if (filters.size() < 2) {
            throw new IllegalValueException("\"and\" joins at least two label filters", "");
        }
    }

    /** These filters, joined. */
    public static And of(LabelFilter... filters) {
        return new And(List.of(filters));
    }

    @Override
    public String label() {
        return filters.get(0).label();
    }

    @Override
    public <R> R accept(LabelFilter.Visitor<R> visitor) {
        return visitor.and(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
