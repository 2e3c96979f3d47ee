package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures a regular expression before anything is built from it, because {@code ((a{1000}){1000}){1000}} takes all
 * memory and ten thousand parentheses all stack. The bounds on nesting and on repetition in repetition are Go's since
 * 1.19; those on the whole are ours, and generous.
 */
final class RegexpSize {
    /** Alertmanager's own group around the expression counts too. */
    private static final int DEEPEST = 998;

    private static final int MOST_NESTED_REPEATS = 1_000;
    private static final int MOST_REPETITIONS = 1_000;
    private static final long LARGEST = 500_000;
    private static final Pattern BOUNDS = Pattern.compile("\\{([0-9]{1,9})(,([0-9]{0,9}))?\\}");

    private final String regexp;
    private final Deque<Part> open = new ArrayDeque<>();
    private Part group = new Part(0, 1);
    private Part last = new Part(0, 1);
    private int repetitions;

    /** How many characters a part matches at most when counted repetitions are written out, and their product. */
    private record Part(long size, long repeats) {}

    private RegexpSize(String regexp) {
        this.regexp = regexp;
    }

    /**
     * Passes what is small enough, even if it is no regular expression.
     *
     * @throws IllegalValueException if it is too large
     */
    static void check(String regexp) {
        new RegexpSize(regexp).measure();
    }

    private void measure() {
        for (int i = 0; i < regexp.length(); ) {
            i = next(i);
            if (group.size + last.size > LARGEST) {
                throw tooLarge("it stands for more than " + LARGEST + " characters");
            }
        }
    }

    private int next(int i) {
        switch (regexp.charAt(i)) {
            case '(' -> {
                add(new Part(0, 1));
                open.push(group);
                group = new Part(0, 1);
                if (open.size() > DEEPEST) {
                    throw tooLarge("its parentheses nest deeper than " + DEEPEST);
                }
                return i + 1;
            }
            case ')' -> {
                add(new Part(0, 1));
                Part inner = group;
                group = open.isEmpty() ? new Part(0, 1) : open.pop();
                last = inner;
                return i + 1;
            }
            case '[' -> {
                add(new Part(1, 1));
                return afterClass(i);
            }
            case '\\' -> {
                add(new Part(1, 1));
                return afterEscape(i);
            }
            case '*', '+', '?' -> {
                repeat(1);
                return i + 1;
            }
            case '{' -> {
                return afterBounds(i);
            }
            default -> {
                add(new Part(1, 1));
                return i + 1;
            }
        }
    }

    /** What came last can no longer be repeated: it belongs to its group now. */
    private void add(Part next) {
        group = new Part(group.size + last.size, Math.max(group.repeats, last.repeats));
        last = next;
    }

    private void repeat(long times) {
        repetitions++;
        last = new Part(last.size * times, last.repeats * times);
        if (last.repeats > MOST_NESTED_REPEATS) {
            throw tooLarge("its counted repetitions make more than " + MOST_NESTED_REPEATS);
        }
        if (repetitions > MOST_REPETITIONS) {
            throw tooLarge("it has more than " + MOST_REPETITIONS + " repetitions");
        }
    }

    private int afterBounds(int i) {
        Matcher bounds = BOUNDS.matcher(regexp).region(i, regexp.length());
        if (!bounds.lookingAt()) {
            add(new Part(1, 1));
            return i + 1;
        }
        String most = bounds.group(3) == null || bounds.group(3).isEmpty() ? bounds.group(1) : bounds.group(3);
        repeat(Math.max(1, Long.parseLong(most)));
        return bounds.end();
    }

    private int afterEscape(int i) {
        if (regexp.startsWith("\\Q", i)) {
            int end = regexp.indexOf("\\E", i);
            int length = (end < 0 ? regexp.length() : end) - i;
            last = new Part(length, 1);
            return end < 0 ? regexp.length() : end + 2;
        }
        // The braces of \p{Greek} and \x{10FFFF} repeat nothing.
        boolean named =
                i + 2 < regexp.length() && "pPx".indexOf(regexp.charAt(i + 1)) >= 0 && regexp.charAt(i + 2) == '{';
        int end = named ? regexp.indexOf('}', i) : i + 1;
        return end < 0 ? regexp.length() : end + 1;
    }

    private int afterClass(int i) {
        int j = i + 1;
        if (j < regexp.length() && regexp.charAt(j) == '^') {
            j++;
        }
        // A bracket that comes first is a member.
        for (boolean first = true; j < regexp.length(); first = false) {
            char c = regexp.charAt(j);
            if (c == ']' && !first) {
                return j + 1;
            }
            int named = c == '[' && regexp.startsWith("[:", j) ? regexp.indexOf(":]", j + 2) : -1;
            j = c == '\\' ? j + 2 : named < 0 ? j + 1 : named + 2;
        }
        return regexp.length();
    }

    private static IllegalValueException tooLarge(String why) {
        return new IllegalValueException("the regular expression is too large: " + why, "write it shorter");
    }
}
