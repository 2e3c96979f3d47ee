package io.auditrules.check;

import io.auditrules.logql.And;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Or;
import io.auditrules.logql.Stage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A filter of a sieve.
 *
 * @param filter as it stands in the query
 * @param isNegative whether it says what is unwanted
 * @param asked what it says of an event
 */
record Mesh(Stage filter, boolean isNegative, Function<SampleEvent, Answer> asked) {

    /** What a filter says. */
    enum Answer {
        YES,
        NO,
        /** It asks for what is not known of the event. */
        UNKNOWN;

        static Answer of(Optional<Boolean> answer) {
            return answer.map(holds -> holds ? YES : NO).orElse(UNKNOWN);
        }
    }

    /** What it says of an event. */
    Answer passes(SampleEvent event) {
        return asked.apply(event);
    }

    /** A filter on the text of these lines. */
    static Mesh of(LineFilter filter, EventLines lines) {
        LineTest test = lines.test(filter);
        return new Mesh(filter, filter.operator().isNegative(), event -> Answer.of(test.holds(event.line())));
    }

    /** A filter on labels of these lines. */
    static Mesh of(LabelFilter filter, EventLines lines) {
        if (filter instanceof And and) {
            return joined(filter, and.filters(), Answer.NO, Answer.YES, lines);
        }
        if (filter instanceof Or or) {
            return joined(filter, or.filters(), Answer.YES, Answer.NO, lines);
        }
        boolean isNegative =
                filter instanceof Matcher matcher && matcher.operator().isNegative();
        Optional<String> field = lines.field(filter.label());
        if (field.isEmpty()) {
            return new Mesh(filter, isNegative, event -> Answer.UNKNOWN);
        }
        LabelTest test = lines.test(filter);
        return new Mesh(
                filter, isNegative, event -> Answer.of(event.field(field.get()).flatMap(test::holds)));
    }

    /** One that says what is decisive decides; else, if one says nothing, nobody knows. */
    private static Mesh joined(
            LabelFilter filter, List<LabelFilter> filters, Answer decisive, Answer otherwise, EventLines lines) {
        List<Mesh> parts = filters.stream().map(part -> of(part, lines)).toList();
        return new Mesh(filter, parts.stream().allMatch(Mesh::isNegative), event -> {
            Answer answer = otherwise;
            for (Mesh part : parts) {
                Answer one = part.passes(event);
                if (one == decisive) {
                    return one;
                }
                answer = one == Answer.UNKNOWN ? one : answer;
            }
            return answer;
        });
    }
}
