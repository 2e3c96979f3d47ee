package io.auditrules.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.auditrules.bytes.Utf8;
import io.auditrules.diagnostic.IllegalValueException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Regular expressions as Loki v3.7.6 reads them: Go's, which are RE2's. RE2/J decides, after a look at what Go and it
 * see differently.
 */
public final class Re2 {
    /** What is more than itself, but for the bar. */
    private static final String SPECIAL = "\\.+*?()[]{}^$";

    private static final int DEEPEST = 500;
    private static final int MOST_REPEATS = 1000;
    /** What stands in the braces of a repeat; a leading zero makes them ordinary characters. */
    private static final java.util.regex.Pattern REPEAT =
            java.util.regex.Pattern.compile("(?:0|[1-9][0-9]*)(?:,(?:0|[1-9][0-9]*)?)?");

    private static final long LARGEST = 1_000_000;
    /** RE2/J joins the characters of a text one by one, which takes too long for a long one. */
    private static final int LONGEST_TEXT = 500;

    private final String regex;
    private final StringBuilder portable = new StringBuilder();
    /** For each group its name, empty where it has none. */
    private final List<String> groups = new ArrayList<>();

    private int at;

    private Re2(String regex) {
        this.regex = regex;
    }

    /** Refuses what is no regular expression to Loki. */
    public static void check(String regex) {
        if (!isShortTexts(regex)) {
            compile(regex, 0);
        }
    }

    /** Whether it is nothing but texts with bars between them, as most are: those need not be compiled to be known as right. */
    private static boolean isShortTexts(String regex) {
        return regex.length() <= LONGEST_TEXT
                && regex.chars().allMatch(c -> c > ' ' && c < 127 && SPECIAL.indexOf(c) < 0);
    }

    /**
     * Refuses what is none to a matcher of labels. It takes texts and bars between them as they are, so that those may have
     * bytes that are not UTF-8.
     */
    public static void checkMatcher(String regex) {
        if (!isTextsWithoutUtf8(regex)) {
            check(regex);
        }
    }

    /** Whether it is texts with bars between them, and not UTF-8. */
    static boolean isTextsWithoutUtf8(String regex) {
        return Utf8.hasBroken(regex) && regex.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
    }

    /** Refuses what is none where Loki puts it in a group between {@code ^} and {@code $} as it stands. */
    public static void checkInGroup(String regex) {
        try {
            compile("^(?:" + regex + ")$", 0);
        } catch (IllegalValueException inGroup) {
            check(regex);
            throw inGroup;
        }
    }

    /** Refuses what cannot name a label: the regexp stage wants a named group, and each name once. */
    public static void checkNamedGroup(String regex) {
        compile(regex, 0);
        List<String> names = groupNames(regex);
        names.removeIf(String::isEmpty);
        if (names.isEmpty()) {
            throw new IllegalValueException(
                    "the regular expression has no named group", "name what becomes a label: (?P<verb>GET|PUT)");
        }
        if (Set.copyOf(names).size() < names.size()) {
            throw new IllegalValueException("the regular expression has a group name twice", "give each group its own");
        }
    }

    /** Whether a matcher of labels matches the empty text. */
    public static boolean matchesEmpty(String regex) {
        return isTextsWithoutUtf8(regex)
                ? ("|" + regex + "|").contains("||")
                : compile(regex, Pattern.DOTALL).matches("");
    }

    /**
     * The expression for RE2/J, with its groups numbered and without their names, since Go allows names that RE2/J refuses.
     *
     * @throws IllegalValueException if it is none to Loki
     */
    public static Pattern compile(String regex) {
        return compile(regex, 0);
    }

    /** The names of the groups by their numbers, empty where a group has none; number 0 is the whole match. */
    public static List<String> groupNames(String regex) {
        Re2 scanned = new Re2(regex);
        scanned.portable();
        List<String> groups = new ArrayList<>(List.of(""));
        groups.addAll(scanned.groups);
        return groups;
    }

    private static Pattern compile(String regex, int flags) {
        if (Utf8.hasBroken(regex)) {
            throw new IllegalValueException("the regular expression is not RE2: invalid UTF-8", "use \\x{…} or .");
        }
        return compile(new Re2(regex).portable(), regex, flags);
    }

    private static Pattern compile(String portable, String regex, int flags) {
        try {
            return Pattern.compile(portable, flags);
        } catch (PatternSyntaxException e) {
            throw new IllegalValueException(
                    "the regular expression is not RE2: " + lowerFirst(e.getDescription()) + quoted(e),
                    advice(regex, e));
        }
    }

    private static String quoted(PatternSyntaxException e) {
        String part = e.getPattern();
        return part == null || part.isEmpty() || part.length() > 40 ? "" : " in \"" + part + "\"";
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private static String advice(String regex, PatternSyntaxException e) {
        if (regex.matches("(?s).*\\(\\?(=|!|<=|<!|>).*")) {
            return "RE2 has no lookahead, lookbehind or atomic group: filter in two stages instead";
        }
        if (regex.matches("(?s).*\\\\[1-9].*")) {
            return "RE2 has no back references";
        }
        String part = e.getPattern() == null ? "" : e.getPattern();
        return part.equals("*") || part.equals("+") || part.equals("?") || part.startsWith("**")
                ? "put a backslash before a character that is meant as it is, and write .* for any text"
                : "put a backslash before a character that is meant as it is";
    }

    /**
     * The expression as RE2/J can read it: without the names of groups, which Go allows twice. Throws where Go refuses and
     * RE2/J would not: escaped letters beyond ASCII, repeats of repeats beyond 1,000, and what is too large or too deep.
     */
    private String portable() {
        Deque<long[]> open = new ArrayDeque<>();
        // size and repeats of the current group; size and repeats of its last part
        long[] group = {0, 1};
        long[] last = {0, 1};
        int plain = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '\\') {
                last = escape();
            } else if (c == '[') {
                last = characterClass();
            } else if (c == '(' && copyFlags()) {
                continue;
            } else if (c == '(') {
                copyGroupStart();
                open.push(group);
                if (open.size() > DEEPEST) {
                    throw tooLarge("it nests more than " + DEEPEST + " groups");
                }
                group = new long[] {0, 1};
                last = new long[] {0, 1};
                continue;
            } else if (c == ')' && !open.isEmpty()) {
                last = new long[] {group[0] + 2, group[1]};
                group = open.pop();
                copy(1);
            } else if (c == '*' || c == '+' || c == '?') {
                last[0]++;
                group[0]++;
                copy(1);
                continue;
            } else if (c == '{' && repeat(group, last)) {
                continue;
            } else {
                if (++plain % LONGEST_TEXT == 0) {
                    portable.append("(?:)");
                }
                if (c == '{') {
                    // RE2/J 1.8 would not repeat it
                    portable.append('\\');
                }
                copy(1);
                last = new long[] {1, 1};
            }
            group[0] += last[0];
            group[1] = Math.max(group[1], last[1]);
            if (group[0] > LARGEST) {
                throw tooLarge("its repeats make it too large");
            }
        }
        return portable.toString();
    }

    private static IllegalValueException tooLarge(String why) {
        return new IllegalValueException("the regular expression is not RE2: " + why, "write it shorter");
    }

    private void copy(int count) {
        portable.append(regex, at, Math.min(at + count, regex.length()));
        at += count;
    }

    private long[] escape() {
        if (regex.startsWith("\\Q", at)) {
            int end = regex.indexOf("\\E", at);
            int to = end < 0 ? regex.length() : end + 2;
            int size = to - at;
            while (to - at > 2 * LONGEST_TEXT) {
                copy(Character.isHighSurrogate(regex.charAt(at + LONGEST_TEXT - 1)) ? LONGEST_TEXT + 1 : LONGEST_TEXT);
                portable.append("\\E(?:)\\Q");
            }
            copy(to - at);
            return new long[] {size, 1};
        }
        refuseForeignEscape();
        boolean isBraced = regex.startsWith("{", at + 2) && "xpP".indexOf(regex.charAt(at + 1)) >= 0;
        int end = isBraced ? regex.indexOf('}', at) : -1;
        copy(end < 0 ? 2 : end + 1 - at);
        return new long[] {1, 1};
    }

    private void refuseForeignEscape() {
        if (at + 1 < regex.length() && regex.charAt(at + 1) >= 128) {
            String escape = regex.substring(at, at + 1 + Character.charCount(regex.codePointAt(at + 1)));
            throw new IllegalValueException(
                    "the regular expression is not RE2: invalid escape sequence in \"" + escape + "\"",
                    "remove the backslash");
        }
    }

    private long[] characterClass() {
        copy(regex.startsWith("[^", at) ? 2 : 1);
        boolean isFirst = true;
        int lastNamedEnd = regex.lastIndexOf(":]");
        while (at < regex.length() && (isFirst || regex.charAt(at) != ']')) {
            isFirst = false;
            int named = regex.startsWith("[:", at) && at < lastNamedEnd ? regex.indexOf(":]", at + 2) : -1;
            if (named >= 0) {
                copy(named + 2 - at);
                continue;
            }
            classCharacter();
            if (regex.startsWith("-", at) && !regex.startsWith("-]", at)) {
                copy(1);
                classCharacter();
            }
        }
        if (at >= regex.length()) {
            throw new IllegalValueException(
                    "the regular expression is not RE2: missing closing ]",
                    "put a backslash before a [ that is meant as it is");
        }
        copy(1);
        return new long[] {1, 1};
    }

    private void classCharacter() {
        if (regex.startsWith("\\", at)) {
            refuseForeignEscape();
            copy(2);
        } else {
            copy(1);
        }
    }

    /** Flags for what follows, such as {@code (?i)}, are no group and no part that could be repeated. */
    private boolean copyFlags() {
        int end = regex.startsWith("(?", at) ? regex.indexOf(')', at) : -1;
        if (end < 0 || !regex.substring(at + 2, end).chars().allMatch(c -> c == '-' || Character.isLetter(c))) {
            return false;
        }
        copy(end + 1 - at);
        return true;
    }

    private void copyGroupStart() {
        for (String start : List.of("(?P<", "(?<")) {
            int end = regex.indexOf('>', at);
            if (regex.startsWith(start, at)
                    && end >= 0
                    && isGroupName(regex.substring(at + start.length(), end))
                    && !regex.startsWith("?", end + 1)) {
                groups.add(regex.substring(at + start.length(), end));
                portable.append('(');
                at = end + 1;
                return;
            }
        }
        int end = at + 1;
        if (!regex.startsWith("(?", at)) {
            groups.add("");
        } else {
            end++;
            while (end < regex.length() && (Character.isLetter(regex.charAt(end)) || regex.charAt(end) == '-')) {
                end++;
            }
        }
        copy(end - at);
    }

    private static boolean isGroupName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c < 128 && (c == '_' || Character.isLetterOrDigit(c)));
    }

    /** A repeat in braces; false if the brace is a character like others. */
    private boolean repeat(long[] group, long[] last) {
        int end = regex.indexOf('}', at);
        if (end < 0 || !REPEAT.matcher(regex).region(at + 1, end).matches()) {
            return false;
        }
        String[] bounds = regex.substring(at + 1, end).split(",", 2);
        long least = bound(bounds[0]);
        boolean isOpen = bounds.length == 2 && bounds[1].isEmpty();
        long most = bounds.length == 1 || isOpen ? least : bound(bounds[1]);
        if (most > MOST_REPEATS || (most >= 2 && most * last[1] > MOST_REPEATS)) {
            throw new IllegalValueException(
                    "the regular expression is not RE2: invalid repeat count in \""
                            + regex.substring(at, end + 1)
                            + "\"",
                    "repeats multiply, and RE2 allows 1000");
        }
        group[0] += last[0] * Math.max(0, most - 1) + 1;
        last[0] *= Math.max(1, most);
        last[1] = most == 0 ? 1 : most * last[1];
        group[1] = Math.max(group[1], last[1]);
        if (group[0] > LARGEST) {
            throw tooLarge("its repeats make it too large");
        }
        copy(end + 1 - at);
        return true;
    }

    private static long bound(String digits) {
        return digits.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(digits);
    }
}
