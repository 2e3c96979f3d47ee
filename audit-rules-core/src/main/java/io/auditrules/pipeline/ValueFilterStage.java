package io.auditrules.pipeline;

import io.auditrules.logql.LabelFilter.Comparison;

/**
 * {@code | label > 5}, {@code > 5s}, {@code > 5MB}: drops a line without the label; a line whose label is no such value
 * passes, with an error.
 */
final class ValueFilterStage implements SingleLabelFilter {
    static final String ERROR = "LabelFilterErr";

    private final String label;
    private final Comparison operator;
    private final Order order;
    private final boolean letsErrorsPass;

    /** Compares a label's text with the value of the filter. */
    interface Order {

        /** Below, at or above 0 as the text's value is; {@link #UNORDERED} if it cannot be said. */
        int compare(String text) throws ConversionException;
    }

    /** The order of a value that is no number. */
    static final int UNORDERED = 2;

    /** With {@code letsErrorsPass} a line that has an error passes, as before Loki 3.0. */
    ValueFilterStage(String label, Comparison operator, Order order, boolean letsErrorsPass) {
        this.label = label;
        this.operator = operator;
        this.order = order;
        this.letsErrorsPass = letsErrorsPass;
    }

    static Order number(double value) {
        return text -> {
            double number = Conversions.number(text);
            return number < value ? -1 : number > value ? 1 : number == value ? 0 : UNORDERED;
        };
    }

    static Order duration(long nanos) {
        return text -> Long.compare(Conversions.nanos(text), nanos);
    }

    static Order bytes(long unsigned) {
        return text -> Long.compareUnsigned(Conversions.bytes(text), unsigned);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        if (letsErrorsPass && labels.hasError()) {
            return true;
        }
        String text = labels.find(label);
        if (text == null) {
            return false;
        }
        int order;
        try {
            order = this.order.compare(text);
        } catch (ConversionException e) {
            if (!labels.hasError()) {
                labels.setError(ERROR, e.getMessage());
            }
            return true;
        }
        return switch (operator) {
            case EQ -> order == 0;
            case NEQ -> order != 0;
            case GT -> order == 1;
            case GTE -> order == 0 || order == 1;
            case LT -> order == -1;
            case LTE -> order == 0 || order == -1;
        };
    }
}
