package io.auditrules.evaluate;

import io.auditrules.event.Batch;
import io.auditrules.pipeline.Needle;
import java.util.List;

/** Takes what a query needs out of the batches of a log. */
interface Collector {

    /** A worker, for one thread at a time. */
    Worker newWorker();

    /** Looks at batches. */
    interface Worker {

        /** The texts that the query looks for. */
        List<Needle> needles();

        /** What the query needs of a batch; to be run in the order of the batches, by one thread. */
        Runnable collect(Batch batch);
    }
}
