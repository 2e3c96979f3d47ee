package io.auditrules.rule;

import com.google.re2j.Pattern;
import io.auditrules.diagnostic.IllegalValueException;

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
            checkRegex(text);
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

    /**
     * Refuses what Loki would refuse.
     *
     * @throws IllegalValueException if RE2 does not accept the text
     */
    static void checkRegex(String text) {
        try {
            Pattern.compile(text);
        } catch (com.google.re2j.PatternSyntaxException e) {
            throw new IllegalValueException(
                    "\"" + text + "\" is not a regular expression that Loki accepts: " + e.getDescription(),
                    "Loki uses RE2: no look-around and no back-references; escape a literal bracket, dot or star with \\");
        }
    }
}
