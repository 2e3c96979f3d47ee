package io.auditrules.check.evaded;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.SampleEvent;
import io.auditrules.check.Scene;
import io.auditrules.check.Sieve;
import java.util.List;

/** A rule on who deletes, which does not know that all can be deleted at once. */
final class DeleteOneByOne implements Check {
    private static final About ABOUT = About.of("evaded/delete-one-by-one");

    private static final List<Twins> TWINS = Writable.RESOURCES.stream()
            .filter(resource -> !resource.equals("namespaces"))
            .map(DeleteOneByOne::twins)
            .toList();

    /** Nothing is known of the name of one, and the other has none: a rule on certain names cannot see it. */
    private static Twins twins(String resource) {
        SampleEvent one = SampleEvent.of(
                "objectRef.resource", resource, "objectRef.subresource", "", "objectRef.name", "", "verb", "delete");
        return new Twins(
                one,
                one.with("verb", "deletecollection"),
                one.with("verb", "get"),
                "to delete all at once has the verb \"deletecollection\"");
    }

    private static final SampleEvent POD = SampleEvent.of("objectRef.resource", "pods", "objectRef.subresource", "");
    private static final SampleEvent NAMESPACE = POD.with("objectRef.resource", "namespaces");

    /** Namespaces are the one kind that can only be deleted one by one. */
    private static boolean isAboutMoreThanNamespaces(Sieve sieve) {
        return sieve.wanting(NAMESPACE, POD).isEmpty();
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        Twins.find(ABOUT, scene, TWINS, DeleteOneByOne::isAboutMoreThanNamespaces, findings);
    }
}
