package io.auditrules.check.evaded;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.SampleEvent;
import io.auditrules.check.Scene;
import java.util.List;
import java.util.stream.Stream;

/** A rule on exec, attach or portforward that knows one of its two verbs. */
final class OneVerb implements Check {
    private static final About ABOUT = About.of("evaded/one-verb");

    private static final List<Twins> TWINS =
            Stream.of("exec", "attach", "portforward").flatMap(OneVerb::twins).toList();

    private static Stream<Twins> twins(String subresource) {
        SampleEvent older =
                SampleEvent.of("objectRef.resource", "pods", "objectRef.subresource", subresource, "verb", "create");
        SampleEvent newer = older.with("verb", "get");
        String since = subresource.equals("portforward") ? "kubectl 1.31 and oc 4.18" : "kubectl 1.30 and oc 4.17";
        return Stream.of(
                new Twins(
                        older,
                        newer,
                        older.with("objectRef.subresource", ""),
                        "since " + since + " the verb of " + subresource + " is \"get\""),
                new Twins(
                        newer,
                        older,
                        newer.with("objectRef.subresource", ""),
                        "before " + since + " the verb of " + subresource + " is \"create\""));
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
