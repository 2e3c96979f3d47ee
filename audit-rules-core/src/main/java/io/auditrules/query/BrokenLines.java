package io.auditrules.query;

import io.auditrules.evaluate.Question;
import io.auditrules.event.Batch;
import io.auditrules.event.Batches;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.Literal;
import io.auditrules.logql.LokiVersion;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;
import io.auditrules.pipeline.SampleExtractor;
import io.auditrules.pipeline.SampleGrouping;
import io.auditrules.pipeline.Setting;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** The lines for which a query fails: where the first is, and how many there are. */
final class BrokenLines {
    private static final String ERROR = "__error__";
    private static final String PRESERVE_ERROR = "__preserve_error__";

    private final SampleExtractor extractor;
    private final long after;
    private final long last;
    private String first = "";
    private long count;

    private BrokenLines(RangeAggregation aggregation, Question question, LokiVersion version) {
        long range = aggregation.range().range().value().toNanos();
        long offset = aggregation
                .range()
                .offset()
                .map(literal -> literal.value().toNanos())
                .orElse(0L);
        Instant start = question.accept(new Start());
        Instant end = question.accept(new End());
        this.extractor = new SampleExtractor(aggregation, SampleGrouping.ALL, new Setting(version, nanos(end)));
        this.after = nanos(start) - offset - range;
        this.last = nanos(end) - offset;
    }

    /** What a person should know about them; empty if no such line is found. */
    static String in(Map<String, Log> files, Metric query, Question question, LokiVersion version) {
        for (RangeAggregation aggregation :
                query.accept(new RangeAggregations()).toList()) {
            BrokenLines lines = new BrokenLines(aggregation, question, version);
            files.forEach(lines::read);
            if (lines.count > 0) {
                return lines.first
                        + (lines.count == 1
                                ? ": the only line with an error"
                                : ": the first of " + lines.count + " lines with an error");
            }
        }
        return "";
    }

    private void read(String file, Log log) {
        long lineBreaks = 0;
        try (Batches batches = log.open()) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                read(file, batch, lineBreaks);
                lineBreaks += batch.lineBreaksBefore(batch.size());
            }
        }
    }

    private void read(String file, Batch batch, long lineBreaks) {
        for (int line = extractor.next(batch, 0); line != Batch.NO_LINE; line = extractor.next(batch, line + 1)) {
            if (extractor.extract(batch, line) && isInTime(batch.time(line)) && isBroken(extractor.labels())) {
                if (count == 0) {
                    first = file + ":" + (lineBreaks + batch.lineBreaksBefore(line) + 1);
                }
                count++;
            }
        }
    }

    private boolean isInTime(long time) {
        return time != Batch.NO_TIME && time > after && time <= last;
    }

    private static boolean isBroken(Labels labels) {
        return labels.has(ERROR) && !labels.get(PRESERVE_ERROR).equals("true");
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    private static final class Start implements Question.Visitor<Instant> {
        @Override
        public Instant at(Question.At question) {
            return question.time();
        }

        @Override
        public Instant steps(Question.Steps question) {
            return question.start();
        }

        @Override
        public Instant lines(Question.Lines question) {
            return question.start();
        }
    }

    private static final class End implements Question.Visitor<Instant> {
        @Override
        public Instant at(Question.At question) {
            return question.time();
        }

        @Override
        public Instant steps(Question.Steps question) {
            return question.end();
        }

        @Override
        public Instant lines(Question.Lines question) {
            return question.end();
        }
    }

    /** All that a query takes from the log. */
    static final class RangeAggregations implements Metric.Visitor<Stream<RangeAggregation>> {
        @Override
        public Stream<RangeAggregation> rangeAggregation(RangeAggregation query) {
            return Stream.of(query);
        }

        @Override
        public Stream<RangeAggregation> vectorAggregation(VectorAggregation query) {
            return query.operand().accept(this);
        }

        @Override
        public Stream<RangeAggregation> binaryOperation(BinaryOperation query) {
            return Stream.of(query.left(), query.right()).flatMap(each -> each.accept(this));
        }

        @Override
        public Stream<RangeAggregation> literal(Literal query) {
            return Stream.empty();
        }

        @Override
        public Stream<RangeAggregation> labelReplace(LabelReplace query) {
            return query.operand().accept(this);
        }

        @Override
        public Stream<RangeAggregation> vector(Vector query) {
            return Stream.empty();
        }

        @Override
        public Stream<RangeAggregation> variants(Variants query) {
            return query.variants().stream().flatMap(each -> each.accept(this));
        }
    }
}
