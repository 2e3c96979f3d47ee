package io.auditrules.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;

/**
 * The pattern of RE2/J that matches what a tree matches. Classes and cases are written out, so that neither RE2/J's reading of
 * the syntax nor its tables of characters matter; flags are given where they apply; groups do not capture.
 */
final class Re2jPattern implements Regex.Visitor<StringBuilder> {
    private static final String NOTHING = "[^\\x00-\\x{10FFFF}]";
    /** RE2/J joins the characters of a text one by one, which takes too long for a long one. */
    private static final int LONGEST_TEXT = 500;
    /** RE2/J 1.8 copies the rest of the pattern at each character of a class: this many characters take it a second. */
    private static final long MOST_COPIED = 4_000_000_000L;

    private static final int LONGEST_PATTERN = 1_000_000;
    /** RE2/J follows ways that read nothing one within the other; so many fit on the stack of any thread. */
    private static final int MOST_WAYS = 5_000;

    private final StringBuilder pattern = new StringBuilder();
    private long ways;
    /** How often what is written next is repeated. */
    private long times = 1;

    private long inClasses;

    private Re2jPattern() {}

    /** Throws {@link IllegalValueException} if the expression is too large for RE2/J, which has no other limits than Go. */
    static Pattern of(Regex regex) {
        Re2jPattern written = new Re2jPattern();
        try {
            regex.accept(written);
            if (written.inClasses * written.pattern.length() > MOST_COPIED) {
                throw tooLarge();
            }
            return Pattern.compile(written.pattern.toString());
        } catch (PatternSyntaxException | StackOverflowError e) {
            throw tooLarge();
        }
    }

    private static IllegalValueException tooLarge() {
        return new IllegalValueException("the regular expression is too large to be evaluated", "write it shorter");
    }

    private StringBuilder write(String part) {
        if (pattern.length() > LONGEST_PATTERN) {
            throw tooLarge();
        }
        return pattern.append(part);
    }

    private StringBuilder writeRune(int rune) {
        boolean isPlain =
                rune < 128 ? Character.isLetterOrDigit(rune) || rune == ' ' || rune == '/' : !Runes.isSurrogate(rune);
        return write(isPlain ? Character.toString(rune) : "\\x{" + Integer.toHexString(rune) + "}");
    }

    private void addWays(int more) {
        ways += more * times;
        if (ways > MOST_WAYS) {
            throw tooLarge();
        }
    }

    @Override
    public StringBuilder noMatch(Regex.NoMatch node) {
        return write(NOTHING);
    }

    @Override
    public StringBuilder emptyMatch(Regex.EmptyMatch node) {
        addWays(1);
        return write("(?:)");
    }

    @Override
    public StringBuilder literal(Regex.Literal node) {
        int written = 0;
        for (int rune : node.runes()) {
            if (++written % LONGEST_TEXT == 0) {
                write("(?:)");
            }
            if (Runes.isSurrogate(rune)) {
                write(NOTHING);
            } else if (node.ignoresCase() && CaseFolding.next(rune) != rune) {
                write("[");
                writeRune(rune);
                for (int other = CaseFolding.next(rune); other != rune; other = CaseFolding.next(other)) {
                    writeRune(other);
                }
                write("]");
            } else {
                writeRune(rune);
            }
        }
        return pattern;
    }

    @Override
    public StringBuilder charClass(Regex.CharClass node) {
        List<Integer> ranges = node.ranges();
        if (ranges.isEmpty()) {
            return write(NOTHING);
        }
        inClasses += ranges.size();
        write("[");
        for (int i = 0; i < ranges.size(); i += 2) {
            writeRune(ranges.get(i));
            write("-");
            writeRune(ranges.get(i + 1));
        }
        return write("]");
    }

    @Override
    public StringBuilder anyChar(Regex.AnyChar node) {
        return write("(?s:.)");
    }

    @Override
    public StringBuilder anyCharNotNewline(Regex.AnyCharNotNewline node) {
        return write(".");
    }

    @Override
    public StringBuilder assertion(Regex.Assertion node) {
        addWays(1);
        return write(
                switch (node) {
                    case BEGIN_LINE -> "(?m:^)";
                    case END_LINE -> "(?m:$)";
                    case BEGIN_TEXT -> "\\A";
                    case END_TEXT -> "\\z";
                    case WORD_BOUNDARY -> "\\b";
                    case NO_WORD_BOUNDARY -> "\\B";
                });
    }

    @Override
    public StringBuilder capture(Regex.Capture node) {
        return group(node.sub());
    }

    @Override
    public StringBuilder star(Regex.Star node) {
        addWays(1);
        group(node.sub());
        return write("*");
    }

    @Override
    public StringBuilder plus(Regex.Plus node) {
        addWays(1);
        group(node.sub());
        return write("+");
    }

    /** Copies within each other, {@code (x(x)?)?}, are counted again, which RE2/J reads faster. */
    @Override
    public StringBuilder quest(Regex.Quest node) {
        Regex sub = node.sub() instanceof Regex.Concat concat && concat.subs().size() == 2
                ? concat.subs().get(0)
                : node.sub();
        int copies = 1;
        Regex rest = node.sub();
        while (rest instanceof Regex.Concat concat
                && concat.subs().size() == 2
                && isSame(concat.subs().get(0), sub)
                && concat.subs().get(1) instanceof Regex.Quest quest) {
            rest = quest.sub();
            copies++;
        }
        boolean isCounted = copies > 1 && isSame(rest, sub);
        return isCounted ? counted(sub, 0, copies) : counted(node.sub(), 0, 1);
    }

    @Override
    public StringBuilder concat(Regex.Concat node) {
        List<Regex> subs = node.subs();
        int from = 0;
        while (from < subs.size()) {
            Regex sub = subs.get(from);
            int to = from + 1;
            while (to < subs.size() && isSame(subs.get(to), sub)) {
                to++;
            }
            if (to - from > 1) {
                counted(sub, to - from, to - from);
            } else if (sub instanceof Regex.Alternate) {
                group(sub);
            } else {
                sub.accept(this);
            }
            from = to;
        }
        return pattern;
    }

    private StringBuilder counted(Regex sub, int least, int most) {
        long timesBefore = times;
        times *= most;
        addWays(least == most ? 0 : 1);
        group(sub);
        times = timesBefore;
        return write(most == 1 ? "?" : "{" + least + "," + most + "}");
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Regex one, Regex other) {
        return one == other;
    }

    @Override
    public StringBuilder alternate(Regex.Alternate node) {
        addWays(node.subs().size());
        String separator = "";
        for (Regex sub : node.subs()) {
            write(separator);
            sub.accept(this);
            separator = "|";
        }
        return pattern;
    }

    private StringBuilder group(Regex sub) {
        write("(?:");
        sub.accept(this);
        return write(")");
    }
}
