package io.auditrules.evaluate;

import io.auditrules.event.Batch;
import io.auditrules.event.Batches;
import io.auditrules.event.Log;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Many queries answered in one pass over a log. */
public final class Evaluation {
    private final List<Collector> collectors = new ArrayList<>();

    /** An answer to come, once the log was read. */
    public static final class Ticket {
        private final Supplier<Answer> answer;

        private Ticket(Supplier<Answer> answer) {
            this.answer = answer;
        }

        /** The answer. */
        public Answer answer() {
            return answer.get();
        }
    }

    /**
     * Adds a query.
     *
     * @throws io.auditrules.diagnostic.IllegalValueException if Loki would refuse a template in it
     */
    public Ticket add(Query query, Question question) {
        Inquiry inquiry = Inquiry.of(query, question);
        collectors.addAll(inquiry.collectors());
        return new Ticket(inquiry::answer);
    }

    /**
     * Adds a metric query that is asked at several times, at each on its own, as a ruler does: where the query fails at one, it
     * may succeed at others.
     *
     * @return an answer for each time
     * @throws io.auditrules.diagnostic.IllegalValueException if Loki would refuse a template in it
     */
    public Map<Instant, Ticket> addEach(Query query, Question.Steps question) {
        TimedInquiry inquiry = Inquiry.each(query, question);
        collectors.addAll(inquiry.collectors());
        Times times = Times.of(question.start(), question.end(), question.step());
        Map<Instant, Ticket> tickets = new LinkedHashMap<>();
        for (int i = 0; i < times.count(); i++) {
            int time = i;
            tickets.put(Times.instant(times.time(time)), new Ticket(() -> inquiry.answerAt(time)));
        }
        return tickets;
    }

    /** Reads the log, with as many threads as there are processors. */
    public void read(Log log) {
        if (collectors.isEmpty()) {
            return;
        }
        try (Batches batches = log.open();
                Pass pass = new Pass(collectors)) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                pass.add(batch);
            }
            pass.finish();
        }
    }
}
