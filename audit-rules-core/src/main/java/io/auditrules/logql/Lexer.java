package io.auditrules.logql;

import io.auditrules.bytes.Utf8;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts a LogQL text into words, as Loki v3.7.6 does: with Go's scanner for strings, numbers and comments, and with rules
 * of its own on top. Among those: a word is a function only before a parenthesis, reserved words are reserved in any
 * case, and a character that means nothing is a name.
 */
final class Lexer {
    private static final int END = -1;
    private static final int MOST_PROBLEMS = 20;

    /** The words that are functions before a parenthesis and names elsewhere. */
    private static final Set<String> FUNCTIONS = functions();

    private final Source source;
    private final String text;
    private final Problems problems;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int problemCount;
    private int firstProblem = Integer.MAX_VALUE;

    Lexer(Source source, Problems problems) {
        this.source = source;
        this.text = source.text();
        this.problems = problems;
    }

    private static Set<String> functions() {
        Set<String> words =
                new HashSet<>(Set.of("vector", "label_replace", "ip", "bytes", "duration", "duration_seconds"));
        Arrays.stream(RangeAggregation.Operation.values())
                .map(RangeAggregation.Operation::word)
                .forEach(words::add);
        Arrays.stream(VectorAggregation.Operation.values())
                .map(VectorAggregation.Operation::word)
                .forEach(words::add);
        return Set.copyOf(words);
    }

    /** The words of the text, the last of kind END; what is wrong with them goes to the problems. */
    List<Token> tokens() {
        while (next()) {}
        return tokens;
    }

    /** The offset of the first problem; from there on, the words may not be what was meant. */
    int firstProblem() {
        return firstProblem;
    }

    /** Whether the text is one word of this kind and nothing else. */
    static boolean isSingle(String text, Token.Kind kind) {
        Problems problems = new Problems();
        // The blank keeps a byte order mark from being skipped, as it is at the begin of a query.
        List<Token> tokens = new Lexer(new Source("", " " + text), problems).tokens();
        Token first = tokens.get(0);
        return problems.isEmpty()
                && tokens.size() == 2
                && first.kind() == kind
                && first.start() == 1
                && first.end() == text.length() + 1;
    }

    /** Whether the word is reserved, in whatever case. */
    static boolean isReserved(String word) {
        return Token.Kind.of(lower(word)).isWord();
    }

    /** Whether the word is a function where a parenthesis follows. */
    static boolean isFunctionWord(String word) {
        return FUNCTIONS.contains(lower(word));
    }

    /** Reads the next word; false after the last. */
    private boolean next() {
        int start = skipBlanksAndComments();
        int c = peek();
        if (c == END) {
            add(Token.Kind.END, start, "");
            return false;
        }
        if (isNameStart(c)) {
            word(start);
        } else if (isDecimal(c) || (c == '.' && isDecimal(charAt(position + 1)))) {
            number(start);
        } else if (c == '"') {
            string(start);
        } else if (c == '`') {
            rawString(start);
        } else if (c == '\'') {
            character(start);
        } else if (c == '[') {
            range(start);
        } else if (c == '-' && flagOrNegativeDuration(start)) {
            return true;
        } else {
            symbol(start);
        }
        return true;
    }

    private int skipBlanksAndComments() {
        if (position == 0 && peek() == '\uFEFF') {
            position++;
        }
        while (true) {
            int c = peek();
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                position++;
            } else if (c == '#' || (c == '/' && charAt(position + 1) == '/')) {
                while (peek() != '\n' && peek() != END) {
                    checkCharacter();
                    position++;
                }
            } else if (c == '/' && charAt(position + 1) == '*') {
                blockComment();
            } else {
                return position;
            }
        }
    }

    private void blockComment() {
        int end = text.indexOf("*/", position + 2);
        if (end < 0) {
            problem(position, position + 2, "unclosed comment", "add */");
        }
        int to = end < 0 ? text.length() : end + 2;
        while (position < to) {
            checkCharacter();
            position++;
        }
    }

    private void word(int start) {
        while (isNameStart(peek()) || Character.isDigit(peek())) {
            position += Character.charCount(peek());
        }
        String lower = lower(text.substring(start, position));
        if (FUNCTIONS.contains(lower)) {
            boolean isFunction = isFunction();
            add(isFunction ? Token.Kind.FUNCTION : Token.Kind.NAME, start, isFunction ? lower : sinceText(start));
        } else {
            Token.Kind kind = Token.Kind.of(lower);
            add(kind, start, kind == Token.Kind.NAME ? sinceText(start) : lower);
        }
    }

    /** Whether a parenthesis follows, or {@code by} or {@code without} and then one. */
    private boolean isFunction() {
        int after = skipSpace(position);
        if (charAt(after) == '(') {
            return true;
        }
        for (String word : List.of("by", "without")) {
            int end = Math.min(after + word.length(), text.length());
            if (lower(text.substring(after, end)).equals(word)) {
                return charAt(skipSpace(end)) == '(';
            }
        }
        return false;
    }

    /** Here Loki skips all that Unicode calls white space. */
    private int skipSpace(int from) {
        int at = from;
        while (at < text.length()
                && (Character.isSpaceChar(text.charAt(at))
                        || (text.charAt(at) >= '\t' && text.charAt(at) <= '\r')
                        || text.charAt(at) == '\u0085')) {
            at++;
        }
        return at;
    }

    /** Go's number, and what makes it a duration or a size. */
    private void number(int start) {
        scanNumber(start);
        String digits = sinceText(start);
        if (takeUnit(start, Lexer::isDurationPart, true)) {
            add(Token.Kind.DURATION, start, sinceText(start));
        } else if (takeUnit(start, Lexer::isSizePart, false)) {
            add(Token.Kind.BYTES, start, sinceText(start));
        } else {
            add(Token.Kind.NUMBER, start, digits);
        }
    }

    private interface Part {
        boolean test(int c);
    }

    private boolean takeUnit(int start, Part part, boolean isDuration) {
        int end = position;
        while (end < text.length() && part.test(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        if (end == position) {
            return false;
        }
        String whole = text.substring(start, end);
        if (isDuration
                ? GoDuration.find(whole).isPresent()
                : GoBytes.find(whole).isPresent()) {
            position = end;
            return true;
        }
        return false;
    }

    private static boolean isDurationPart(int c) {
        return isUnicodeNumber(c) || c == '.' || "nuµmshdwy".indexOf(c) >= 0;
    }

    private static boolean isSizePart(int c) {
        return isUnicodeNumber(c) || c == '.' || "BikKMGTP".indexOf(c) >= 0;
    }

    private static boolean isUnicodeNumber(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    private void scanNumber(int start) {
        boolean isZero = peek() == '0';
        int kind = Character.toLowerCase(charAt(position + 1));
        if (isZero && (kind == 'x' || kind == 'o' || kind == 'b')) {
            position += 2;
            int base = kind == 'x' ? 16 : kind == 'o' ? 8 : 2;
            digits(base);
            if (kind == 'x' && peek() == '.') {
                position++;
                digits(base);
            }
        } else {
            digits(10);
            if (peek() == '.') {
                position++;
                digits(10);
            }
        }
        int exponent = Character.toLowerCase(peek());
        if (exponent == 'e' || exponent == 'p') {
            position++;
            if (peek() == '+' || peek() == '-') {
                position++;
            }
            digits(10);
        }
        String number = sinceText(start);
        boolean isDirectlyBehind =
                start == (tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).end());
        if (!GoNumber.isWord(number) && !(isDirectlyBehind && GoNumber.isBinary(number))) {
            problem(start, position, Text.shown(number) + " is not a number that Loki reads", numberAdvice(number));
        }
    }

    private static String numberAdvice(String number) {
        if (number.matches("[0-9.]+[pP]")) {
            return "Loki reads no sizes in petabytes: write 5000TB";
        }
        return number.matches("0[0-9]+")
                ? "write it without the leading 0"
                : "write it in decimals, such as 0.99 or 1e6";
    }

    private void digits(int base) {
        while (base == 16 ? isHex(peek()) || peek() == '_' : isDecimal(peek()) || peek() == '_') {
            position++;
        }
    }

    private boolean flagOrNegativeDuration(int start) {
        for (Token.Kind kind : List.of(Token.Kind.STRICT, Token.Kind.KEEP_EMPTY)) {
            int end = start + kind.text().length();
            if (text.startsWith(kind.text(), start) && !isFlagPart(end)) {
                position = end;
                add(kind, start, kind.text());
                return true;
            }
        }
        position = start + 1;
        if (takeUnit(start, Lexer::isDurationPart, true)) {
            add(Token.Kind.DURATION, start, sinceText(start));
            return true;
        }
        position = start;
        return false;
    }

    private boolean isFlagPart(int at) {
        return at < text.length() && (text.charAt(at) == '-' || Character.isLetter(text.codePointAt(at)));
    }

    private void range(int start) {
        int end = text.indexOf(']', start);
        if (end < 0) {
            position = text.length();
            problem(start, start + 1, "unclosed range", "add \"]\"");
            add(Token.Kind.RANGE, start, "1s");
            return;
        }
        position = end + 1;
        for (int at = start; at < end; at++) {
            checkCharacter(at);
        }
        add(Token.Kind.RANGE, start, text.substring(start + 1, end));
    }

    private void rawString(int start) {
        int end = text.indexOf('`', start + 1);
        if (end < 0) {
            position = text.length();
            problem(start, start + 1, "unclosed string", "add a \"`\" at its end");
            add(Token.Kind.STRING, start, "");
            return;
        }
        for (position = start; position < end; position++) {
            checkCharacter();
        }
        position = end + 1;
        add(Token.Kind.STRING, start, text.substring(start + 1, end));
    }

    private void string(int start) {
        position++;
        if (!skipQuoted('"')) {
            problem(
                    start,
                    start + 1,
                    "unclosed string",
                    "add a '\"' at its end; a string in double quotes is one line");
            add(Token.Kind.STRING, start, "");
            return;
        }
        position++;
        add(Token.Kind.STRING, start, unquote(start + 1, position - 1));
    }

    /** To Loki one character in single quotes is a name, and more are an error. */
    private void character(int start) {
        position++;
        boolean isClosed = skipQuoted('\'');
        int end = position;
        if (isClosed) {
            position++;
        }
        String inside = text.substring(start + 1, end);
        boolean isOne = inside.startsWith("\\")
                ? inside.matches("\\\\([abfnrtv\\\\']|[0-7]{3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")
                : inside.codePointCount(0, inside.length()) == 1;
        if (!isClosed || !isOne) {
            problem(start, position, "a string cannot be in single quotes", "use \"…\" or `…`");
            add(Token.Kind.STRING, start, inside);
        } else {
            add(Token.Kind.NAME, start, sinceText(start));
        }
    }

    /** Goes to the closing quote; false if the line or the text ends before. */
    private boolean skipQuoted(char quote) {
        while (peek() != quote) {
            if (peek() == END || peek() == '\n') {
                return false;
            }
            checkCharacter();
            if (peek() == '\\' && charAt(position + 1) != '\n' && charAt(position + 1) != END) {
                position++;
            }
            position++;
        }
        return true;
    }

    private String unquote(int from, int to) {
        String raw = text.substring(from, to);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = from;
        while (at < to) {
            int c = text.codePointAt(at);
            if (c != '\\') {
                write(bytes, c);
                at += Character.charCount(c);
                continue;
            }
            at = escape(at, to, bytes);
        }
        return Utf8.decode(bytes.toByteArray(), 0, bytes.size());
    }

    private int escape(int at, int to, ByteArrayOutputStream bytes) {
        int c = charAt(at + 1);
        switch (c) {
            case 'a' -> bytes.write(7);
            case 'b' -> bytes.write('\b');
            case 'f' -> bytes.write('\f');
            case 'n' -> bytes.write('\n');
            case 'r' -> bytes.write('\r');
            case 't' -> bytes.write('\t');
            case 'v' -> bytes.write(11);
            case '\\', '"' -> bytes.write(c);
            case 'x' -> {
                return numbered(at, at + 2, 2, 16, to, bytes);
            }
            case 'u' -> {
                return numbered(at, at + 2, 4, 16, to, bytes);
            }
            case 'U' -> {
                return numbered(at, at + 2, 8, 16, to, bytes);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                return numbered(at, at + 1, 3, 8, to, bytes);
            }
            default -> {
                int end = at + 1 + Character.charCount(text.codePointAt(at + 1));
                badEscape(at, end);
                return end;
            }
        }
        return at + 2;
    }

    private int numbered(int at, int from, int count, int base, int to, ByteArrayOutputStream bytes) {
        int end = from;
        long value = 0;
        while (end < from + count && end < to && digit(text.charAt(end), base) >= 0) {
            value = value * base + digit(text.charAt(end), base);
            end++;
        }
        boolean isByte = base == 8 || count == 2;
        if (end < from + count || value > (isByte ? 255 : Character.MAX_CODE_POINT)) {
            badEscape(at, end);
        } else if (isByte) {
            bytes.write((int) value);
        } else {
            boolean isSurrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
            write(bytes, isSurrogate ? 0xFFFD : (int) value);
        }
        return end;
    }

    private void badEscape(int start, int end) {
        problem(
                start,
                end,
                Text.shown(text.substring(start, end)) + " is not an escape of LogQL",
                "double the backslash, or put the string in backticks, where a backslash is a backslash");
    }

    private static void write(ByteArrayOutputStream bytes, int c) {
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
    }

    private void symbol(int start) {
        boolean isLegal = checkCharacter();
        position += Character.charCount(peek());
        if (!isLegal) {
            return;
        }
        if (position < text.length()) {
            Token.Kind two = Token.Kind.of(text.substring(start, position + 1));
            if (two != Token.Kind.NAME) {
                position++;
                add(two, start, two.text());
                return;
            }
        }
        add(Token.Kind.of(sinceText(start)), start, sinceText(start));
    }

    private boolean checkCharacter() {
        return checkCharacter(position);
    }

    /** Whether queries may have the character; tells it if they may not. */
    private boolean checkCharacter(int at) {
        int c = text.codePointAt(at);
        if (c == 0) {
            problem(at, at + 1, "a NUL character", "remove it");
            return false;
        }
        if (Character.getType(c) == Character.SURROGATE && !isSecondHalf(at)) {
            problem(at, at + 1, "half a character (an unpaired surrogate)", "remove it");
            return false;
        }
        return true;
    }

    private boolean isSecondHalf(int at) {
        return at > 0 && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    }

    private void problem(int start, int end, String message, String advice) {
        firstProblem = Math.min(firstProblem, start);
        if (problemCount++ < MOST_PROBLEMS) {
            problems.add(source.placeAt(start, end), message, advice);
        }
    }

    private void add(Token.Kind kind, int start, String said) {
        tokens.add(new Token(kind, start, position, said));
    }

    private String sinceText(int start) {
        return text.substring(start, position);
    }

    private int peek() {
        return position < text.length() ? text.codePointAt(position) : END;
    }

    private int charAt(int at) {
        return at < text.length() ? text.charAt(at) : END;
    }

    private static String lower(String word) {
        StringBuilder lower = new StringBuilder(word.length());
        word.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return lower.toString();
    }

    private static boolean isNameStart(int c) {
        return c == '_' || Character.isLetter(c);
    }

    private static boolean isDecimal(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(int c) {
        return digit(c, 16) >= 0;
    }

    private static int digit(int c, int base) {
        return c < 128 ? Character.digit(c, base) : -1;
    }
}
