package io.auditrules.check.evaded;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.SampleEvent;
import io.auditrules.check.Scene;
import io.auditrules.check.Sieve;
import io.auditrules.logql.Stage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule that takes every {@code system:} user for a part of the platform. */
final class SystemUsers implements Check {
    private static final About ABOUT = About.of("evaded/system-users");
    private static final SampleEvent PERSON =
            SampleEvent.of("user.username", "alice@example.com", "objectRef.namespace", "shop");

    /** One of them is the last: who excludes it too excludes them all and not just some that he knows. */
    private static final List<SampleEvent> SYSTEM = Stream.of(
                    "system:anonymous", "system:admin", "system:serviceaccount:shop:builder", "system:of-no-component")
            .map(user -> PERSON.with("user.username", user))
            .toList();

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            if (rule.isAlert()) {
                scene.sieves(rule)
                        .forEach(sieve -> excluding(sieve)
                                .ifPresent(filter -> findings.add(
                                        ABOUT,
                                        rule.placeOf(filter),
                                        "this excludes \"system:anonymous\", \"system:admin\" and"
                                                + " every service account")));
            }
        }
    }

    private static Optional<Stage> excluding(Sieve sieve) {
        List<Optional<Stage>> filters =
                SYSTEM.stream().map(user -> sieve.excluding(PERSON, user)).toList();
        return filters.stream().distinct().count() == 1 ? filters.get(0) : Optional.empty();
    }
}
