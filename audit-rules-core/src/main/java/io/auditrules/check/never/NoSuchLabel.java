package io.auditrules.check.never;

import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.MadeLabels;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.And;
import io.auditrules.logql.Json;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Stage;
import io.auditrules.rule.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A filter on a label of the event that is not there: no parser has made it yet, or it is spelled in another case. */
final class NoSuchLabel extends AuditCheck {
    /** Labels that nothing but a parser makes. */
    private static final Map<String, Field> FIELDS = Field.names().stream()
            .map(Field::of)
            .filter(field -> isOfEventsOnly(field.label()))
            .collect(Collectors.toMap(field -> inAnyCase(field.label()), field -> field));

    NoSuchLabel() {
        super("never/no-such-label");
    }

    private static String inAnyCase(String label) {
        return label.toLowerCase(Locale.ROOT);
    }

    private static boolean isOfEventsOnly(String label) {
        return label.contains("_")
                || label.equals("requestURI")
                || label.equals("auditID")
                || label.equals("userAgent");
    }

    @Override
    void check(Scene scene, PlacedRule rule, EventLines lines, Findings findings) {
        List<Stage> before = new ArrayList<>();
        List<String> ofStream = lines.selector().stream().map(Matcher::label).toList();
        for (Stage stage : lines.stages()) {
            matchers(stage)
                    .filter(matcher -> !ofStream.contains(matcher.label()))
                    .forEach(matcher -> check(rule, lines, matcher, before, findings));
            before.add(stage);
        }
    }

    private static Stream<Matcher> matchers(Stage stage) {
        if (stage instanceof And and) {
            return and.filters().stream().flatMap(NoSuchLabel::matchers);
        }
        return stage instanceof Matcher matcher ? Stream.of(matcher) : Stream.empty();
    }

    private void check(PlacedRule rule, EventLines lines, Matcher matcher, List<Stage> before, Findings findings) {
        String label = matcher.label();
        Field known = FIELDS.get(inAnyCase(label));
        if (known == null
                || MadeLabels.mayHave(before, label)
                || !lines.test(matcher).fails("")) {
            return;
        }
        String right = known.label();
        List<Stage> parsers = before.stream().filter(Stage::isParser).toList();
        if (parsers.isEmpty() && !lines.isOfOpenShift()) {
            // a collector may have made labels of the fields
            return;
        }
        if (parsers.isEmpty()) {
            findings.add(
                    about(),
                    rule.placeOf(label),
                    "no parser has read the event here, so there is no label \"" + label + "\"",
                    "write | json | __error__=\"\" before it");
        } else if (parsers.stream().allMatch(NoSuchLabel::isSelective)) {
            findings.add(
                    about(),
                    rule.placeOf(label),
                    "the parser before takes only what it names, and \"" + label + "\" is not among it",
                    "add " + right + "=`" + known.jsonPath() + "` to the parser");
        } else if (!right.equals(label)) {
            findings.add(
                    about(), rule.placeOf(label), "there is no label \"" + label + "\"", "write \"" + right + "\"");
        }
    }

    private static boolean isSelective(Stage stage) {
        return stage instanceof Json json && !json.extractions().isEmpty();
    }
}
