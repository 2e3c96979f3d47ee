package io.auditrules.check;

import io.auditrules.logql.And;
import io.auditrules.logql.Decolorize;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LineFormat;
import io.auditrules.logql.Stage;
import io.auditrules.logql.Unpack;
import java.util.ArrayList;
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
    private final List<Mesh> all = new ArrayList<>();
    private final List<Mesh> ofLabels;

    /** The filters of lines. */
    Sieve(EventLines lines) {
        this.lines = lines;
        boolean isRaw = true;
        for (Stage stage : lines.stages()) {
            if (stage instanceof And and) {
                and.filters().forEach(filter -> all.add(Mesh.of(filter, lines)));
            } else if (stage instanceof LabelFilter filter) {
                all.add(Mesh.of(filter, lines));
            } else if (stage instanceof LineFilter filter && isRaw) {
                all.add(Mesh.of(filter, lines));
            }
            isRaw &= !(stage instanceof LineFormat || stage instanceof Decolorize || stage instanceof Unpack);
        }
        this.ofLabels = all.stream()
                .filter(mesh -> mesh.filter() instanceof LabelFilter)
                .toList();
    }

    /** What its lines are. */
    public EventLines lines() {
        return lines;
    }

    /** The first filter that certainly lets one event pass and certainly not the other. */
    public Optional<Stage> dividing(SampleEvent kept, SampleEvent dropped) {
        return dividing(kept, dropped, mesh -> true);
    }

    /** The same, if it says what is wanted and not what is unwanted. */
    public Optional<Stage> wanting(SampleEvent kept, SampleEvent dropped) {
        return dividing(kept, dropped, mesh -> !mesh.isNegative());
    }

    /** The same, if it says what is unwanted. */
    public Optional<Stage> excluding(SampleEvent kept, SampleEvent dropped) {
        return dividing(kept, dropped, Mesh::isNegative);
    }

    private Optional<Stage> dividing(SampleEvent kept, SampleEvent dropped, Predicate<Mesh> which) {
        for (Mesh mesh : all) {
            if (which.test(mesh) && mesh.passes(kept) == Mesh.Answer.YES && mesh.passes(dropped) == Mesh.Answer.NO) {
                return Optional.of(mesh.filter());
            }
        }
        return Optional.empty();
    }

    /** Whether filters treat two events alike. */
    public boolean treatsAlike(SampleEvent one, SampleEvent other) {
        return all.stream().allMatch(mesh -> mesh.passes(one) == mesh.passes(other));
    }

    /** Whether no filter on labels certainly drops an event; a filter on the text may look for what the sample lacks. */
    public boolean mayPass(SampleEvent event) {
        for (Mesh mesh : ofLabels) {
            if (mesh.passes(event) == Mesh.Answer.NO) {
                return false;
            }
        }
        return true;
    }
}
