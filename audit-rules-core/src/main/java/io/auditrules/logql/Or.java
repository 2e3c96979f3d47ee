package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A condition that holds where any of several hold. One inside another is the same as one long one, and becomes it.
 *
 * @param filters at least two
 */
public record Or(List<LabelFilter> filters) implements LabelFilter {

    public Or {
        filters = filters.stream()
                .flatMap(filter -> filter instanceof Or inner ? inner.filters().stream() : Stream.of(filter))
                .toList();
        if (filters.size() < 2) {
            throw new IllegalValueException("\"or\" joins at least two label filters", "");
        }
    }

    /** These filters, joined. */
    public static Or of(LabelFilter... filters) {
        return new Or(List.of(filters));
    }

    @Override
    public String label() {
        return filters.get(0).label();
    }

    @Override
    public <R> R accept(LabelFilter.Visitor<R> visitor) {
        return visitor.or(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
