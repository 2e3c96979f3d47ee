package io.auditrules.check.blind;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.NumberFilter;

/** A number that must not be, or be low: events that lack it are dropped too. */
final class MissingNumber implements Check {
    private static final About ABOUT = About.of("blind/missing-number");
    private static final String CODE = "responseStatus.code";

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            for (EventLines lines : scene.auditLines(rule)) {
                check(rule, lines, findings);
            }
        }
    }

    private static void check(PlacedRule rule, EventLines lines, Findings findings) {
        for (LabelFilter filter : lines.necessary()) {
            if (filter instanceof NumberFilter number && isAboutWhatIsNot(number) && mayLack(lines, number.label())) {
                findings.add(
                        ABOUT,
                        rule.placeOf(number.label()),
                        "an event without \"" + number.label() + "\" does not pass " + number,
                        "let those pass that lack it: | " + number + " or " + number.label() + "=\"\"");
            }
        }
    }

    private static boolean isAboutWhatIsNot(NumberFilter filter) {
        return switch (filter.operator()) {
            case NEQ, LT, LTE -> true;
            case EQ, GT, GTE -> false;
        };
    }

    /** Whether an event may lack the label, and nothing else wants it. */
    private static boolean mayLack(EventLines lines, String label) {
        boolean isWanted = lines.necessary().stream()
                .filter(other -> other.label().equals(label))
                .anyMatch(other -> isLowerEnd(other)
                        || (other instanceof Matcher && lines.test(other).fails("")));
        String field = lines.field(label).orElse(label.startsWith("requestObject_") ? label : "");
        if (isWanted || field.isEmpty()) {
            return false;
        }
        return field.equals(CODE) ? !lines.isOfOpenShift() && !hasAnswer(lines) : field.startsWith("requestObject");
    }

    private static boolean isLowerEnd(LabelFilter filter) {
        return filter instanceof NumberFilter number
                && switch (number.operator()) {
                    case GT, GTE, EQ -> true;
                    case NEQ, LT, LTE -> false;
                };
    }

    /** Whether only events of a stage pass at which there is a status; OpenShift records no others. */
    private static boolean hasAnswer(EventLines lines) {
        return lines.necessary("stage").stream()
                .anyMatch(filter -> lines.test(filter).fails("RequestReceived"));
    }
}
