package io.auditrules.template;

/**
 * A place in the template of an alert that takes something from the alert.
 *
 * @param label the name of the label; empty for what is none
 * @param from where it stands in the text, in UTF-16
 * @param to behind its last character
 * @param isPrinted whether it becomes text, rather than that the template only asks whether or which
 */
public record TemplateUse(Kind kind, String label, int from, int to, boolean isPrinted) {

    /** What is taken. */
    public enum Kind {
        /** A label of the result of the query: {@code $labels.user}. */
        LABEL,
        /** The value of the result: {@code $value}. */
        VALUE,
        /** The time of the evaluation: {@code now}. */
        TIME
    }
}
