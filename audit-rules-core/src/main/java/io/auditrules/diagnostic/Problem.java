package io.auditrules.diagnostic;

/**
 * Something that a person has to mend.
 *
 * @param place where it stands
 * @param message what is wrong: lower case, values in double quotes, no full stop
 * @param advice what to do, or what would be legal; may be empty where the message says it all
 */
public record Problem(Place place, String message, String advice) {

    /** {@code path:line:column: message}, the line with a caret, and the advice: what a person reads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(place + ": " + message);
        String excerpt = place.excerpt();
        if (!excerpt.isEmpty()) {
            text.append('\n').append(excerpt.indent(2).stripTrailing());
        }
        if (!advice.isEmpty()) {
            text.append('\n').append(advice.indent(2).stripTrailing());
        }
        return text.toString();
    }
}
