package io.auditrules.check.never;

import io.auditrules.check.AuditLog;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LineFormat;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Stage;
import io.auditrules.regex.ByteText;
import io.auditrules.regex.RegexFilter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A line filter for a character that the API server writes as an escape, and OpenShift Logging's ViaQ as itself. */
final class EscapedText extends AuditCheck {
    private static final List<String> CHARACTERS = List.of("&", "<", ">");
    private static final List<String> ESCAPES = List.of("\\u0026", "\\u003c", "\\u003e");

    /** Whether it is worth a closer look. */
    private static final Pattern MAY_HAVE = Pattern.compile("[&<>]|u00");

    EscapedText() {
        super("never/escaped-text");
    }

    @Override
    void check(Scene scene, PlacedRule rule, LogRange range, Findings findings) {
        for (Stage stage : range.query().pipeline().stages()) {
            if (stage instanceof LineFormat) {
                return;
            }
            if (stage instanceof LineFilter filter
                    && !filter.operator().isNegative()
                    && filter.alternatives().stream()
                            .allMatch(one -> MAY_HAVE.matcher(one.text()).find())) {
                check(rule, range, filter, findings);
            }
        }
    }

    private void check(PlacedRule rule, LogRange range, LineFilter filter, Findings findings) {
        Optional<String> character = inAll(filter, CHARACTERS);
        Optional<String> escape = inAll(filter, ESCAPES);
        LineFilter.Alternative first = filter.alternatives().get(0);
        if (character.isPresent()) {
            boolean isOfViaQ = AuditLog.isOfOpenShift(range);
            findings.add(
                    about(),
                    rule.placeOf(first).narrowedTo(character.get()),
                    "\"" + character.get() + "\" stands in the line as the API server wrote it as \""
                            + ESCAPES.get(CHARACTERS.indexOf(character.get())) + "\""
                            + (isOfViaQ ? ", and as itself only where the data model is ViaQ" : ""));
        } else if (escape.isPresent() && AuditLog.isOfOpenShift(range)) {
            findings.add(
                    about(),
                    rule.placeOf(first).narrowedTo(escape.get()),
                    "\"" + escape.get() + "\" stands in the line only where the data model is Otel; ViaQ writes \""
                            + CHARACTERS.get(ESCAPES.indexOf(escape.get())) + "\"");
        }
    }

    /** The one of these texts that each line which passes has. */
    private static Optional<String> inAll(LineFilter filter, List<String> texts) {
        return texts.stream()
                .filter(text -> filter.alternatives().stream().allMatch(one -> wants(filter, one, text)))
                .findFirst();
    }

    private static boolean wants(LineFilter filter, LineFilter.Alternative alternative, String text) {
        if (alternative.isIp()) {
            return false;
        }
        return switch (filter.operator()) {
            case CONTAINS -> alternative.text().contains(text);
            case MATCHES -> {
                List<ByteText> required = RegexFilter.ofLine(alternative.text()).requiredTexts();
                yield !required.isEmpty()
                        && required.stream().allMatch(one -> one.toString().contains(text));
            }
            case NOT_CONTAINS, NOT_MATCHES, PATTERN, NOT_PATTERN -> false;
        };
    }
}
