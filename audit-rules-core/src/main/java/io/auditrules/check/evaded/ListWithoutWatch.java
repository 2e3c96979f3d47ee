package io.auditrules.check.evaded;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.SampleEvent;
import io.auditrules.check.Scene;
import java.util.List;
import java.util.stream.Stream;

/** A rule on who lists secrets, which a watch gives as well. */
final class ListWithoutWatch implements Check {
    private static final About ABOUT = About.of("evaded/list-without-watch");

    private static final List<Twins> TWINS =
            Stream.of("secrets", "configmaps").map(ListWithoutWatch::twins).toList();

    private static Twins twins(String resource) {
        SampleEvent list = SampleEvent.of("objectRef.resource", resource, "objectRef.subresource", "", "verb", "list");
        return new Twins(
                list,
                list.with("verb", "watch"),
                list.with("objectRef.resource", "endpoints"),
                "a watch of \"" + resource + "\" begins with all of them, and its verb is \"watch\"");
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
