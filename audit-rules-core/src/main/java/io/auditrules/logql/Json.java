package io.auditrules.logql;

import java.util.List;

/**
 * Makes labels of a JSON line: {@code | json} of everything but arrays, {@code | json who="user.username"} of what is
 * named.
 *
 * @param extractions empty for everything
 */
public record Json(List<Extraction> extractions) implements Stage {

    public Json {
        extractions = List.copyOf(extractions);
        extractions.forEach(extraction -> JsonPath.check(extraction.expression()));
    }

    /** {@code | json}. */
    public static Json all() {
        return new Json(List.of());
    }

    /** {@code | json a="x.y", b="z"}. */
    public static Json extract(Extraction... extractions) {
        return new Json(List.of(extractions));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.json(this);
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
