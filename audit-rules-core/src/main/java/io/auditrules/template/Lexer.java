package io.auditrules.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Cuts a template into the tokens of Go's text/template (1.26), over its bytes. */
final class Lexer {
    enum Type {
        ERROR,
        BOOL,
        CHAR,
        CHAR_CONSTANT,
        COMPLEX,
        ASSIGN,
        DECLARE,
        EOF,
        FIELD,
        IDENTIFIER,
        LEFT_DELIM,
        LEFT_PAREN,
        NUMBER,
        PIPE,
        RAW_STRING,
        RIGHT_DELIM,
        RIGHT_PAREN,
        SPACE,
        STRING,
        TEXT,
        VARIABLE,
        BLOCK,
        BREAK,
        CONTINUE,
        DOT,
        DEFINE,
        ELSE,
        END,
        IF,
        NIL,
        RANGE,
        TEMPLATE,
        WITH;

        boolean isKeyword() {
            return compareTo(BLOCK) >= 0;
        }
    }

    /**
     * A token.
     *
     * @param position its first byte, or that of what is wrong
     * @param end behind its last byte
     * @param value its text, or what is wrong
     * @param line from 1
     */
    record Token(Type type, int position, int end, String value, int line) {
        /** As Go's messages name it. */
        @Override
        public String toString() {
            if (type == Type.EOF) {
                return "EOF";
            }
            if (type == Type.ERROR) {
                return value;
            }
            if (type.isKeyword()) {
                return "<" + value + ">";
            }
            return value.length() > 10 ? Printf.sprintf("%.10q...", new Object[] {value}) : Quoted.quote(value);
        }
    }

    /** Before the first token. */
    static final Token NONE = new Token(Type.ERROR, 0, 0, "", 0);

    private static final Map<String, Type> KEYWORDS = Map.ofEntries(
            Map.entry("block", Type.BLOCK),
            Map.entry("break", Type.BREAK),
            Map.entry("continue", Type.CONTINUE),
            Map.entry("define", Type.DEFINE),
            Map.entry("else", Type.ELSE),
            Map.entry("end", Type.END),
            Map.entry("if", Type.IF),
            Map.entry("range", Type.RANGE),
            Map.entry("nil", Type.NIL),
            Map.entry("template", Type.TEMPLATE),
            Map.entry("with", Type.WITH));
    private static final String LEFT = "{{";
    private static final String RIGHT = "}}";
    private static final int EOF = -1;

    private String input;
    private int at;
    private int start;
    private boolean isAtEnd;
    private int actionStart;
    /** Where those that are open stand. */
    private final Deque<Integer> parentheses = new ArrayDeque<>();

    private int line = 1;
    private int startLine = 1;
    private boolean isInAction;

    Lexer(String input) {
        this.input = input;
    }

    Token next() {
        return isInAction ? inAction() : text();
    }

    private int read() {
        if (at >= input.length()) {
            isAtEnd = true;
            return EOF;
        }
        int rune = Utf8.runeAt(input, at);
        at += Utf8.sizeAt(input, at);
        line += rune == '\n' ? 1 : 0;
        return rune;
    }

    private void back() {
        if (!isAtEnd && at > 0) {
            at -= Utf8.sizeBefore(input, at);
            line -= input.charAt(at) == '\n' ? 1 : 0;
        }
    }

    private int peek() {
        return at >= input.length() ? EOF : Utf8.runeAt(input, at);
    }

    private Token token(Type type) {
        Token token = new Token(type, start, at, input.substring(start, at), startLine);
        start = at;
        startLine = line;
        return token;
    }

    private void ignore() {
        countLines();
        start = at;
        startLine = line;
    }

    private void countLines() {
        for (int i = start; i < at; i++) {
            line += input.charAt(i) == '\n' ? 1 : 0;
        }
    }

    private Token error(String message) {
        return error(start, at, message);
    }

    private Token error(int from, int to, String message) {
        Token token = new Token(Type.ERROR, from, to, message, startLine);
        input = "";
        start = 0;
        at = 0;
        return token;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    static boolean isAlphaNumeric(int rune) {
        return rune == '_' || (rune >= 0 && (Character.isLetter(rune) || Character.isDigit(rune)));
    }

    private boolean isLeftTrim(int index) {
        return input.startsWith("-", index) && index + 1 < input.length() && isSpace(input.charAt(index + 1));
    }

    private boolean isRightTrim(int index) {
        return index < input.length() && isSpace(input.charAt(index)) && input.startsWith("-" + RIGHT, index + 1);
    }

    private boolean isAtRightDelim() {
        return isRightTrim(at) || input.startsWith(RIGHT, at);
    }

    private Token text() {
        while (true) {
            int left = input.indexOf(LEFT, at);
            if (left < 0) {
                at = input.length();
                if (at > start) {
                    countLines();
                    return token(Type.TEXT);
                }
                return token(Type.EOF);
            }
            if (left > at) {
                int end = left;
                if (isLeftTrim(left + 2)) {
                    while (end > start && isSpace(input.charAt(end - 1))) {
                        end--;
                    }
                }
                at = end;
                countLines();
                Token text = token(Type.TEXT);
                at = left;
                ignore();
                if (!text.value.isEmpty()) {
                    return text;
                }
            }
            at += 2;
            int afterMarker = isLeftTrim(at) ? 2 : 0;
            if (!input.startsWith("/*", at + afterMarker)) {
                actionStart = start;
                Token delim = token(Type.LEFT_DELIM);
                isInAction = true;
                at += afterMarker;
                ignore();
                parentheses.clear();
                return delim;
            }
            at += afterMarker;
            ignore();
            int end = input.indexOf("*/", at + 2);
            if (end < 0) {
                at += 2;
                return error("unclosed comment");
            }
            at = end + 2;
            if (!isAtRightDelim()) {
                return error("comment ends before closing delimiter");
            }
            boolean isTrimmed = isRightTrim(at);
            at += isTrimmed ? 4 : 2;
            trimLeft(isTrimmed);
            ignore();
        }
    }

    private void trimLeft(boolean isTrimmed) {
        while (isTrimmed && at < input.length() && isSpace(input.charAt(at))) {
            at++;
        }
    }

    private Token rightDelim() {
        boolean isTrimmed = isRightTrim(at);
        if (isTrimmed) {
            at += 2;
            ignore();
        }
        at += 2;
        Token token = token(Type.RIGHT_DELIM);
        trimLeft(isTrimmed);
        ignore();
        isInAction = false;
        return token;
    }

    private Token inAction() {
        if (isAtRightDelim()) {
            return parentheses.isEmpty()
                    ? rightDelim()
                    : error(parentheses.getLast(), parentheses.getLast() + 1, "unclosed left paren");
        }
        int c = read();
        switch (c) {
            case EOF -> {
                return error(actionStart, actionStart + LEFT.length(), "unclosed action");
            }
            case ' ', '\t', '\r', '\n' -> {
                back();
                return space();
            }
            case '=' -> {
                return token(Type.ASSIGN);
            }
            case ':' -> {
                return read() == '=' ? token(Type.DECLARE) : error("expected :=");
            }
            case '|' -> {
                return token(Type.PIPE);
            }
            case '"' -> {
                return quoted('"', Type.STRING, "unterminated quoted string");
            }
            case '\'' -> {
                return quoted('\'', Type.CHAR_CONSTANT, "unterminated character constant");
            }
            case '`' -> {
                return rawString();
            }
            case '$' -> {
                return fieldOrVariable(Type.VARIABLE);
            }
            case '(' -> {
                parentheses.add(start);
                return token(Type.LEFT_PAREN);
            }
            case ')' -> {
                return parentheses.pollLast() == null ? error("unexpected right paren") : token(Type.RIGHT_PAREN);
            }
            default -> {}
        }
        boolean startsNumber = c == '+' || c == '-' || (c >= '0' && c <= '9');
        if (c == '.' && at < input.length()) {
            char next = input.charAt(at);
            if (next < '0' || next > '9') {
                return fieldOrVariable(Type.FIELD);
            }
            startsNumber = true;
        }
        if (startsNumber || c == '.') {
            back();
            return number();
        }
        if (isAlphaNumeric(c)) {
            back();
            return identifier();
        }
        if (c < 0x80 && Quoted.isPrint(c)) {
            return token(Type.CHAR);
        }
        String shown = Printf.sprintf("%#U", new Object[] {(long) c});
        return error("unrecognized character in action: " + shown);
    }

    private Token space() {
        int count = 0;
        while (isSpace(peek())) {
            read();
            count++;
        }
        if (isRightTrim(at - 1)) {
            back();
            if (count == 1) {
                return rightDelim();
            }
        }
        return token(Type.SPACE);
    }

    private Token identifier() {
        int c = read();
        while (isAlphaNumeric(c)) {
            c = read();
        }
        back();
        String word = input.substring(start, at);
        if (!isAtTerminator()) {
            return badCharacter(c);
        }
        Type keyword = KEYWORDS.get(word);
        if (keyword != null) {
            return token(keyword);
        }
        return token(word.equals("true") || word.equals("false") ? Type.BOOL : Type.IDENTIFIER);
    }

    private Token fieldOrVariable(Type type) {
        if (isAtTerminator()) {
            return token(type == Type.VARIABLE ? Type.VARIABLE : Type.DOT);
        }
        int c = read();
        while (isAlphaNumeric(c)) {
            c = read();
        }
        back();
        return isAtTerminator() ? token(type) : badCharacter(c);
    }

    /** All of the word is wrong, of which Go tells the first character that is. */
    private Token badCharacter(int c) {
        while (!isAtTerminator()) {
            at += Utf8.sizeAt(input, at);
        }
        return error("bad character " + Printf.sprintf("%#U", new Object[] {(long) c}));
    }

    private boolean isAtTerminator() {
        int c = peek();
        return isSpace(c) || c == EOF || ".,|:)(".indexOf(c) >= 0 || input.startsWith(RIGHT, at);
    }

    private Token quoted(char quote, Type type, String unterminated) {
        while (true) {
            int c = read();
            if (c == '\\') {
                c = read();
                if (c != EOF && c != '\n') {
                    continue;
                }
            }
            if (c == EOF || c == '\n') {
                return error(unterminated);
            }
            if (c == quote) {
                return token(type);
            }
        }
    }

    private Token rawString() {
        while (true) {
            int c = read();
            if (c == EOF) {
                return error("unterminated raw quoted string");
            }
            if (c == '`') {
                return token(Type.RAW_STRING);
            }
        }
    }

    private Token number() {
        if (!scanNumber()) {
            return error("bad number syntax: " + Quoted.quote(input.substring(start, at)));
        }
        if (peek() == '+' || peek() == '-') {
            if (!scanNumber() || input.charAt(at - 1) != 'i') {
                return error("bad number syntax: " + Quoted.quote(input.substring(start, at)));
            }
            return token(Type.COMPLEX);
        }
        return token(Type.NUMBER);
    }

    private boolean accept(String valid) {
        if (at < input.length() && valid.indexOf(input.charAt(at)) >= 0) {
            at++;
            return true;
        }
        return false;
    }

    private void acceptRun(String valid) {
        while (accept(valid)) {
            // Each digit moves on.
        }
    }

    private boolean scanNumber() {
        accept("+-");
        String digits = "0123456789_";
        char base = 'd';
        if (accept("0")) {
            if (accept("xX")) {
                base = 'x';
                digits = "0123456789abcdefABCDEF_";
            } else if (accept("oO")) {
                base = 'o';
                digits = "01234567_";
            } else if (accept("bB")) {
                base = 'b';
                digits = "01_";
            }
        }
        acceptRun(digits);
        if (accept(".")) {
            acceptRun(digits);
        }
        if ((base == 'd' && accept("eE")) || (base == 'x' && accept("pP"))) {
            accept("+-");
            acceptRun("0123456789_");
        }
        accept("i");
        if (isAlphaNumeric(peek())) {
            read();
            return false;
        }
        return true;
    }
}
