package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.PlaceIndex;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.logql.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The words of a text, read one after another, and what turned out to be wrong with them. */
final class Words {
    /** How deep queries, label filters and ranges may nest, so that whoever walks over them has stack enough. */
    static final int DEEPEST = 200;

    /** As in Loki v3.7.6: the text must be shorter. */
    private static final int LONGEST = 131_072;

    private static final int MOST_PROBLEMS = 20;

    private final Source source;
    private final PlaceIndex index;
    private final Problems problems = new Problems();
    private final Places places;
    private final List<Token> tokens;
    /** Where the lexer had its first problem; from there on, words may not be what was meant. */
    private final int firstBadWord;

    /** Where words are cut wrongly. */
    private final List<Place> badPlaces;

    private final LokiVersion version;
    /** Whether stages that cannot be run are problems. */
    private final boolean areRun;

    private int at;
    private int depth;
    private int problemCount;

    /** @param places gets where each thing that is read stands */
    Words(Source source, Places places) {
        this(source, places, LokiVersion.NEWEST, true);
    }

    /**
     * Words that another version of Loki reads.
     *
     * @param areRun whether stages that cannot be run are problems
     */
    Words(Source source, Places places, LokiVersion version, boolean areRun) {
        this.source = source;
        this.index = new PlaceIndex(source);
        this.places = places;
        this.version = version;
        this.areRun = areRun;
        refuseTooLong();
        Lexer lexer = new Lexer(source, problems);
        this.tokens = lexer.tokens();
        this.firstBadWord = lexer.firstProblem();
        this.badPlaces = problems.list().stream().map(Problem::place).toList();
        if (!version.isAtLeast(LokiVersion.PATTERN_FILTERS)) {
            tokens.stream().filter(this::isInCapitals).forEach(token -> since(LokiVersion.PATTERN_FILTERS, token));
        }
    }

    private void refuseTooLong() {
        int length = source.text().length() < LONGEST
                ? source.text().getBytes(StandardCharsets.UTF_8).length
                : source.text().length();
        if (length >= LONGEST) {
            problems.add(
                    source.place(),
                    "the query has " + length + " bytes, and Loki reads up to " + (LONGEST - 1),
                    "write it shorter");
            throw new ProblemsException(problems.list());
        }
    }

    /** All of the text as one thing, or all that is wrong with it. */
    <T> T whole(Supplier<T> part, String what) {
        Optional<T> read = Optional.empty();
        try {
            if (is(Kind.END) && problems.isEmpty()) {
                throw fail(current(), "nothing is written here", "write " + what);
            }
            read = Optional.of(part.get());
            expectEnd();
        } catch (Stop stop) {
            // What was wrong is among the problems.
        }
        problems.throwIfAny();
        return read.orElseThrow();
    }

    private void expectEnd() {
        if (is(Kind.END)) {
            return;
        }
        Token token = current();
        throw switch (token.kind()) {
            case CLOSE -> fail(token, "\")\" closes nothing", "remove it, or add \"(\" before");
            case CLOSE_BRACE -> fail(token, "\"}\" closes nothing", "remove it, or add \"{\" before");
            case RANGE ->
                fail(
                        token,
                        "a range is legal only inside a function such as count_over_time or rate",
                        "write count_over_time({…} … " + written(token) + ")");
            case EQ -> fail(token, "\"=\" does not compare queries", "write ==");
            case UNWRAP -> fail(token, "unwrap needs \"|\" before it", "");
            case OFFSET -> fail(token, "an offset follows a range directly", "write it after \"]\"");
            case DOT -> fail(token, "unexpected \".\"", "a path stands in quotes after a label: | json a=\"b.c\"");
            case NAME -> fail(token, "unexpected " + described(token), foreignOperator(token));
            default -> fail(token, "unexpected " + described(token), reservedAdvice(token));
        };
    }

    private static String foreignOperator(Token token) {
        return switch (token.text()) {
            case "&" -> "write \"and\"";
            case "!" -> "write \"!=\" or \"unless\"";
            default -> "";
        };
    }

    static <T> Map<String, T> byWord(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(word, Function.identity()));
    }

    static <T> Map<Kind, T> byKind(T[] values, Function<T, String> symbol) {
        Map<Kind, T> kinds = new EnumMap<>(Kind.class);
        for (T value : values) {
            kinds.put(Kind.of(symbol.apply(value)), value);
        }
        return kinds;
    }

    /** Ends the reading of a part; what was wrong has been said. */
    static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stop() {
            super(null, null, false, false);
        }
    }

    // words

    /** The word to be read next. */
    Token current() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    boolean is(Kind kind) {
        return current().kind() == kind;
    }

    /** The word that was read last. */
    Token previous() {
        return tokens.get(at - 1);
    }

    Token take() {
        Token token = current();
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean takeIf(Kind kind) {
        if (is(kind)) {
            at++;
            return true;
        }
        return false;
    }

    Token expect(Kind kind, String advice) {
        if (!is(kind)) {
            throw fail(current(), "expected " + called(kind) + " but found " + described(current()), advice);
        }
        return take();
    }

    static String called(Kind kind) {
        return kind.text().indexOf(' ') < 0 ? "\"" + kind.text() + "\"" : kind.text();
    }

    Token expectString(String advice) {
        if (is(Kind.NAME) && !current().text().startsWith("'")) {
            String word = current().text();
            String quotes = "“”„‘’«»".contains(word)
                    ? "strings are in straight quotes: \"…\" or `…`"
                    : "put it in quotes: " + Text.shown(word);
            throw fail(current(), "expected a string but found " + described(current()), quotes);
        }
        if (is(Kind.NAME)) {
            throw fail(current(), "a string cannot be in single quotes", "use \"…\" or `…`");
        }
        return expect(Kind.STRING, advice);
    }

    Token expectName(String what) {
        if (!is(Kind.NAME)) {
            throw fail(
                    current(),
                    "expected " + what + " but found " + described(current()),
                    is(Kind.STRING) ? "names of labels have no quotes" : reservedAdvice(current()));
        }
        return take();
    }

    String reservedAdvice(Token token) {
        return token.kind().isWord()
                ? described(token) + " is a reserved word of LogQL and cannot be a label's name here"
                : "";
    }

    String described(Token token) {
        return switch (token.kind()) {
            case END -> "the end of the query";
            case STRING -> "the string " + Text.shown(token.text());
            default -> Text.shown(written(token));
        };
    }

    String written(Token token) {
        return source.text().substring(token.start(), token.end());
    }

    // problems

    Place place(Token token) {
        if (token.kind() == Kind.END && at > 0) {
            int end = tokens.get(tokens.size() - 2 < 0 ? 0 : tokens.size() - 2).end();
            return index.placeAt(end, end + 1);
        }
        return index.placeAt(token.start(), token.end());
    }

    /** From a word to the one read last. */
    Place from(Token first) {
        return index.placeAt(first.start(), tokens.get(Math.max(0, at - 1)).end());
    }

    void problem(Place place, String message, String advice) {
        if (problemCount++ < MOST_PROBLEMS && badPlaces.stream().noneMatch(bad -> isInside(bad, place))) {
            problems.add(place, message, advice);
        }
    }

    /** Whether the lexer has told a problem there, of which others may be mere consequences. */
    private static boolean isInside(Place bad, Place place) {
        return bad.line() == place.line()
                && bad.column() >= place.column()
                && bad.column() < place.column() + Math.max(1, place.length());
    }

    /** Says what is wrong with a word, unless the words before were not cut rightly; to be thrown. */
    Stop fail(Token token, String message, String advice) {
        if (!isDoubtful(token) && !hasManyProblems()) {
            problem(place(token), message, advice);
        }
        return new Stop();
    }

    /** A value, or the one in its place if there cannot be such a value. */
    <T> T build(Place place, T instead, Supplier<? extends T> value) {
        try {
            return mark(value.get(), place);
        } catch (IllegalValueException illegal) {
            problem(place, illegal.message(), illegal.advice());
            return instead;
        }
    }

    /** A stage; that it cannot be run is a problem only for who wants to run it. */
    <T> T buildStage(Place place, T instead, Supplier<? extends T> stage) {
        return build(
                place,
                instead,
                areRun
                        ? stage
                        : () -> {
                            try {
                                return stage.get();
                            } catch (IllegalValueException cannotRun) {
                                return instead;
                            }
                        });
    }

    /** Whether stages that cannot be run are problems. */
    boolean areRun() {
        return areRun;
    }

    /** Tells that a word has its meaning only since a version of Loki, if it is to be read by an older one. */
    void since(LokiVersion first, Token token) {
        if (!version.isAtLeast(first)) {
            problem(
                    place(token),
                    described(token) + " is LogQL only since Loki " + first + "; this is read as Loki " + version
                            + " would",
                    "");
        }
    }

    private boolean isInCapitals(Token token) {
        return (token.kind().isWord() || token.kind() == Kind.FUNCTION)
                && !written(token).equals(written(token).toLowerCase(Locale.ROOT));
    }

    /** Remembers where a thing stands. */
    <T> T mark(T thing, Place place) {
        places.put(thing, place);
        return thing;
    }

    /** The text of a word; its place is remembered with this very text, but for the empty one, which is everywhere. */
    String marked(Token token) {
        return token.text().isEmpty() ? token.text() : mark(token.text(), place(token));
    }

    <T> T nested(Supplier<T> part) {
        if (++depth > DEEPEST) {
            throw tooDeep();
        }
        T result = part.get();
        depth--;
        return result;
    }

    void closing(Token open) {
        if (is(Kind.END)) {
            throw unclosed(open, "unclosed parenthesis, add \")\"");
        }
        if (is(Kind.RANGE)) {
            throw fail(
                    current(),
                    "a range is legal only inside a function such as count_over_time or rate",
                    "write count_over_time({…} … " + written(current()) + ")");
        }
        expect(Kind.CLOSE, reservedAdvice(current()));
    }

    /** Says that what began with a word does not end, unless it is not known what stands there. */
    Stop unclosed(Token open, String message) {
        return isDoubtful(current()) ? new Stop() : fail(open, message, "");
    }

    Stop tooDeep() {
        return fail(current(), "the query nests more than " + DEEPEST + " levels deep", "write it flatter");
    }

    /** A name stands before a selector, as in Prometheus. */
    Stop noMetricName(Token name) {
        return fail(name, "LogQL has no metric names such as " + described(name), "begin with the selector {…}");
    }

    /** Whether so much is wrong that it is not worth while to look for more. */
    boolean hasManyProblems() {
        return problemCount >= MOST_PROBLEMS;
    }

    /** How many problems the grammar has told. */
    int problemCount() {
        return problemCount;
    }

    /** Whether the lexer may have cut this word wrongly. */
    boolean isDoubtful(Token token) {
        return token.start() >= firstBadWord;
    }

    /** The first word of all. */
    Token first() {
        return tokens.get(0);
    }
}
