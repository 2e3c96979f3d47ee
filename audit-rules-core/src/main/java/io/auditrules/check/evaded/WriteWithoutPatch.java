package io.auditrules.check.evaded;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.SampleEvent;
import io.auditrules.check.Scene;
import io.auditrules.check.Sieve;
import java.util.List;
import java.util.stream.Stream;

/** A rule on who creates or changes, which does not know that a patch does both. */
final class WriteWithoutPatch implements Check {
    private static final About ABOUT = About.of("evaded/write-without-patch");

    private static final List<Twins> TWINS =
            Writable.RESOURCES.stream().flatMap(WriteWithoutPatch::twins).toList();

    private static Stream<Twins> twins(String resource) {
        return Stream.of("create", "update").map(verb -> {
            SampleEvent write =
                    SampleEvent.of("objectRef.resource", resource, "objectRef.subresource", "", "verb", verb);
            return new Twins(
                    write,
                    write.with("verb", "patch"),
                    write.with("objectRef.resource", "leases"),
                    verb.equals("create")
                            ? "\"kubectl apply --server-side\" creates \"" + resource + "\" with the verb \"patch\""
                            : "\"kubectl edit\" and \"kubectl apply\" change \"" + resource
                                    + "\" with the verb \"patch\"");
        });
    }

    private static final SampleEvent PERSON = SampleEvent.of("user.username", "alice@example.com");
    private static final SampleEvent SERVICE_ACCOUNT =
            SampleEvent.of("user.username", "system:serviceaccount:shop:builder");

    /** A node, for one, may create pods but not patch them. */
    private static boolean isAboutOrdinaryUsers(Sieve sieve) {
        return sieve.mayPass(PERSON) || sieve.mayPass(SERVICE_ACCOUNT);
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        Twins.find(ABOUT, scene, TWINS, WriteWithoutPatch::isAboutOrdinaryUsers, findings);
    }
}
