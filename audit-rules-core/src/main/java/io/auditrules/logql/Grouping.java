package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;

/**
 * By which labels an aggregation groups, {@code by (user, namespace)}.
 *
 * @param labels empty where the kind is {@link Kind#NONE}
 */
public record Grouping(Kind kind, List<String> labels) {

    /** No grouping: {@code sum(…)}. */
    public static final Grouping NONE = new Grouping(Kind.NONE, List.of());

    /** Which way round the labels are meant. */
    public enum Kind {
        NONE(""),
        BY("by"),
        WITHOUT("without");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As LogQL writes it. */
        public String word() {
            return word;
        }
    }

    public Grouping {
        labels = List.copyOf(labels);
        labels.forEach(Names::check);
        if (kind == Kind.NONE && !labels.isEmpty()) {
            throw new IllegalValueException("labels without by or without", "");
        }
    }

    /** {@code by (labels)}. */
    public static Grouping by(String... labels) {
        return by(List.of(labels));
    }

    /** {@code by (labels)}. */
    public static Grouping by(List<String> labels) {
        return new Grouping(Kind.BY, labels);
    }

    /** {@code without (labels)}. */
    public static Grouping without(String... labels) {
        return new Grouping(Kind.WITHOUT, List.of(labels));
    }

    public boolean isNone() {
        return kind == Kind.NONE;
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
