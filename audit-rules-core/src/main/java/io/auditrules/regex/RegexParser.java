package io.auditrules.regex;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.regex.ParseNode.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an expression as Go's {@code regexp/syntax} reads Perl's syntax, with a stack of what has been read so far. */
final class RegexParser {
    /** Go's limit on how deep the tree is. */
    private static final int HIGHEST = 1000;

    /** Go's is about three times as much; none that anyone runs comes near. */
    private static final long LARGEST = 1_000_000;

    private static final int MOST_REPEATS = 1000;
    /** Loki refuses a query that is longer. */
    private static final int LONGEST = 131_072;
    /** How many ends of ranges all classes together may have. */
    private static final long MOST_RANGES = 4_000_000;
    /** As much work as one of them: to look that many characters up for their case. */
    private static final int FOLDED_PER_RANGE = 16;

    private final String regex;
    private final List<ParseNode> stack = new ArrayList<>();
    private final Factoring factoring = new Factoring(this::checkLimits);
    private int flags;
    private int at;
    private long ranges;

    private RegexParser(String regex, int flags) {
        this.regex = regex;
        this.flags = flags;
    }

    static ParseNode parse(String regex, int flags) {
        return new RegexParser(regex, flags).parse();
    }

    private ParseNode parse() {
        if (regex.length() > LONGEST) {
            throw tooLarge("it is longer than " + LONGEST + " characters");
        }
        refuseLoneSurrogates();
        boolean isAfterRepeat = false;
        while (at < regex.length()) {
            isAfterRepeat = part(isAfterRepeat);
        }
        endGroup();
        if (stack.size() != 1) {
            throw refused("missing closing )");
        }
        // Loki writes the simplified tree as text and reads that again
        if (top().heightWrittenOut > HIGHEST) {
            throw tooLarge("its repeats nest deeper than " + HIGHEST);
        }
        return top();
    }

    /** Reads one part; returns whether it was a repeat, which no other may follow. */
    private boolean part(boolean isAfterRepeat) {
        char c = regex.charAt(at);
        switch (c) {
            case '(' -> leftParen();
            case '|' -> verticalBar();
            case ')' -> rightParen();
            case '^' -> sign(isOn(Flags.ONE_LINE) ? Kind.BEGIN_TEXT : Kind.BEGIN_LINE, 1);
            case '$' -> sign(isOn(Flags.ONE_LINE) ? Kind.END_TEXT : Kind.END_LINE, 1);
            case '.' -> sign(isOn(Flags.DOT_NL) ? Kind.ANY_CHAR : Kind.ANY_CHAR_NOT_NEWLINE, 1);
            case '[' -> characterClass();
            case '*', '+', '?' -> {
                int from = at++;
                repeat(c == '*' ? Kind.STAR : c == '+' ? Kind.PLUS : Kind.QUEST, 0, 0, from, isAfterRepeat);
                return true;
            }
            case '{' -> {
                if (counted(isAfterRepeat)) {
                    return true;
                }
                literal(c);
                at++;
            }
            case '\\' -> escape();
            default -> literal(nextRune());
        }
        return false;
    }

    private boolean isOn(int flag) {
        return (flags & flag) != 0;
    }

    // what is wrong

    private IllegalValueException refused(String why) {
        return new IllegalValueException(
                "the regular expression is not RE2: " + why,
                "put a backslash before a character that is meant as it is");
    }

    private IllegalValueException refused(String why, int from, int to) {
        String part = regex.substring(from, Math.min(to, regex.length()));
        return refused(part.isEmpty() || part.length() > 40 ? why : why + " in \"" + part + "\"");
    }

    private static IllegalValueException tooLarge(String why) {
        return new IllegalValueException("the regular expression is not RE2: " + why, "write it shorter");
    }

    /** Half a character has no UTF-8, which Go wants an expression to be. */
    private void refuseLoneSurrogates() {
        for (int i = 0; i < regex.length(); i += Character.charCount(regex.codePointAt(i))) {
            if (Runes.isSurrogate(regex.codePointAt(i))) {
                throw refused("invalid UTF-8");
            }
        }
    }

    private void checkLimits(ParseNode node) {
        if (ranges > MOST_RANGES) {
            throw tooLarge("its classes have too many characters");
        }
        measure(node);
        if (node.size > LARGEST) {
            throw tooLarge("its repeats make it too large");
        }
        if (node.height > HIGHEST) {
            throw tooLarge("it nests deeper than " + HIGHEST);
        }
    }

    /** The parts have been measured already, unless they are new: those are measured first. */
    private static void measure(ParseNode node) {
        long size = 0;
        int height = 0;
        long writtenOut = 0;
        for (ParseNode sub : node.subs) {
            if (sub.height == 0) {
                measure(sub);
            }
            size += sub.size;
            height = Math.max(height, sub.height);
            writtenOut = Math.max(writtenOut, sub.heightWrittenOut);
        }
        if (node.is(Kind.REPEAT)) {
            size = node.most < 0 ? 2 + Math.max(1, node.least) * size : node.most * size + node.most - node.least;
        }
        node.size = Math.max(1, size + (node.is(Kind.LITERAL) ? node.runes.size() : 2));
        node.height = height + 1;
        node.heightWrittenOut = writtenOut + 1 + (node.is(Kind.REPEAT) ? moreWrittenOut(node) : 0);
    }

    /** How much deeper than a star a counted repeat is once written out: <code>x{2,4}</code> is <code>xx(x(x)?)?</code>. */
    private static long moreWrittenOut(ParseNode repeat) {
        if (repeat.most > repeat.least) {
            return 2L * (repeat.most - repeat.least - 1) + (repeat.least > 0 ? 1 : 0);
        }
        return repeat.most < 0 && repeat.least > 1 ? 1 : 0;
    }

    // the stack

    private ParseNode top() {
        return stack.get(stack.size() - 1);
    }

    private ParseNode pop() {
        return stack.remove(stack.size() - 1);
    }

    private void push(ParseNode node) {
        joinTexts();
        if (node.is(Kind.CHAR_CLASS)) {
            ranges += node.runes.size();
            classAsLiteral(node);
        }
        stack.add(node);
        checkLimits(node);
    }

    /** A class of one character is a literal, also if only the case of that character is open. */
    private void classAsLiteral(ParseNode node) {
        Runes runes = node.runes;
        if (runes.isSingle()) {
            node.flags = flags & ~Flags.FOLD_CASE;
        } else if (isOneInBothCases(runes)) {
            node.flags = flags | Flags.FOLD_CASE;
        } else {
            return;
        }
        node.kind = Kind.LITERAL;
        runes.truncate(1);
    }

    private static boolean isOneInBothCases(Runes runes) {
        if (runes.size() != 2 && runes.size() != 4) {
            return false;
        }
        int one = runes.get(0);
        int other = runes.get(runes.size() - 1);
        boolean areTwo = runes.size() == 2 ? one + 1 == other : one == runes.get(1) && runes.get(2) == other;
        return areTwo && CaseFolding.next(one) == other && CaseFolding.next(other) == one;
    }

    /** Joins the two literals on top, now that no repeat can take the last character any more. */
    private void joinTexts() {
        if (stack.size() < 2) {
            return;
        }
        ParseNode last = top();
        ParseNode before = stack.get(stack.size() - 2);
        if (last.is(Kind.LITERAL) && before.is(Kind.LITERAL) && last.ignoresCase() == before.ignoresCase()) {
            before.runes.addAll(last.runes);
            measure(before);
            pop();
        }
    }

    private void literal(int rune) {
        ParseNode literal = new ParseNode(Kind.LITERAL, flags);
        literal.runes.add(isOn(Flags.FOLD_CASE) ? CaseFolding.least(rune) : rune);
        push(literal);
    }

    private void sign(Kind kind, int length) {
        push(new ParseNode(kind, flags));
        at += length;
    }

    // groups and alternatives

    private void leftParen() {
        if (regex.startsWith("(?", at)) {
            namedGroupOrFlags();
            return;
        }
        openGroup(true);
        at++;
    }

    private void openGroup(boolean captures) {
        ParseNode paren = new ParseNode(Kind.LEFT_PAREN, flags);
        paren.captures = captures;
        push(paren);
    }

    private void namedGroupOrFlags() {
        int nameAt = regex.startsWith("(?P<", at) ? at + 4 : regex.startsWith("(?<", at) ? at + 3 : -1;
        if (nameAt < 0) {
            groupFlags();
            return;
        }
        int end = regex.indexOf('>', nameAt);
        if (end < 0) {
            throw refused("invalid named capture", at, regex.length());
        }
        boolean isName =
                end > nameAt && regex.substring(nameAt, end).chars().allMatch(c -> c == '_' || isAsciiLetterOrDigit(c));
        if (!isName) {
            throw refused("invalid named capture", at, end + 1);
        }
        openGroup(true);
        at = end + 1;
    }

    private void groupFlags() {
        int from = at;
        at += 2;
        int on = 0;
        int off = 0;
        boolean isOff = false;
        boolean needsFlag = false;
        while (at < regex.length()) {
            char c = regex.charAt(at++);
            int flag = switch (c) {
                case 'i' -> Flags.FOLD_CASE;
                case 'm' -> Flags.ONE_LINE;
                case 's' -> Flags.DOT_NL;
                case 'U' -> Flags.NON_GREEDY;
                default -> 0;
            };
            if (flag != 0) {
                needsFlag = false;
                // many lines are the opposite of one line
                boolean turnsOn = isOff == (flag == Flags.ONE_LINE);
                on = turnsOn ? on | flag : on & ~flag;
                off = turnsOn ? off & ~flag : off | flag;
            } else if (c == '-' && !isOff) {
                isOff = true;
                needsFlag = true;
            } else if ((c == ':' || c == ')') && !needsFlag) {
                if (c == ':') {
                    openGroup(false);
                }
                flags = (flags | on) & ~off;
                return;
            } else {
                break;
            }
        }
        throw refused("invalid or unsupported Perl syntax", from, at);
    }

    private void verticalBar() {
        concat();
        if (!swapVerticalBar()) {
            push(new ParseNode(Kind.VERTICAL_BAR, flags));
        }
        at++;
    }

    private void rightParen() {
        endGroup();
        if (stack.size() < 2 || !stack.get(stack.size() - 2).is(Kind.LEFT_PAREN)) {
            throw refused("unexpected )");
        }
        ParseNode inner = pop();
        ParseNode paren = pop();
        flags = paren.flags;
        if (paren.captures) {
            ParseNode capture = new ParseNode(Kind.CAPTURE, paren.flags);
            capture.subs.add(inner);
            push(capture);
        } else {
            push(inner);
        }
        at++;
    }

    private void endGroup() {
        concat();
        if (swapVerticalBar()) {
            pop();
        }
        alternate();
    }

    /** What lies on the stack above the last parenthesis or bar becomes one node. */
    private void concat() {
        joinTexts();
        List<ParseNode> subs = popToMark();
        push(subs.isEmpty() ? new ParseNode(Kind.EMPTY_MATCH, 0) : factoring.join(subs, Kind.CONCAT));
    }

    private void alternate() {
        List<ParseNode> subs = popToMark();
        subs.get(subs.size() - 1).clean();
        push(factoring.join(subs, Kind.ALTERNATE));
    }

    private List<ParseNode> popToMark() {
        int from = stack.size();
        while (from > 0 && !stack.get(from - 1).isMark()) {
            from--;
        }
        List<ParseNode> above = stack.subList(from, stack.size());
        List<ParseNode> subs = new ArrayList<>(above);
        above.clear();
        return subs;
    }

    /** Keeps one bar above all alternatives; single characters to the left and right of it become one class. */
    private boolean swapVerticalBar() {
        int size = stack.size();
        if (size < 2 || !stack.get(size - 2).is(Kind.VERTICAL_BAR)) {
            return false;
        }
        ParseNode right = stack.get(size - 1);
        ParseNode left = size >= 3 ? stack.get(size - 3) : null;
        if (left != null && left.isOneCharacter() && right.isOneCharacter()) {
            boolean takesLeft = right.kind.compareTo(left.kind) > 0;
            ParseNode into = takesLeft ? right : left;
            into.merge(takesLeft ? left : right);
            stack.set(size - 3, into);
            pop();
            return true;
        }
        if (left != null) {
            left.clean();
        }
        ParseNode bar = stack.get(size - 2);
        stack.set(size - 2, right);
        stack.set(size - 1, bar);
        return true;
    }

    // repeats

    private void repeat(Kind kind, int least, int most, int from, boolean isAfterRepeat) {
        int repeatFlags = flags;
        if (regex.startsWith("?", at)) {
            at++;
            repeatFlags ^= Flags.NON_GREEDY;
        }
        if (isAfterRepeat) {
            throw refused("invalid nested repetition operator", from, at);
        }
        if (stack.isEmpty() || top().isMark()) {
            throw refused("missing argument to repetition operator", from, at);
        }
        ParseNode repeat = new ParseNode(kind, repeatFlags);
        repeat.least = least;
        repeat.most = most;
        repeat.subs.add(pop());
        stack.add(repeat);
        checkLimits(repeat);
        if ((least >= 2 || most >= 2) && !isWithin(repeat, MOST_REPEATS)) {
            throw refused("invalid repeat count", from, at);
        }
    }

    /** Whether repeats within repeats multiply to no more than the limit. */
    private static boolean isWithin(ParseNode node, int limit) {
        int left = limit;
        if (node.is(Kind.REPEAT)) {
            if (node.most == 0) {
                return true;
            }
            int times = node.most < 0 ? node.least : node.most;
            if (times > limit) {
                return false;
            }
            left = times > 0 ? limit / times : limit;
        }
        for (ParseNode sub : node.subs) {
            if (!isWithin(sub, left)) {
                return false;
            }
        }
        return true;
    }

    /** A repeat in braces; false if the brace is a character like others. */
    private boolean counted(boolean isAfterRepeat) {
        int from = at;
        int leastEnd = endOfNumber(from + 1);
        if (leastEnd < 0) {
            return false;
        }
        boolean hasComma = regex.startsWith(",", leastEnd);
        boolean isOpen = hasComma && regex.startsWith("}", leastEnd + 1);
        int mostEnd = !hasComma ? leastEnd : isOpen ? leastEnd + 1 : endOfNumber(leastEnd + 1);
        if (mostEnd < 0 || !regex.startsWith("}", mostEnd)) {
            return false;
        }
        int least = number(from + 1, leastEnd);
        int most = !hasComma ? least : isOpen ? -1 : number(leastEnd + 1, mostEnd);
        at = mostEnd + 1;
        if (least > MOST_REPEATS || most > MOST_REPEATS || (!isOpen && least > most)) {
            throw refused("invalid repeat count", from, at);
        }
        repeat(Kind.REPEAT, least, most, from, isAfterRepeat);
        return true;
    }

    private int endOfNumber(int from) {
        int end = from;
        while (end < regex.length() && isDigit(regex.charAt(end))) {
            end++;
        }
        boolean hasLeadingZero = end > from + 1 && regex.charAt(from) == '0';
        return end == from || hasLeadingZero ? -1 : end;
    }

    private int number(int from, int to) {
        return to - from > 4 ? Integer.MAX_VALUE : Integer.parseInt(regex.substring(from, to));
    }

    // escapes

    private void escape() {
        char letter = at + 1 < regex.length() ? regex.charAt(at + 1) : 0;
        switch (letter) {
            case 'A' -> sign(Kind.BEGIN_TEXT, 2);
            case 'z' -> sign(Kind.END_TEXT, 2);
            case 'b' -> sign(Kind.WORD_BOUNDARY, 2);
            case 'B' -> sign(Kind.NO_WORD_BOUNDARY, 2);
            case 'Q' -> quoted();
            default -> {
                Runes named = namedClass();
                if (named == null) {
                    literal(escapedRune());
                } else {
                    ParseNode node = new ParseNode(Kind.CHAR_CLASS, flags);
                    node.runes.addRanges(named);
                    push(node);
                }
            }
        }
    }

    private void quoted() {
        at += 2;
        int end = regex.indexOf("\\E", at);
        int to = end < 0 ? regex.length() : end;
        while (at < to) {
            literal(nextRune());
        }
        at = end < 0 ? to : to + 2;
    }

    private int nextRune() {
        int rune = regex.codePointAt(at);
        at += Character.charCount(rune);
        return rune;
    }

    /** The character of an escape that stands for one. */
    private int escapedRune() {
        int from = at++;
        if (at == regex.length()) {
            throw refused("trailing backslash at end of expression");
        }
        int c = nextRune();
        if (c < 128 && !isAsciiLetterOrDigit(c)) {
            return c;
        }
        int rune = switch (c) {
            case '0' -> octal(c);
            case '1', '2', '3', '4', '5', '6', '7' -> isOctalDigit(at) ? octal(c) : -1;
            case 'x' -> hexadecimal();
            case 'a' -> 0x07;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> -1;
        };
        if (rune < 0) {
            throw refused("invalid escape sequence", from, at);
        }
        return rune;
    }

    private boolean isOctalDigit(int index) {
        return index < regex.length() && regex.charAt(index) >= '0' && regex.charAt(index) <= '7';
    }

    private int octal(int first) {
        int rune = first - '0';
        for (int i = 1; i < 3 && isOctalDigit(at); i++) {
            rune = rune * 8 + regex.charAt(at++) - '0';
        }
        return rune;
    }

    private int hexadecimal() {
        boolean isBraced = regex.startsWith("{", at);
        int from = isBraced ? at + 1 : at;
        int end = isBraced ? regex.indexOf('}', from) : Math.min(at + 2, regex.length());
        int rune = end - from < (isBraced ? 1 : 2) ? -1 : 0;
        for (int i = from; i < end && rune >= 0; i++) {
            int digit = regex.charAt(i) < 128 ? Character.digit(regex.charAt(i), 16) : -1;
            rune = digit < 0 ? -1 : rune * 16 + digit;
            rune = rune > Runes.MAX ? -1 : rune;
        }
        at = rune < 0 ? at : isBraced ? end + 1 : end;
        return rune;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAsciiLetterOrDigit(int c) {
        return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    // classes

    private void characterClass() {
        int from = at++;
        boolean isNegated = regex.startsWith("^", at);
        Runes runes = new Runes();
        if (isNegated) {
            at++;
        }
        boolean isFirst = true;
        while (isFirst || !regex.startsWith("]", at)) {
            isFirst = false;
            if (at >= regex.length()) {
                throw refused("missing closing ]", from, regex.length());
            }
            Runes named = regex.startsWith("[:", at) ? posixClass() : namedClass();
            if (named != null) {
                runes.addRanges(named);
            } else {
                range(runes, from);
            }
        }
        at++;
        runes.clean();
        ParseNode node = new ParseNode(Kind.CHAR_CLASS, flags);
        node.runes = isNegated ? runes.negated() : runes;
        push(node);
    }

    private void range(Runes runes, int classFrom) {
        int from = at;
        int low = classRune(classFrom);
        int high = low;
        if (regex.startsWith("-", at) && at + 1 < regex.length() && regex.charAt(at + 1) != ']') {
            at++;
            high = classRune(classFrom);
        }
        if (high < low) {
            throw refused("invalid character class range", from, at);
        }
        runes.addRanges(folded(new Runes(low, high)));
    }

    private int classRune(int classFrom) {
        if (at >= regex.length()) {
            throw refused("missing closing ]", classFrom, regex.length());
        }
        return regex.charAt(at) == '\\' ? escapedRune() : nextRune();
    }

    /** A class such as {@code [:alpha:]}, or null if a bracket and a colon are meant as they are. */
    private @Nullable Runes posixClass() {
        int end = regex.indexOf(":]", at + 2);
        if (end < 0) {
            return null;
        }
        String name = regex.substring(at + 2, end);
        boolean isNegated = name.startsWith("^");
        Runes named = NamedClasses.posix(isNegated ? name.substring(1) : name);
        if (named == null) {
            throw refused("invalid character class range", at, end + 2);
        }
        at = end + 2;
        return signed(folded(named), isNegated);
    }

    /** A class such as {@code \d} or <code>\p{L}</code>, or null if none begins here. */
    private @Nullable Runes namedClass() {
        if (!regex.startsWith("\\", at) || at + 1 >= regex.length()) {
            return null;
        }
        char letter = regex.charAt(at + 1);
        if (letter == 'p' || letter == 'P') {
            return unicodeClass(letter == 'P');
        }
        Runes named = NamedClasses.perl(letter);
        if (named == null) {
            return null;
        }
        at += 2;
        return signed(folded(named), Character.isUpperCase(letter));
    }

    private Runes unicodeClass(boolean isUpper) {
        int from = at;
        at += 2;
        if (at >= regex.length()) {
            throw refused("invalid character class range", from, at);
        }
        String name;
        if (regex.charAt(at) == '{') {
            int end = regex.indexOf('}', at);
            if (end < 0) {
                throw refused("invalid character class range", from, regex.length());
            }
            name = regex.substring(at + 1, end);
            at = end + 1;
        } else {
            name = Character.toString(nextRune());
        }
        boolean isNegated = isUpper != name.startsWith("^");
        Runes named = NamedClasses.unicode(name.startsWith("^") ? name.substring(1) : name);
        if (named == null) {
            throw refused("invalid character class range", from, at);
        }
        ranges += named.size();
        return signed(folded(named), isNegated);
    }

    private Runes folded(Runes runes) {
        if (!isOn(Flags.FOLD_CASE)) {
            return runes;
        }
        for (int i = 0; i < runes.size(); i += 2) {
            ranges += Math.max(0, Math.min(runes.get(i + 1), CaseFolding.LAST) - runes.get(i)) / FOLDED_PER_RANGE;
        }
        if (ranges > MOST_RANGES) {
            throw tooLarge("its classes have too many characters");
        }
        Runes folded = new Runes();
        folded.addFoldedRanges(runes);
        folded.clean();
        return folded;
    }

    private static Runes signed(Runes runes, boolean isNegated) {
        return isNegated ? runes.negated() : runes;
    }
}
