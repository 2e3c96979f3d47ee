package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;

/**
 * Which series of the two sides of a binary operation belong together, {@code on (user) group_left (namespace)}.
 *
 * @param labels by which labels; empty where the kind is {@link Kind#ALL}
 * @param include which labels of the side with fewer series the result gets; empty without a group
 */
public record VectorMatching(Kind kind, List<String> labels, Group group, List<String> include) {

    /** Series with equal labels belong together. */
    public static final VectorMatching DEFAULT = new VectorMatching(Kind.ALL, List.of(), Group.NONE, List.of());

    /** Which labels have to be equal. */
    public enum Kind {
        ALL(""),
        ON("on"),
        IGNORING("ignoring");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As LogQL writes it. */
        public String word() {
            return word;
        }
    }

    /** Whether one series of a side belongs to many of the other, and which side has the many. */
    public enum Group {
        NONE(""),
        LEFT("group_left"),
        RIGHT("group_right");

        private final String word;

        Group(String word) {
            this.word = word;
        }

        /** As LogQL writes it. */
        public String word() {
            return word;
        }
    }

    public VectorMatching {
        labels = List.copyOf(labels);
        include = List.copyOf(include);
        labels.forEach(Names::check);
        include.forEach(Names::check);
        if (kind == Kind.ALL && !(labels.isEmpty() && group == Group.NONE)) {
            throw new IllegalValueException("grouping without on or ignoring", "add on (…) or ignoring (…)");
        }
        if (group == Group.NONE && !include.isEmpty()) {
            throw new IllegalValueException("labels to include without group_left or group_right", "");
        }
    }

    /** {@code on (labels)}. */
    public static VectorMatching on(String... labels) {
        return new VectorMatching(Kind.ON, List.of(labels), Group.NONE, List.of());
    }

    /** {@code ignoring (labels)}. */
    public static VectorMatching ignoring(String... labels) {
        return new VectorMatching(Kind.IGNORING, List.of(labels), Group.NONE, List.of());
    }

    /** The same, with many series on the left, which get these labels of the right. */
    public VectorMatching groupLeft(String... labelsOfRight) {
        return new VectorMatching(kind, labels, Group.LEFT, List.of(labelsOfRight));
    }

    /** The same, with many series on the right, which get these labels of the left. */
    public VectorMatching groupRight(String... labelsOfLeft) {
        return new VectorMatching(kind, labels, Group.RIGHT, List.of(labelsOfLeft));
    }

    public boolean isDefault() {
        return kind == Kind.ALL;
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
