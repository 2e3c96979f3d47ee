package io.auditrules.check.evaded;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.SampleEvent;
import io.auditrules.check.Scene;
import java.util.List;
import java.util.stream.Stream;

/** A rule on debug pods that knows the names of one age of {@code oc}. */
final class DebugPodNames implements Check {
    private static final About ABOUT = About.of("evaded/debug-pod-names");

    private static final List<Twins> TWINS = Stream.of("worker-1", "ip-10-0-1-5ec2internal", "image")
            .flatMap(DebugPodNames::requests)
            .toList();

    /** What is done with such a pod: it is created, and somebody looks into it. */
    private static Stream<Twins> requests(String debugged) {
        SampleEvent created =
                SampleEvent.of("objectRef.resource", "pods", "objectRef.subresource", "", "verb", "create");
        return Stream.of(
                        created,
                        SampleEvent.of("objectRef.resource", "pods", "objectRef.subresource", "attach"),
                        SampleEvent.of("objectRef.resource", "pods", "objectRef.subresource", "exec"))
                .flatMap(request -> names(request, debugged));
    }

    private static Stream<Twins> names(SampleEvent request, String debugged) {
        SampleEvent older = request.with("objectRef.name", debugged + "-debug");
        SampleEvent newer = request.with("objectRef.name", debugged + "-debug-x7k2p");
        SampleEvent ordinary = request.with("objectRef.name", "web-0");
        return Stream.of(
                new Twins(
                        older,
                        newer,
                        ordinary,
                        "newer clients (oc from 4.14) call the pod \"" + debugged
                                + "-debug-x7k2p\", with five characters at random"),
                new Twins(
                        newer, older, ordinary, "older clients (oc to 4.13) call the pod \"" + debugged + "-debug\""));
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        Twins.find(ABOUT, scene, TWINS, findings);
    }
}
