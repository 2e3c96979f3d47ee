package io.auditrules.logql;

/** What {@link Keep} and {@link Drop} name: a label, or a label with a certain value. */
public sealed interface LabelSelection permits LabelSelection.Named, Matcher {

    /** Calls the visitor's method for this kind of selection. */
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind of selection. */
    interface Visitor<R> {
        R named(Named selection);

        R matcher(Matcher selection);
    }

    /** A label, whatever its value. */
    record Named(String label) implements LabelSelection {

        public Named {
            Names.check(label);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.named(this);
        }

        /** The canonical LogQL text. */
        @Override
        public String toString() {
            return label;
        }
    }

    /** A label, whatever its value. */
    static LabelSelection named(String label) {
        return new Named(label);
    }
}
