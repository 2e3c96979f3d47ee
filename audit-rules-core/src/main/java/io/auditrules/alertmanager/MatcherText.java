package io.auditrules.alertmanager;

import io.auditrules.alertmanager.RoutingProblems.Kind;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Matchers in text, read by both parsers of Alertmanager: {@link ClassicMatchers} (all versions up to 0.26) and
 * {@link Utf8Matchers} (the default since 0.27, which goes back to the classic one where it fails).
 */
final class MatcherText {
    private MatcherText() {}

    /** @throws IllegalValueException if some version refuses the text or reads it another way */
    static List<Matcher> parse(String text) {
        Problems problems = new Problems();
        List<Matcher> matchers =
                read(text, new Source(text, "").place(), RoutingProblems.strict(problems, new Problems()));
        problems.list().stream().findFirst().ifPresent(problem -> {
            throw new IllegalValueException(problem.message(), problem.advice());
        });
        return matchers;
    }

    /**
     * What a text says: to newer versions, where the versions differ.
     *
     * @param problems gets what some version refuses or reads another way
     */
    static List<Matcher> read(String text, Place place, RoutingProblems problems) {
        try {
            return read(
                    Attempt.of(text, ClassicMatchers::parse), Attempt.of(text, Utf8Matchers::parse), place, problems);
        } catch (IllegalValueException illegal) {
            problems.somethingIsUnread();
            problems.add(place, illegal);
            return List.of();
        }
    }

    private static List<Matcher> read(Attempt classic, Attempt utf8, Place place, RoutingProblems problems) {
        if (!classic.accepted() && !utf8.accepted()) {
            // The stricter parser knows better where the text stops making sense; a bad regular expression both know.
            throw utf8.refusal("the matcher does not parse");
        }
        if (!classic.accepted()) {
            List<Matcher> matchers = utf8.matchers();
            problems.add(
                    Kind.UTF8_ONLY,
                    place,
                    "Alertmanager up to 0.26 does not read this matcher",
                    "write it as " + inWords(utf8.terms));
            return matchers;
        }
        if (classic.terms.isEmpty()) {
            problems.add(Kind.UNCONDITIONAL, place, "the matcher is empty, and so matches every alert", "delete it");
        } else if (!utf8.accepted()) {
            problems.add(
                    Kind.CLASSIC_ONLY,
                    place,
                    "only the classic parser of Alertmanager reads this matcher",
                    "write it as " + inWords(classic.terms));
        } else if (!classic.terms.equals(utf8.terms)) {
            problems.add(
                    Kind.PARSERS_DIFFER,
                    place,
                    "the parsers of Alertmanager read this matcher in two ways: up to 0.26 as "
                            + inWords(classic.terms)
                            + ", in UTF-8 mode as " + inWords(utf8.terms),
                    "write one of the two, which all versions read the same");
            return utf8.matchers();
        }
        return classic.matchers();
    }

    private static String inWords(List<MatcherTerm> terms) {
        return terms.stream().map(term -> visible(term.toMatcher().toString())).collect(Collectors.joining(", "));
    }

    /** Control characters as escapes, so that two readings that differ look different. */
    private static String visible(String text) {
        return text.codePoints()
                .mapToObj(c -> Character.isISOControl(c) ? String.format("\\u%04x", c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private interface Parser {
        List<MatcherTerm> parse(String text);
    }

    /** What came of one parser: terms, or the reason for having none. */
    private static final class Attempt {
        private final List<MatcherTerm> terms;
        private final String reason;
        private final String advice;

        private Attempt(List<MatcherTerm> terms, String reason, String advice) {
            this.terms = terms;
            this.reason = reason;
            this.advice = advice;
        }

        static Attempt of(String text, Parser parser) {
            try {
                List<MatcherTerm> terms = parser.parse(text);
                for (MatcherTerm term : terms) {
                    if (term.operator().isRegexp()) {
                        Regexps.compile(term.value());
                    }
                }
                return new Attempt(terms, "", "");
            } catch (IllegalValueException refused) {
                return new Attempt(List.of(), refused.message(), refused.advice());
            }
        }

        boolean accepted() {
            return reason.isEmpty();
        }

        IllegalValueException refusal(String what) {
            return new IllegalValueException(what + ": " + reason, advice);
        }

        List<Matcher> matchers() {
            return terms.stream().map(MatcherTerm::toMatcher).toList();
        }
    }
}
