package io.auditrules.rule;

import io.auditrules.regex.Re2;

/** What a value must look like. */
public sealed interface ValuePattern {

    <R> R accept(Visitor<R> visitor);

    /** Exactly this text. */
    record Exact(String text) implements ValuePattern {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.exact(this);
        }
    }

    /** A text in which {@code *} stands for any text, the empty one too; nothing else is special. */
    record Glob(String text) implements ValuePattern {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.glob(this);
        }
    }

    /** A regular expression in RE2 syntax that the whole value must fit, as in Loki's label filters. */
    record Regex(String text) implements ValuePattern {
        public Regex {
            Re2.check(text);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.regex(this);
        }
    }

    /** One method for each kind. */
    interface Visitor<R> {
        R exact(Exact exact);

        R glob(Glob glob);

        R regex(Regex regex);
    }
}
