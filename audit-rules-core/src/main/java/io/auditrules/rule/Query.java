package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;

/** What to look for in the audit log: fields of the event, lines, or LogQL as the author wrote it. */
public sealed interface Query {

    <R> R accept(Visitor<R> visitor);

    /**
     * Events that fulfil a condition, on lines that pass the filters. This is the form that becomes precise LogQL: an
     * implied line filter, extraction of the fields used, exact label filters, and a guard against broken lines.
     *
     * @param when {@code new Condition.All(List.of())} for every event
     * @param lines applied first, in this order
     */
    record Events(Condition when, List<LineFilter> lines) implements Query {
        public Events {
            lines = List.copyOf(lines);
            if (lines.isEmpty() && when.equals(new Condition.All(List.of()))) {
                throw new IllegalValueException(
                        "a rule that looks for nothing would fire for every request",
                        "say what to look for with when, lines, pipeline or expr");
            }
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.events(this);
        }
    }

    /**
     * LogQL between the stream selector and the range, used as it is: {@code |~ "/exec?" | json}. Nothing is added, so a
     * line that {@code json} cannot read makes the rule fail unless {@code | __error__=""} is part of the text.
     */
    record Pipeline(String logql) implements Query {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pipeline(this);
        }
    }

    /** A whole LogQL metric expression, used to the character. */
    record Expression(String logql) implements Query {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.expression(this);
        }
    }

    /** One method for each kind. */
    interface Visitor<R> {
        R events(Events events);

        R pipeline(Pipeline pipeline);

        R expression(Expression expression);
    }
}
