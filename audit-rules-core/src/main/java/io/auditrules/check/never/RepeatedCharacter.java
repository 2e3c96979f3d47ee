package io.auditrules.check.never;

import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Stage;
import io.auditrules.regex.Regex;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A question mark or a star behind a character of a regular expression, where the sign itself, or any text, was meant. What
 * expressions do say with them is left alone: an optional letter inside a word, the plural's s, blanks between the parts of a
 * line.
 */
final class RepeatedCharacter extends AuditCheck {
    private static final List<String> PARAMETERS = List.of(
            "command",
            "container",
            "stdin",
            "stdout",
            "stderr",
            "tty",
            "watch",
            "limit",
            "labelSelector",
            "fieldSelector",
            "timeoutSeconds",
            "resourceVersion",
            "fieldManager",
            "dryRun",
            "ports");

    RepeatedCharacter() {
        super("never/repeated-character");
    }

    @Override
    void check(Scene scene, PlacedRule rule, EventLines lines, Findings findings) {
        for (Matcher matcher : lines.selector()) {
            check(rule, matcher, findings);
        }
        for (Stage stage : lines.stages()) {
            if (stage instanceof LineFilter filter
                    && (filter.operator() == LineFilter.Operator.MATCHES
                            || filter.operator() == LineFilter.Operator.NOT_MATCHES)) {
                for (LineFilter.Alternative alternative : filter.alternatives()) {
                    if (!alternative.isIp()) {
                        new Search(false)
                                .look(alternative.text())
                                .ifPresent(found -> add(found, rule.placeOf(alternative), findings));
                    }
                }
            }
        }
        for (LabelFilter filter : lines.filters()) {
            if (filter instanceof Matcher matcher) {
                check(rule, matcher, findings);
            }
        }
    }

    private void check(PlacedRule rule, Matcher matcher, Findings findings) {
        if (matcher.operator().isRegex()) {
            new Search(true).look(matcher.value()).ifPresent(found -> add(found, rule.placeOf(matcher), findings));
        }
    }

    private void add(Found found, Place text, Findings findings) {
        findings.add(about(), text.narrowedTo(found.written()), found.said(), found.advice());
    }

    /** A sign that repeats a character, and what it makes of the text before. */
    private record Found(String before, String character, boolean isStar) {
        String said() {
            String once = before + character;
            return isStar
                    ? "this stands for \"" + before + "\", \"" + once + "\", \"" + once + character
                            + "\" and so on, and for no other text"
                    : "this stands for \"" + before + "\" as well as for \"" + once + "\"";
        }

        /** As it stands in the expression, if nothing in it has a backslash. */
        String written() {
            return before + character + (isStar ? "*" : "?");
        }

        String advice() {
            return isStar
                    ? "write .* for any text: \"" + before + character + ".*\""
                    : "leave the question mark out, or write \\\\? for the sign itself";
        }
    }

    /**
     * Looks through an expression.
     *
     * @param isAnchored whether it has to match the whole text
     */
    private record Search(boolean isAnchored) {

        Optional<Found> look(String regex) {
            if (!mayRepeatCharacter(regex)) {
                return Optional.empty();
            }
            try {
                return look(Regex.parse(regex), true);
            } catch (IllegalValueException tooLarge) {
                return Optional.empty();
            }
        }

        /** Most expressions repeat no more than the dot, and need not be read for that. */
        private static boolean mayRepeatCharacter(String regex) {
            return IntStream.range(1, regex.length())
                    .anyMatch(at -> "*?".indexOf(regex.charAt(at)) >= 0 && ".)](".indexOf(regex.charAt(at - 1)) < 0);
        }

        /** @param isEnd whether nothing follows */
        private Optional<Found> look(Regex regex, boolean isEnd) {
            if (regex instanceof Regex.Capture capture) {
                return look(capture.sub(), isEnd);
            }
            if (regex instanceof Regex.Alternate alternate) {
                return alternate.subs().stream()
                        .map(sub -> look(sub, isEnd))
                        .flatMap(Optional::stream)
                        .findFirst();
            }
            return regex instanceof Regex.Concat concat ? look(concat.subs(), isEnd) : Optional.empty();
        }

        private Optional<Found> look(List<Regex> subs, boolean isEnd) {
            for (int i = 0; i < subs.size(); i++) {
                List<Regex> rest = subs.subList(i + 1, subs.size());
                Optional<Found> found = i == 0 ? Optional.empty() : repeated(subs.get(i - 1), subs.get(i), rest, isEnd);
                if (found.isEmpty()) {
                    found = look(subs.get(i), isEnd && rest.isEmpty());
                }
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        private Optional<Found> repeated(Regex before, Regex regex, List<Regex> rest, boolean isEnd) {
            if (!(before instanceof Regex.Literal text) || text.ignoresCase()) {
                return Optional.empty();
            }
            if (regex instanceof Regex.Star star) {
                return single(star.sub())
                        .filter(character -> isGlob(text, character, rest))
                        .map(character -> new Found(text.text(), character, true));
            }
            if (regex instanceof Regex.Quest quest) {
                return single(quest.sub())
                        .filter(character -> isSign(text, character, rest, isEnd))
                        .map(character -> new Found(text.text(), character, false));
            }
            return Optional.empty();
        }

        private static Optional<String> single(Regex regex) {
            return regex instanceof Regex.Literal literal && literal.runes().size() == 1 && !literal.ignoresCase()
                    ? Optional.of(literal.text())
                    : Optional.empty();
        }

        /** A star behind a word or a separator, at the end or before a separator. */
        private boolean isGlob(Regex.Literal before, String character, List<Regex> rest) {
            boolean isSeparator = "-:/._".contains(character);
            boolean isLetter = Character.isLetter(character.codePointAt(0)) && endsInLetters(before.text());
            Optional<Regex> next = next(rest);
            boolean isFollowed = next.isPresent()
                    && next.get() instanceof Regex.Literal literal
                    && "-:/._\"".contains(literal.text().substring(0, 1));
            return (isSeparator && ((isAnchored && next.isEmpty()) || isFollowed))
                    || (isLetter && isAnchored && (next.isEmpty() || isFollowed));
        }

        private static boolean endsInLetters(String text) {
            return text.matches("(?s).*[A-Za-z]{2}");
        }

        private static Optional<Regex> next(List<Regex> rest) {
            return rest.stream()
                    .filter(regex -> !(regex instanceof Regex.Assertion))
                    .findFirst();
        }

        /**
         * A question mark before the name of a parameter, or one that changes nothing: behind the last letter of a text that is
         * looked for anywhere in a line.
         */
        private boolean isSign(Regex.Literal before, String character, List<Regex> rest, boolean isEnd) {
            if (!Character.isLetter(character.codePointAt(0)) || character.equals("s")) {
                return false;
            }
            Optional<Regex> next = next(rest);
            if (next.isPresent() && next.get() instanceof Regex.Literal literal) {
                return isParameter(literal.text());
            }
            boolean isOpen = next.isEmpty() ? isEnd && !isAnchored && rest.isEmpty() : isAnyText(next.get());
            return isOpen && endsInLetters(before.text());
        }

        private static boolean isParameter(String text) {
            return text.matches("(?s)[A-Za-z]+=.*") || PARAMETERS.contains(text);
        }

        private static boolean isAnyText(Regex regex) {
            return regex instanceof Regex.Star star
                    && (star.sub() instanceof Regex.AnyChar || star.sub() instanceof Regex.AnyCharNotNewline);
        }
    }
}
