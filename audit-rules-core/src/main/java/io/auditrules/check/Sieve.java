package io.auditrules.check;

import io.auditrules.logql.And;
import io.auditrules.logql.BytesFilter;
import io.auditrules.logql.Decolorize;
import io.auditrules.logql.DurationFilter;
import io.auditrules.logql.IpFilter;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LineFormat;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.NumberFilter;
import io.auditrules.logql.Or;
import io.auditrules.logql.Stage;
import io.auditrules.logql.Unpack;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The filters that each line of a range must pass, tried on sample events. A filter says yes, no, or nothing where it asks for
 * what is not known of the event. That an event of a cluster passes cannot be known; but which filter tells one event from
 * another that differs from it in one thing.
 */
public final class Sieve {
    private final EventLines lines;
    private final List<Stage> filters;
    private final IdentityHashMap<LineFilter, LineTest> lineTests = new IdentityHashMap<>();

    /** The filters of lines. */
    Sieve(EventLines lines) {
        this.lines = lines;
        this.filters = filters(lines.stages());
    }

    private static List<Stage> filters(List<Stage> stages) {
        List<Stage> filters = new ArrayList<>();
        boolean isRaw = true;
        for (Stage stage : stages) {
            if (stage instanceof And and) {
                filters.addAll(and.filters());
            } else if (stage instanceof LabelFilter || (stage instanceof LineFilter && isRaw)) {
                filters.add(stage);
            }
            isRaw &= !(stage instanceof LineFormat || stage instanceof Decolorize || stage instanceof Unpack);
        }
        return filters;
    }

    /** What its lines are. */
    public EventLines lines() {
        return lines;
    }

    /** The first filter that certainly lets one event pass and certainly not the other. */
    public Optional<Stage> dividing(SampleEvent kept, SampleEvent dropped) {
        return dividing(kept, dropped, stage -> true);
    }

    /** The same, if it says what is wanted and not what is unwanted. */
    public Optional<Stage> wanting(SampleEvent kept, SampleEvent dropped) {
        return dividing(kept, dropped, stage -> !isNegative(stage));
    }

    /** The same, if it says what is unwanted. */
    public Optional<Stage> excluding(SampleEvent kept, SampleEvent dropped) {
        return dividing(kept, dropped, Sieve::isNegative);
    }

    private Optional<Stage> dividing(SampleEvent kept, SampleEvent dropped, Predicate<Stage> which) {
        return filters.stream()
                .filter(filter -> which.test(filter)
                        && passes(filter, kept).equals(Optional.of(true))
                        && passes(filter, dropped).equals(Optional.of(false)))
                .findFirst();
    }

    /** Whether filters treat two events alike. */
    public boolean treatsAlike(SampleEvent one, SampleEvent other) {
        return filters.stream().allMatch(filter -> passes(filter, one).equals(passes(filter, other)));
    }

    /** Whether no filter on labels certainly drops an event; a filter on the text may look for what the sample lacks. */
    public boolean mayPass(SampleEvent event) {
        return filters.stream()
                .filter(LabelFilter.class::isInstance)
                .noneMatch(filter -> passes(filter, event).equals(Optional.of(false)));
    }

    private static boolean isNegative(Stage stage) {
        if (stage instanceof LineFilter filter) {
            return filter.operator().isNegative();
        }
        if (stage instanceof Or or) {
            return or.filters().stream().allMatch(Sieve::isNegative);
        }
        if (stage instanceof And and) {
            return and.filters().stream().allMatch(Sieve::isNegative);
        }
        return stage instanceof Matcher matcher && matcher.operator().isNegative();
    }

    /** What a filter says of an event. */
    private Optional<Boolean> passes(Stage stage, SampleEvent event) {
        return stage instanceof LineFilter filter
                ? lineTests.computeIfAbsent(filter, LineTest::of).holds(event.line())
                : ((LabelFilter) stage).accept(new OfEvent(event));
    }

    private final class OfEvent implements LabelFilter.Visitor<Optional<Boolean>> {
        private final SampleEvent event;

        OfEvent(SampleEvent event) {
            this.event = event;
        }

        private Optional<String> value(String label) {
            return lines.field(label).flatMap(event::field);
        }

        @Override
        public Optional<Boolean> matcher(Matcher filter) {
            return test(filter);
        }

        @Override
        public Optional<Boolean> number(NumberFilter filter) {
            return test(filter);
        }

        @Override
        public Optional<Boolean> duration(DurationFilter filter) {
            return test(filter);
        }

        @Override
        public Optional<Boolean> bytes(BytesFilter filter) {
            return test(filter);
        }

        @Override
        public Optional<Boolean> ip(IpFilter filter) {
            return test(filter);
        }

        private Optional<Boolean> test(LabelFilter filter) {
            return value(EventLines.label(filter))
                    .flatMap(value -> lines.test(filter).holds(value));
        }

        @Override
        public Optional<Boolean> and(And filter) {
            return joined(filter.filters(), false);
        }

        @Override
        public Optional<Boolean> or(Or filter) {
            return joined(filter.filters(), true);
        }

        /** One that says {@code decisive} decides; else, if one says nothing, nobody knows. */
        private Optional<Boolean> joined(List<LabelFilter> filters, boolean decisive) {
            boolean isKnown = true;
            for (LabelFilter filter : filters) {
                Optional<Boolean> answer = filter.accept(this);
                if (answer.equals(Optional.of(decisive))) {
                    return answer;
                }
                isKnown &= answer.isPresent();
            }
            return isKnown ? Optional.of(!decisive) : Optional.empty();
        }
    }
}
