package io.auditrules.check.wrong;

import io.auditrules.check.SampleEvent;
import io.auditrules.check.Sieve;
import io.auditrules.logql.Stage;
import java.util.List;
import java.util.Optional;

/**
 * Requests that last, and so have a line when they begin and one when they end.
 *
 * @param words what people call such a request
 * @param event one of them
 * @param ordinary one like it that does not last
 * @param begins its first line
 * @param ends its last
 */
record LongRunning(String words, SampleEvent event, SampleEvent ordinary, SampleEvent begins, SampleEvent ends) {

    /** Those that a client may ask for twice: the older way, if the newer is refused. */
    static final List<LongRunning> WITH_FALLBACK = List.of(onPods("exec"), onPods("attach"), onPods("portforward"));

    static final List<LongRunning> ALL = List.of(
            onPods("exec"),
            onPods("attach"),
            onPods("portforward"),
            onDebugPod("worker-1-debug"),
            onDebugPod("worker-1-debug-x7k2p"),
            onPods("log"),
            onPods("proxy"),
            on("nodes", "proxy"),
            on("services", "proxy"),
            of("watch", SampleEvent.of("verb", "watch"), SampleEvent.of("verb", "create")));

    private static LongRunning of(String words, SampleEvent event, SampleEvent ordinary) {
        return new LongRunning(
                words,
                event,
                ordinary,
                event.with("stage", "ResponseStarted"),
                event.with("stage", "ResponseComplete"));
    }

    private static LongRunning onPods(String subresource) {
        return on("pods", subresource);
    }

    private static LongRunning onDebugPod(String name) {
        LongRunning attach = onPods("attach");
        SampleEvent event = attach.event().with("objectRef.name", name);
        return of(attach.words(), event, event.with("objectRef.subresource", ""));
    }

    private static LongRunning on(String resource, String subresource) {
        SampleEvent event = SampleEvent.of("objectRef.resource", resource, "objectRef.subresource", subresource);
        return of(subresource, event, event.with("objectRef.subresource", ""));
    }

    /** The filter by which a sieve asks for such requests and not just for any. */
    Optional<Stage> askedForBy(Sieve sieve) {
        return sieve.mayPass(event) ? sieve.wanting(event, ordinary) : Optional.empty();
    }
}
