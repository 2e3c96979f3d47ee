package io.auditrules.alertmanager;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Where new routes go among the children of a root route: alerts take the first that fits. */
public sealed interface Placement {

    /** Before all others. */
    static Placement first() {
        return new First();
    }

    /** After all others. */
    static Placement last() {
        return new Last();
    }

    /** Before the first route that leads to a receiver. */
    static Placement before(String receiver) {
        return new BeforeReceiver(receiver);
    }

    /**
     * Before the first route that takes critical alerts of any kind, as OpenShift's own configuration has one: behind
     * it, audit alerts of that severity would never be seen.
     */
    static Placement beforeCritical() {
        return new BeforeCritical();
    }

    /** The index for the new routes; empty if there is no such place. */
    OptionalInt in(List<Route> routes);

    /** What to say where there is no such place. */
    String problem();

    /** See {@link Placement#first}. */
    record First() implements Placement {
        @Override
        public OptionalInt in(List<Route> routes) {
            return OptionalInt.of(0);
        }

        @Override
        public String problem() {
            throw new IllegalStateException("there is always a first place");
        }
    }

    /** See {@link Placement#last}. */
    record Last() implements Placement {
        @Override
        public OptionalInt in(List<Route> routes) {
            return OptionalInt.of(routes.size());
        }

        @Override
        public String problem() {
            throw new IllegalStateException("there is always a last place");
        }
    }

    /**
     * See {@link Placement#before}.
     *
     * @param receiver the receiver of the route that comes next
     */
    record BeforeReceiver(String receiver) implements Placement {
        @Override
        public OptionalInt in(List<Route> routes) {
            return IntStream.range(0, routes.size())
                    .filter(i -> routes.get(i).receiver().orElse("").equals(receiver))
                    .findFirst();
        }

        @Override
        public String problem() {
            return "no route under the root leads to the receiver \"" + receiver + "\"";
        }
    }

    /** See {@link Placement#beforeCritical}. */
    record BeforeCritical() implements Placement {
        private static final String LABEL = "severity";

        @Override
        public OptionalInt in(List<Route> routes) {
            return IntStream.range(0, routes.size())
                    .filter(i -> routes.get(i).matchers().stream().anyMatch(BeforeCritical::asksForCritical))
                    .findFirst();
        }

        private static boolean asksForCritical(Matcher matcher) {
            return matcher.label().equals(LABEL)
                    && !matcher.operator().isNegative()
                    && matcher.matches(Map.of(LABEL, "critical"));
        }

        @Override
        public String problem() {
            return "no route under the root matches severity = \"critical\"";
        }
    }
}
