package io.auditrules.scenario;

import io.auditrules.alert.Health;
import io.auditrules.diagnostic.IllegalValueException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A test of rules: what happens, and what must come of it.
 *
 * <pre>{@code
 * Scenario shell = Scenario.named("a shell in a pod is told")
 *         .happens(Duration.ofMinutes(1), AuditEvent.of(Field.SUBRESOURCE, "exec").and(Field.NAME, "web-1"))
 *         .fires(ExpectedAlert.of("PodExec").with(Map.of("objectRef_name", "web-1")))
 *         .reaches("security")
 *         .build();
 * }</pre>
 *
 * @param name for people
 * @param start the time of the first evaluation
 * @param run how long it goes on; empty for until all alerts should be resolved and told
 * @param rules the alerts that are looked at; empty for all
 * @param events what happens
 * @param missed evaluations that the ruler misses
 * @param expectation what must hold
 */
public record Scenario(
        String name,
        Instant start,
        Optional<Duration> run,
        Optional<List<String>> rules,
        List<Happening> events,
        List<Gap> missed,
        Expectation expectation) {

    /** A Monday morning, for scenarios to which the time does not matter. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-05T09:00:00Z");

    public Scenario {
        rules = rules.map(List::copyOf);
        events = List.copyOf(events);
        missed = List.copyOf(missed);
        if (name.isBlank() || name.lines().count() != 1) {
            throw new IllegalValueException(
                    "\"" + name + "\" cannot be the name of a scenario", "write one line that says what it shows");
        }
        Set<String> named = expectation.named();
        rules.ifPresent(named::removeAll);
        if (rules.isPresent() && !named.isEmpty()) {
            throw new IllegalValueException(
                    "the scenario expects something of " + String.join(", ", named) + ", and looks only at "
                            + String.join(", ", rules.get()),
                    "add it to rules");
        }
        if (run.isPresent() && run.get().compareTo(expectation.lastMoment()) < 0) {
            throw new IllegalValueException(
                    "the scenario ends before the last moment that is looked at", "let it run longer");
        }
        for (Happening happening : events) {
            if (run.isPresent() && happening.at().compareTo(run.get()) > 0) {
                throw new IllegalValueException(
                        "the scenario ends at " + Since.text(run.get()) + ", and something happens at "
                                + Since.text(happening.at()),
                        "let it run longer");
            }
        }
    }

    /** A while in which the ruler evaluates nothing: after {@code from}, before {@code to}. */
    public record Gap(Duration from, Duration to) {
        public Gap {
            if (to.compareTo(from) <= 0) {
                throw new IllegalValueException("the gap ends before it begins", "let \"to\" be later than \"from\"");
            }
        }
    }

    /** Begins a scenario in which nothing fires, until something else is said. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Collects what happens and what must hold. */
    public static final class Builder {
        private final String name;
        private Instant start = DEFAULT_START;
        private Optional<Duration> run = Optional.empty();
        private Optional<List<String>> rules = Optional.empty();
        private final List<Happening> events = new ArrayList<>();
        private final List<Gap> missed = new ArrayList<>();
        private final List<Expectation.ExpectedAlert> alerts = new ArrayList<>();
        private final List<String> silent = new ArrayList<>();
        private final Map<String, Health.Kind> health = new LinkedHashMap<>();
        private final List<Expectation.ExpectedReceiver> receivers = new ArrayList<>();
        private final List<Expectation.Moment> moments = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        /** Begins at this time, which matters to time intervals. */
        public Builder startingAt(Instant time) {
            start = time;
            return this;
        }

        /** Goes on for so long. */
        public Builder running(Duration duration) {
            run = Optional.of(duration);
            return this;
        }

        /** Looks at these alerts only. */
        public Builder about(String... alerts) {
            rules = Optional.of(Arrays.asList(alerts));
            return this;
        }

        /** Adds an audit event, so long after the start. */
        public Builder happens(Duration at, AuditEvent event) {
            return happens(Happening.of(at, event));
        }

        /** Adds something that happens. */
        public Builder happens(Happening happening) {
            events.add(happening);
            return this;
        }

        /** Lets the ruler miss what lies between. */
        public Builder missing(Duration from, Duration to) {
            missed.add(new Gap(from, to));
            return this;
        }

        /** Expects an alert to fire. */
        public Builder fires(Expectation.ExpectedAlert alert) {
            alerts.add(alert);
            return this;
        }

        /** Expects these alerts not to fire: the scenario is a near miss of theirs. */
        public Builder staysSilent(String... alerts) {
            silent.addAll(Arrays.asList(alerts));
            return this;
        }

        /** Expects a rule to fail in this way. */
        public Builder fails(String alert, Health.Kind kind) {
            health.put(alert, kind);
            return this;
        }

        /** Expects a receiver to be told. */
        public Builder reaches(String receiver) {
            return reaches(Expectation.ExpectedReceiver.of(receiver));
        }

        /** Expects a receiver to be told. */
        public Builder reaches(Expectation.ExpectedReceiver receiver) {
            receivers.add(receiver);
            return this;
        }

        /** Expects something at one time. */
        public Builder at(Expectation.Moment moment) {
            moments.add(moment);
            return this;
        }

        /**
         * The scenario.
         *
         * @throws IllegalValueException if it is not one that can be
         */
        public Scenario build() {
            Expectation expectation = new Expectation(
                    true,
                    alerts,
                    silent,
                    health,
                    receivers.isEmpty() ? Optional.empty() : Optional.of(receivers),
                    moments);
            return new Scenario(name, start, run, rules, events, missed, expectation);
        }
    }
}
