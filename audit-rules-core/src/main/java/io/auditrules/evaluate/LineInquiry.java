package io.auditrules.evaluate;

import io.auditrules.bytes.Utf8;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.evaluate.Answer.LogLine;
import io.auditrules.evaluate.Answer.LogStream;
import io.auditrules.evaluate.Answer.Streams;
import io.auditrules.event.Batch;
import io.auditrules.event.Labels;
import io.auditrules.logql.LogSelector;
import io.auditrules.logql.LokiVersion;
import io.auditrules.pipeline.LogPipeline;
import io.auditrules.pipeline.Needle;
import io.auditrules.pipeline.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A log query: the first or last lines of a while that pass its stages. */
final class LineInquiry implements Inquiry, Collector {
    private final LogSelector query;
    private final Question.Lines question;
    private final LokiVersion version;
    private final long start;
    private final long end;
    /** The order of the answer; lines of the same time come in the order of the log. */
    private final Comparator<Found> order;
    /** The last of the answer is at the head. */
    private final PriorityQueue<Found> found;

    /** What came so far, as far as it can still be part of the answer. */
    private final Set<Found> seen = new HashSet<>();

    private long count;
    private @Nullable Failure failure;

    private record Found(long time, long number, Labels labels, String text) {}

    LineInquiry(LogSelector query, Question.Lines question, LokiVersion version) {
        this.query = query;
        this.question = question;
        this.version = version;
        this.start = Times.nanos(question.start());
        this.end = Times.nanos(question.end());
        Comparator<Found> forward = Comparator.comparingLong(Found::time).thenComparing(Found::number);
        this.order = question.direction() == Question.Direction.FORWARD ? forward : forward.reversed();
        this.found = new PriorityQueue<>(order.reversed());
        newWorker();
    }

    @Override
    public List<Collector> collectors() {
        return List.of(this);
    }

    @Override
    public Worker newWorker() {
        LogPipeline pipeline = new LogPipeline(query, new Setting(version, end));
        return new Worker() {
            @Override
            public List<Needle> needles() {
                return pipeline.needles();
            }

            @Override
            public Runnable collect(Batch batch) {
                try {
                    List<Found> ofBatch = LineInquiry.this.collect(pipeline, batch);
                    return () -> ofBatch.forEach(LineInquiry.this::add);
                } catch (IllegalValueException e) {
                    return () -> failure = Failure.notSupported(e);
                }
            }
        };
    }

    private List<Found> collect(LogPipeline pipeline, Batch batch) {
        List<Found> ofBatch = new ArrayList<>();
        int line = pipeline.next(batch, 0);
        while (line != Batch.NO_LINE) {
            if (pipeline.passes(batch, line)) {
                long time = batch.time(line);
                if (time != Batch.NO_TIME && time >= start && time < end) {
                    ofBatch.add(new Found(time, 0, pipeline.labels(), pipeline.line()));
                }
            }
            line = pipeline.next(batch, line + 1);
        }
        return ofBatch;
    }

    /** Loki v3.7.6 drops what its stages have made equal, if it is of the same time. */
    private void add(Found line) {
        if (!seen.add(line)) {
            return;
        }
        found.add(new Found(line.time(), count++, line.labels(), line.text()));
        if (found.size() > question.limit()) {
            Found last = found.remove();
            seen.remove(new Found(last.time(), 0, last.labels(), last.text()));
        }
    }

    @Override
    public Answer answer() {
        if (failure != null) {
            return failure;
        }
        for (Found line : found) {
            if (line.labels().has("") || line.labels().hasReplacementCharacter()) {
                return new Failure(
                        Failure.Kind.NOT_SUPPORTED,
                        "Loki cannot write the labels " + line.labels()
                                + ", which have no name or the character U+FFFD:" + " drop the label");
            }
        }
        Map<Labels, List<LogLine>> streams = new LinkedHashMap<>();
        found.stream()
                .sorted(order)
                .forEach(line -> streams.computeIfAbsent(line.labels(), labels -> new ArrayList<>())
                        .add(new LogLine(Times.instant(line.time()), Utf8.visible(line.text()))));
        // Loki v3.7.6 sorts by what it writes; that is written once, as there may be as many streams as lines
        record Named(String name, LogStream stream) {}
        return new Streams(streams.entrySet().stream()
                .map(entry -> new Named(
                        entry.getKey().toString(), new LogStream(entry.getKey().visible(), entry.getValue())))
                .sorted(Comparator.comparing(Named::name))
                .map(Named::stream)
                .toList());
    }
}
