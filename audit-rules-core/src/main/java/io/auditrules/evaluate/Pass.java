package io.auditrules.evaluate;

import io.auditrules.event.Batch;
import io.auditrules.pipeline.NeedleScan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs collectors over the batches of a log. Batches are looked at by several threads; what was collected is added up in the
 * order of the batches, so that the result does not depend on the threads.
 */
final class Pass implements AutoCloseable {
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final List<Collector> collectors;
    private final Queue<Shift> idle = new ConcurrentLinkedQueue<>();
    private final Deque<Future<List<Runnable>>> pending = new ArrayDeque<>();
    /** The first batch, as long as it is the only one. */
    private @Nullable Batch first;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "audit-rules");
        thread.setDaemon(true);
        return thread;
    });

    Pass(List<Collector> collectors) {
        this.collectors = List.copyOf(collectors);
    }

    /** A batch may be looked at at once or later. */
    void add(Batch batch) {
        if (first == null && pending.isEmpty()) {
            first = batch;
            return;
        }
        submitFirst();
        submit(batch);
    }

    private void submitFirst() {
        Batch waiting = first;
        if (waiting != null) {
            first = null;
            submit(waiting);
        }
    }

    private void submit(Batch batch) {
        pending.add(threads.submit(() -> collect(batch)));
        // as many waiting as at work, so that memory is bounded
        while (pending.size() > 2 * THREADS) {
            finishFirst();
        }
    }

    private List<Runnable> collect(Batch batch) {
        Shift free = idle.poll();
        Shift shift = free == null ? new Shift(collectors) : free;
        List<Runnable> collected = shift.collect(batch);
        idle.add(shift);
        return collected;
    }

    /** A worker of each collector, which look at a batch one after the other. */
    private static final class Shift {
        private final List<Collector.Worker> workers;
        private final NeedleScan scan;

        Shift(List<Collector> collectors) {
            workers = collectors.stream().map(Collector::newWorker).toList();
            scan = new NeedleScan(workers.stream()
                    .flatMap(worker -> worker.needles().stream())
                    .toList());
        }

        List<Runnable> collect(Batch batch) {
            scan.scan(batch);
            List<Runnable> collected = new ArrayList<>();
            for (Collector.Worker worker : workers) {
                collected.add(worker.collect(batch));
            }
            return collected;
        }
    }

    private void finishFirst() {
        try {
            pending.remove().get().forEach(Runnable::run);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a log was read", e);
        }
    }

    /** Waits until all batches were looked at. A single one needs no thread. */
    void finish() {
        Batch only = first;
        if (only != null) {
            first = null;
            collect(only).forEach(Runnable::run);
        }
        while (!pending.isEmpty()) {
            finishFirst();
        }
    }

    /** Ends the threads, and what they are still at after a failure. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
