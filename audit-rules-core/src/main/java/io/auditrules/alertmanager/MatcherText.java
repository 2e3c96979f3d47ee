package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Matchers in text, read by both parsers of Alertmanager: {@link ClassicMatchers} (all versions up to 0.26) and
 * {@link Utf8Matchers} (the default since 0.27, which goes back to the classic one where it fails). A text must mean the
 * same everywhere.
 *
 * @param matchers what it says
 * @param note what a reader should know about a text that only the classic parser accepts; empty for most
 */
record MatcherText(List<Matcher> matchers, String note) {

    MatcherText {
        matchers = List.copyOf(matchers);
    }

    /** @throws IllegalValueException if some version refuses the text or reads it another way */
    static MatcherText parse(String text) {
        Attempt classic = Attempt.of(text, ClassicMatchers::parse);
        Attempt utf8 = Attempt.of(text, Utf8Matchers::parse);
        if (!classic.accepted() && !utf8.accepted()) {
            // The stricter parser knows better where the text stops making sense; a bad regular expression both know.
            throw utf8.refusal("the matcher does not parse");
        }
        if (!classic.accepted()) {
            utf8.refuseIfNotMatchers();
            throw new IllegalValueException(
                    "Alertmanager up to 0.26 does not read this matcher", "write it as " + inWords(utf8.terms));
        }
        if (classic.terms.isEmpty()) {
            throw new IllegalValueException("the matcher is empty, and so matches every alert", "delete it");
        }
        if (!utf8.accepted()) {
            String note = "only the classic parser of Alertmanager reads this matcher; it is written again as "
                    + inWords(classic.terms);
            return new MatcherText(classic.matchers(), note);
        }
        if (!classic.terms.equals(utf8.terms)) {
            throw new IllegalValueException(
                    "the parsers of Alertmanager read this matcher in two ways: up to 0.26 as "
                            + inWords(classic.terms)
                            + ", in UTF-8 mode as " + inWords(utf8.terms),
                    "write one of the two, which all versions read the same");
        }
        return new MatcherText(classic.matchers(), "");
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

        void refuseIfNotMatchers() {
            matchers();
        }
    }
}
