package io.auditrules.query;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Evaluation;
import io.auditrules.evaluate.Limits;
import io.auditrules.evaluate.Query;
import io.auditrules.evaluate.Question;
import io.auditrules.event.Labels;
import io.auditrules.event.LogSummary;
import io.auditrules.files.LogFiles;
import io.auditrules.files.SourceFiles;
import io.auditrules.logql.Expr;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LogSelector;
import io.auditrules.logql.LokiVersion;
import io.auditrules.logql.Metric;
import io.auditrules.time.PrometheusDuration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Queries asked of log files, all in one pass over them, as Loki would answer them.
 *
 * <pre>{@code
 * Findings findings = QuickLook.builder(Path.of(""))
 *         .query("sum by (verb) (count_over_time({log_type=\"audit\"} | json [1h]))")
 *         .logs(List.of(Path.of("audit.log")))
 *         .format("json")
 *         .build()
 *         .run();
 * findings.text();
 * }</pre>
 *
 * <p>A metric query is asked at one time, or, if there is a step, at several; a log query is asked for its lines. The times
 * that nobody gives are those of the oldest and the newest line.
 */
public final class QuickLook {
    private final List<Typed> queries;
    private final boolean areFromFile;
    private final LogFiles logs;
    private final Builder asked;
    private final LokiVersion version;
    private final Optional<Instant> at;
    private final Optional<Instant> start;
    private final Optional<Instant> end;
    private final Optional<Duration> step;
    private final Question.Direction direction;
    private final Optional<AnswerFormat> format;
    private @Nullable LogSummary firstLook;

    /** A query where it was typed. */
    private record Typed(String text, Place place, Expr expr, Query query) {
        boolean isOfLines() {
            return expr instanceof LogSelector;
        }
    }

    private record Asked(Typed query, Question question, Evaluation.Ticket ticket) {}

    private QuickLook(
            List<Typed> queries,
            LogFiles logs,
            Builder asked,
            LokiVersion version,
            Optional<Instant> at,
            Optional<Instant> start,
            Optional<Instant> end,
            Optional<Duration> step,
            Question.Direction direction,
            Optional<AnswerFormat> format) {
        this.queries = queries;
        this.areFromFile = asked.queryFile.isPresent();
        this.logs = logs;
        this.asked = asked;
        this.version = version;
        this.at = at;
        this.start = start;
        this.end = end;
        this.step = step;
        this.direction = direction;
        this.format = format;
    }

    /**
     * Begins a look.
     *
     * @param base what paths in messages are relative to: the project
     */
    public static Builder builder(Path base) {
        return new Builder(base);
    }

    /**
     * Reads the logs and answers. They are read once, or twice where a time is that of a line.
     *
     * @throws ProblemsException if the logs have no time and one is needed, or the times do not fit together
     * @throws java.io.UncheckedIOException if a log cannot be read
     */
    public Findings run() {
        Problems problems = new Problems();
        Evaluation evaluation = new Evaluation();
        List<Asked> questions = new ArrayList<>();
        for (Typed query : queries) {
            try {
                Question question = question(query);
                questions.add(new Asked(query, question, evaluation.add(query.query(), question)));
            } catch (IllegalValueException e) {
                problems.add(query.place(), e);
            }
        }
        problems.throwIfAny();
        evaluation.read(logs);
        List<Finding> findings = questions.stream().map(this::finding).toList();
        return new Findings(findings, areFromFile, format, notes());
    }

    private Question question(Typed query) {
        if (query.isOfLines()) {
            Instant to = end.orElseGet(() -> newest("end").plusNanos(1));
            Instant from = start.orElseGet(() -> oldest("start"));
            if (to.isBefore(from)) {
                throw new IllegalValueException("the end " + to + " is before the start " + from, "");
            }
            return Question.lines(from, to, direction, asked.limit);
        }
        if (step.isPresent()) {
            Instant to = end.orElseGet(() -> newest("end"));
            return Question.steps(start.orElseGet(() -> oldest("start")), to, step.get());
        }
        return Question.at(at.orElseGet(() -> newest("at").plusNanos(seesItsEnd() ? 0 : 1)));
    }

    /** Whether the newest line counts when it is asked for its time. */
    private boolean seesItsEnd() {
        return version.isAtLeast(LokiVersion.ENDS_COUNT);
    }

    private Instant oldest(String parameter) {
        return firstLook().oldest().orElseThrow(() -> noTime(parameter));
    }

    private Instant newest(String parameter) {
        return firstLook().newest().orElseThrow(() -> noTime(parameter));
    }

    private IllegalValueException noTime(String parameter) {
        return firstLook().lines() == 0
                ? new IllegalValueException("the logs have no line", "name files that have some")
                : new IllegalValueException(
                        "no line of the logs tells when it was written, so no time can be taken for \"" + parameter
                                + "\"",
                        "the times are those of @timestamp, stageTimestamp or requestReceivedTimestamp in a JSON line,"
                                + " or those of logcli --output=jsonl");
    }

    private LogSummary firstLook() {
        LogSummary known = firstLook;
        if (known == null) {
            known = LogSummary.of(logs);
            firstLook = known;
        }
        return known;
    }

    private Finding finding(Asked question) {
        Typed query = question.query();
        Answer answer = question.ticket().answer();
        List<String> notes = new ArrayList<>();
        if (!(answer instanceof Answer.Failure)) {
            notes.add(when(question.question()));
        }
        if (isEmpty(answer)) {
            notes.addAll(Selection.notes(query.expr(), firstLook()));
        }
        if (answer instanceof Answer.Streams streams && lineCount(streams) == asked.limit) {
            notes.add("there may be more: these are as many as the limit lets through");
        }
        if (answer instanceof Answer.Failure failure
                && failure.kind() == Answer.Failure.Kind.PIPELINE_ERROR
                && query.expr() instanceof Metric metric) {
            String lines = BrokenLines.in(logs.each(), metric, question.question(), version);
            if (!lines.isEmpty()) {
                notes.add(lines);
            }
        }
        return new Finding(query.text(), query.place(), question.question(), answer, notes);
    }

    private String when(Question question) {
        return question.accept(new Question.Visitor<>() {
            @Override
            public String at(Question.At at) {
                return "at " + at.time()
                        + (QuickLook.this.at.isPresent()
                                ? ""
                                : seesItsEnd() ? ", the time of the newest line" : ", right after the newest line");
            }

            @Override
            public String steps(Question.Steps steps) {
                return "from " + steps.start() + " to " + steps.end() + ", each " + PrometheusDuration.of(steps.step());
            }

            @Override
            public String lines(Question.Lines lines) {
                return "from " + lines.start() + " to "
                        + (end.isPresent()
                                ? "before " + lines.end()
                                : lines.end().minusNanos(1));
            }
        });
    }

    private static boolean isEmpty(Answer answer) {
        return answer.accept(new Answer.Visitor<>() {
            @Override
            public Boolean scalar(Answer.Scalar scalar) {
                return false;
            }

            @Override
            public Boolean vector(Answer.Vector vector) {
                return vector.samples().isEmpty();
            }

            @Override
            public Boolean matrix(Answer.Matrix matrix) {
                return matrix.series().isEmpty();
            }

            @Override
            public Boolean streams(Answer.Streams streams) {
                return streams.streams().isEmpty();
            }

            @Override
            public Boolean failure(Answer.Failure failure) {
                return false;
            }
        });
    }

    private static int lineCount(Answer.Streams streams) {
        return streams.streams().stream()
                .mapToInt(stream -> stream.lines().size())
                .sum();
    }

    /** Told only where there was a first look. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        LogSummary summary = firstLook;
        if (summary != null && summary.linesWithoutTime() > 0) {
            notes.add(summary.linesWithoutTime() + " of " + summary.lines()
                    + " lines have no time, so no query sees them");
        }
        if (summary != null && summary.linesWithBorrowedTime() > 0) {
            notes.add(summary.linesWithBorrowedTime() + " of " + summary.lines()
                    + " lines tell no time and are taken to be as old as a line beside them");
        }
        return notes;
    }

    /** Takes everything as people type it; {@link #build} tells all that is wrong with it. */
    public static final class Builder {
        private static final int MANY_LINES = 10_000;
        private static final Instant SOME_TIME = Instant.EPOCH;

        private final Path base;
        private Optional<String> query = Optional.empty();
        private Optional<Path> queryFile = Optional.empty();
        private List<Path> logs = List.of();
        private String labels = "log_type=audit";
        private Optional<String> at = Optional.empty();
        private Optional<String> start = Optional.empty();
        private Optional<String> end = Optional.empty();
        private Optional<String> step = Optional.empty();
        private int limit = MANY_LINES;
        private Optional<String> direction = Optional.empty();
        private Optional<String> version = Optional.empty();
        private int maxQuerySeries = Limits.DEFAULT.maxQuerySeries();
        private Optional<String> format = Optional.empty();
        private final Problems problems = new Problems();

        private Builder(Path base) {
            this.base = base;
        }

        /** A query in LogQL. */
        public Builder query(String text) {
            query = Optional.of(text);
            return this;
        }

        /** A file with a query a line; those that are blank or begin with {@code #} do not count. */
        public Builder queryFile(Path file) {
            queryFile = Optional.of(file);
            return this;
        }

        /** Raw lines or what {@code logcli --output=jsonl} wrote, compressed by gzip or not. */
        public Builder logs(List<Path> files) {
            logs = List.copyOf(files);
            return this;
        }

        /** The labels of the stream that raw lines belong to, {@code log_type=audit,cluster=a}. */
        public Builder labels(String text) {
            labels = text;
            return this;
        }

        /** When metric queries are asked, in RFC 3339; else when the newest line counts. */
        public Builder at(String time) {
            at = Optional.of(time);
            return this;
        }

        /** When a range begins, in RFC 3339; else with the oldest line. */
        public Builder start(String time) {
            start = Optional.of(time);
            return this;
        }

        /** When a range ends, in RFC 3339, the time itself not included in a log query; else after the newest line. */
        public Builder end(String time) {
            end = Optional.of(time);
            return this;
        }

        /** Asks metric queries over a range, each such while, {@code 5m}. */
        public Builder step(String duration) {
            step = Optional.of(duration);
            return this;
        }

        /** How many lines a log query yields at most; else 10,000. */
        public Builder limit(int lines) {
            limit = lines;
            return this;
        }

        /** {@code forward} for the oldest lines of a log query first, as it is without this, or {@code backward}. */
        public Builder direction(String word) {
            direction = Optional.of(word);
            return this;
        }

        /** The version of the Loki that the queries are for, {@code 2.8}; else the newest. */
        public Builder lokiVersion(String text) {
            version = Optional.of(text);
            return this;
        }

        /** Loki's {@code max_query_series}. */
        public Builder maxQuerySeries(int count) {
            maxQuerySeries = count;
            return this;
        }

        /** {@code table}, {@code json} or {@code lines}; else that which is usual for each query. */
        public Builder format(String word) {
            format = Optional.of(word);
            return this;
        }

        /**
         * Ends the builder. The logs are not read yet.
         *
         * @throws ProblemsException with everything that is wrong
         */
        public QuickLook build() {
            LokiVersion loki =
                    parsed("lokiVersion", version, LokiVersion::parse).orElse(LokiVersion.NEWEST);
            Labels stream =
                    parsed("labels", Optional.of(labels), Parameter::stream).orElse(Labels.EMPTY);
            LogFiles files = new LogFiles(logs, base, stream);
            if (logs.isEmpty()) {
                add("logs", "no log file is named", "name one or several, with commas between them");
            }
            files.check(problems);
            if (limit < 1) {
                add("limit", "a limit of " + limit + " lines", "ask for at least one");
            }
            if (maxQuerySeries < 1) {
                add(
                        "maxQuerySeries",
                        maxQuerySeries + " series",
                        "Loki's default is " + Limits.DEFAULT.maxQuerySeries());
            }
            Optional<AnswerFormat> written =
                    parsed("format", format, word -> Parameter.choice(word, AnswerFormat.values()));
            Question.Direction order = parsed(
                            "direction", direction, word -> Parameter.choice(word, Question.Direction.values()))
                    .orElse(Question.Direction.FORWARD);
            List<Typed> typed = queries(loki);
            if (written.equals(Optional.of(AnswerFormat.LINES))) {
                typed.stream()
                        .filter(query -> !query.isOfLines())
                        .forEach(query -> problems.add(
                                query.place(), "a metric query has no lines", "choose the format table or json"));
            }
            Optional<Instant> time = parsed("at", at, Parameter::time);
            Optional<Instant> from = parsed("start", start, Parameter::time);
            Optional<Instant> to = parsed("end", end, Parameter::time);
            Optional<Duration> each = parsed("step", step, Parameter::step);
            checkTimes(typed);
            problems.throwIfAny();
            return new QuickLook(typed, files, this, loki, time, from, to, each, order, written);
        }

        private void add(String parameter, String message, String advice) {
            problems.add(new Source(parameter, "").place(), message, advice);
        }

        private <T> Optional<T> parsed(String parameter, Optional<String> text, Function<String, T> parser) {
            try {
                return text.map(parser);
            } catch (IllegalValueException e) {
                add(parameter, e.message(), e.advice());
                return Optional.empty();
            }
        }

        private void checkTimes(List<Typed> typed) {
            boolean hasMetrics = typed.stream().anyMatch(query -> !query.isOfLines());
            boolean hasLines = typed.stream().anyMatch(Typed::isOfLines);
            if (typed.isEmpty()) {
                return;
            }
            if (at.isPresent() && step.isPresent()) {
                add("at", "a query is asked at one time or in steps, not both", "remove \"at\" or \"step\"");
            }
            if (!hasMetrics && at.isPresent()) {
                add("at", "a log query has lines of a while", "give \"start\" and \"end\"");
            }
            if (!hasMetrics && step.isPresent()) {
                add("step", "a log query has no steps", "remove it");
            }
            if (!hasLines && step.isEmpty() && (start.isPresent() || end.isPresent())) {
                add(
                        start.isPresent() ? "start" : "end",
                        "a metric query over a range needs a step",
                        "give \"step\", such as 1m, or give \"at\" for one time");
            }
        }

        private List<Typed> queries(LokiVersion loki) {
            if (query.isPresent() == queryFile.isPresent()) {
                add(
                        "query",
                        query.isPresent() ? "both \"query\" and \"queryFile\" are given" : "no query is given",
                        "give either \"query\" or \"queryFile\"");
            }
            List<Typed> typed = new ArrayList<>();
            query.ifPresent(text -> {
                Source source = new Source("query", text);
                add(source, source.place(1, 1, 1), typed, loki);
            });
            queryFile
                    .flatMap(file -> SourceFiles.readFile(file, base, problems))
                    .ifPresent(file -> {
                        List<String> lines = file.lines();
                        boolean hasQuery = false;
                        for (int i = 0; i < lines.size(); i++) {
                            String line = lines.get(i).strip();
                            if (!line.isEmpty() && !line.startsWith("#")) {
                                hasQuery = true;
                                add(new Source(file.path(), lines.get(i)), file.place(i + 1, 1, 1), typed, loki);
                            }
                        }
                        if (!hasQuery) {
                            problems.add(file.place(), "this file has no query", "write one a line");
                        }
                    });
            return typed;
        }

        /** Adds a query, or what is wrong with it. */
        private void add(Source source, Place begin, List<Typed> typed, LokiVersion loki) {
            try {
                Expr expr = LogQl.parse(source);
                Query parsed = Query.of(expr).withVersion(loki).withLimits(new Limits(maxQuerySeries));
                Typed one = new Typed(source.text().strip(), begin, expr, parsed);
                // what is found only when a query is run, such as a bad template
                new Evaluation()
                        .add(
                                parsed,
                                one.isOfLines()
                                        ? Question.lines(SOME_TIME, SOME_TIME, Question.Direction.FORWARD, 1)
                                        : Question.at(SOME_TIME));
                typed.add(one);
            } catch (ProblemsException e) {
                e.problems().forEach(problem -> problems.add(moved(problem, begin)));
            } catch (IllegalValueException e) {
                problems.add(begin, e);
            }
        }

        /** From the query alone to the text that it stands in. */
        private static Problem moved(Problem problem, Place begin) {
            Place place = problem.place();
            return new Problem(
                    begin.source()
                            .place(
                                    begin.line() + Math.max(place.line(), 1) - 1,
                                    Math.max(place.column(), 1),
                                    place.length()),
                    problem.message(),
                    problem.advice());
        }
    }
}
