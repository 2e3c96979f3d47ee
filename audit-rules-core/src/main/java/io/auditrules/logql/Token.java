package io.auditrules.logql;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A word of a LogQL text.
 *
 * @param start the UTF-16 offset of its first character
 * @param end the offset after its last
 * @param text what it says: of a string the text without quotes and escapes, of a range the duration, else as written
 */
record Token(Kind kind, int start, int end, String text) {

    /** What a word is to the grammar. */
    enum Kind {
        END("the end"),
        NAME("a name"),
        STRING("a string"),
        NUMBER("a number"),
        DURATION("a duration"),
        BYTES("a size"),
        RANGE("a range"),
        STRICT("--strict"),
        KEEP_EMPTY("--keep-empty"),

        COMMA(","),
        DOT("."),
        OPEN_BRACE("{"),
        CLOSE_BRACE("}"),
        OPEN("("),
        CLOSE(")"),
        CLOSE_BRACKET("]"),
        EQ("="),
        NEQ("!="),
        RE("=~"),
        NRE("!~"),
        NOT_PATTERN("!>"),
        PIPE_EXACT("|="),
        PIPE_MATCH("|~"),
        PIPE_PATTERN("|>"),
        PIPE("|"),
        CMP_EQ("=="),
        GT(">"),
        GTE(">="),
        LT("<"),
        LTE("<="),
        ADD("+"),
        SUB("-"),
        MUL("*"),
        DIV("/"),
        MOD("%"),
        POW("^"),

        BY("by"),
        WITHOUT("without"),
        BOOL("bool"),
        OFFSET("offset"),
        ON("on"),
        IGNORING("ignoring"),
        GROUP_LEFT("group_left"),
        GROUP_RIGHT("group_right"),
        OR("or"),
        AND("and"),
        UNLESS("unless"),
        UNWRAP("unwrap"),
        JSON("json"),
        REGEXP("regexp"),
        LOGFMT("logfmt"),
        UNPACK("unpack"),
        PATTERN("pattern"),
        LABEL_FORMAT("label_format"),
        LINE_FORMAT("line_format"),
        DECOLORIZE("decolorize"),
        DROP("drop"),
        KEEP("keep"),
        VARIANTS("variants"),
        OF("of"),

        /** The name of a function with the parenthesis that makes it one still to come. */
        FUNCTION("a function");

        private static final Map<String, Kind> BY_TEXT = Arrays.stream(values())
                .filter(kind -> kind.text.indexOf(' ') < 0 && !kind.text.startsWith("--"))
                .collect(Collectors.toUnmodifiableMap(kind -> kind.text, Function.identity()));

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** How it is written, or what a message calls it. */
        String text() {
            return text;
        }

        /** The kind that is always written like this, or {@link #NAME}. */
        static Kind of(String text) {
            return BY_TEXT.getOrDefault(text, NAME);
        }

        boolean isWord() {
            return Character.isLetter(text.charAt(0)) && BY_TEXT.containsKey(text);
        }
    }
}
