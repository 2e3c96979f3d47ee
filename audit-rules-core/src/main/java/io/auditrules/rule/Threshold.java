package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import java.math.BigDecimal;

/**
 * When the events of one window are too many.
 *
 * @param measure what is counted
 * @param operator how it is compared
 * @param number with what; a rate is per second
 */
public record Threshold(Measure measure, Operator operator, BigDecimal number) {
    /** More than no event: the default. */
    public static final Threshold ANY_EVENT = events(Operator.ABOVE, 0);

    /** What is counted over the window. */
    public sealed interface Measure {
        <R> R accept(Visitor<R> visitor);

        /** One method for each kind. */
        interface Visitor<R> {
            R events(Events events);

            R rate(Rate rate);

            R distinct(Distinct distinct);
        }
    }

    /** The number of events. */
    public record Events() implements Measure {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.events(this);
        }
    }

    /** Events per second, averaged over the window. */
    public record Rate() implements Measure {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.rate(this);
        }
    }

    /** The number of different values of a field; events without the field do not count. */
    public record Distinct(Field field) implements Measure {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.distinct(this);
        }
    }

    /** LogQL's comparisons. */
    public enum Operator {
        ABOVE(">"),
        AT_LEAST(">="),
        BELOW("<"),
        AT_MOST("<="),
        EQUAL("=="),
        NOT_EQUAL("!=");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** As LogQL writes it. */
        public String symbol() {
            return symbol;
        }
    }

    public Threshold {
        if (number.signum() < 0) {
            throw new IllegalValueException(
                    "a threshold of " + number.toPlainString() + " makes no sense", "a count is never below 0");
        }
        boolean isBelowZero = operator == Operator.BELOW && number.signum() == 0;
        if (isBelowZero || (!(measure instanceof Events) && isZeroOnly(measure, operator, number))) {
            throw new IllegalValueException(
                    "a threshold of " + operator.symbol() + " " + number.toPlainString() + " is never passed",
                    "without an event there is nothing to compare; write events: \"== 0\" for silence");
        }
    }

    private static boolean isZeroOnly(Measure measure, Operator operator, BigDecimal number) {
        return switch (operator) {
            case EQUAL, AT_MOST -> number.signum() == 0;
            case BELOW -> !(measure instanceof Rate) && number.compareTo(BigDecimal.ONE) <= 0;
            default -> false;
        };
    }

    /** Compares the number of events. */
    public static Threshold events(Operator operator, long number) {
        return new Threshold(new Events(), operator, BigDecimal.valueOf(number));
    }

    /** Compares the events per second. */
    public static Threshold rate(Operator operator, double perSecond) {
        return new Threshold(new Rate(), operator, BigDecimal.valueOf(perSecond));
    }

    /** Compares the number of different values of a field. */
    public static Threshold distinct(Field field, Operator operator, long number) {
        return new Threshold(new Distinct(field), operator, BigDecimal.valueOf(number));
    }

    /**
     * True if only no event at all passes. A count that LogQL can compare is never 0, since no event is no series.
     */
    public boolean isSilence() {
        return measure instanceof Events && isZeroOnly(measure, operator, number);
    }

    /** The comparison as LogQL writes it: {@code > 5}. */
    public String comparison() {
        return operator.symbol() + " " + number.toPlainString();
    }
}
