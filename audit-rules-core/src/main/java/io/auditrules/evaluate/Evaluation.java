package io.auditrules.evaluate;

import io.auditrules.event.Batch;
import io.auditrules.event.Batches;
import io.auditrules.event.Log;
import java.util.ArrayList;
import java.util.List;

/** Many queries answered in one pass over a log. */
public final class Evaluation {
    private final List<Ticket> tickets = new ArrayList<>();

    /** An answer to come, once the log was read. */
    public static final class Ticket {
        private final Inquiry inquiry;

        private Ticket(Inquiry inquiry) {
            this.inquiry = inquiry;
        }

        /** The answer. */
        public Answer answer() {
            return inquiry.answer();
        }
    }

    /**
     * Adds a query.
     *
     * @throws io.auditrules.diagnostic.IllegalValueException if Loki would refuse a template in it
     */
    public Ticket add(Query query, Question question) {
        Ticket ticket = new Ticket(Inquiry.of(query, question));
        tickets.add(ticket);
        return ticket;
    }

    /** Reads the log, with as many threads as there are processors. */
    public void read(Log log) {
        List<Collector> collectors = new ArrayList<>();
        tickets.forEach(ticket -> collectors.addAll(ticket.inquiry.collectors()));
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
