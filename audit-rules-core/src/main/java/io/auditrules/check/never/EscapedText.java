package io.auditrules.check.never;

import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.LineTest;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LineFormat;
import io.auditrules.logql.Stage;
import java.util.List;
import java.util.Optional;

/** A line filter for a character that the API server writes as an escape, and OpenShift Logging's ViaQ as itself. */
final class EscapedText extends AuditCheck {
    private static final List<String> CHARACTERS = List.of("&", "<", ">");
    private static final List<String> ESCAPES = List.of("\\u0026", "\\u003c", "\\u003e");

    EscapedText() {
        super("never/escaped-text");
    }

    @Override
    void check(Scene scene, PlacedRule rule, EventLines lines, Findings findings) {
        for (Stage stage : lines.stages()) {
            if (stage instanceof LineFormat) {
                return;
            }
            if (stage instanceof LineFilter filter) {
                check(rule, lines, filter, findings);
            }
        }
    }

    private void check(PlacedRule rule, EventLines lines, LineFilter filter, Findings findings) {
        Optional<String> character = inAll(lines.test(filter), CHARACTERS);
        Optional<String> escape = inAll(lines.test(filter), ESCAPES);
        LineFilter.Alternative first = filter.alternatives().get(0);
        if (character.isPresent()) {
            boolean isOfViaQ = lines.isOfOpenShift();
            findings.add(
                    about(),
                    rule.placeOf(first).narrowedTo(character.get()),
                    "\"" + character.get() + "\" stands in the line as the API server wrote it as \""
                            + ESCAPES.get(CHARACTERS.indexOf(character.get())) + "\""
                            + (isOfViaQ ? ", and as itself only where the data model is ViaQ" : ""));
        } else if (escape.isPresent() && lines.isOfOpenShift()) {
            findings.add(
                    about(),
                    rule.placeOf(first).narrowedTo(escape.get()),
                    "\"" + escape.get() + "\" stands in the line only where the data model is Otel; ViaQ writes \""
                            + CHARACTERS.get(ESCAPES.indexOf(escape.get())) + "\"");
        }
    }

    /** The one of these texts that each line which passes has. */
    private static Optional<String> inAll(LineTest filter, List<String> texts) {
        return filter.texts().isEmpty()
                ? Optional.empty()
                : texts.stream()
                        .filter(text -> filter.texts().stream().allMatch(each -> each.contains(text)))
                        .findFirst();
    }
}
