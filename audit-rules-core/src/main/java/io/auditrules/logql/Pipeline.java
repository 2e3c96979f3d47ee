package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stages that each line goes through, in order: {@code |~ "/exec?" | json | verb="create"}.
 *
 * @param stages may be empty; an {@link IpFilter} that is a stage by itself names an address; LogQL cannot say {@code !=} or {@code !~} on the line right after a label to keep or drop
 */
public record Pipeline(List<Stage> stages) {

    public Pipeline {
        stages = List.copyOf(stages);
        for (Stage stage : stages) {
            if (stage instanceof IpFilter filter) {
                IpPattern.check(filter.pattern());
            }
        }
        for (int i = 1; i < stages.size(); i++) {
            if (endsInName(stages.get(i - 1)) && isReadAsMatcher(stages.get(i))) {
                throw new IllegalValueException(
                        "LogQL reads " + Text.shown(stages.get(i).toString()) + " after "
                                + Text.shown(stages.get(i - 1).toString()) + " as one condition",
                        "put the line filter before");
            }
        }
    }

    private static boolean endsInName(Stage stage) {
        List<LabelSelection> labels =
                stage instanceof Keep keep ? keep.labels() : stage instanceof Drop drop ? drop.labels() : List.of();
        return !labels.isEmpty() && labels.get(labels.size() - 1) instanceof LabelSelection.Named;
    }

    private static boolean isReadAsMatcher(Stage stage) {
        return stage instanceof LineFilter filter
                && (filter.operator() == LineFilter.Operator.NOT_CONTAINS
                        || filter.operator() == LineFilter.Operator.NOT_MATCHES);
    }

    /** A pipeline of these stages. */
    public static Pipeline of(Stage... stages) {
        return new Pipeline(List.of(stages));
    }

    /** This pipeline with more stages at its end. */
    public Pipeline then(Stage... more) {
        return then(Pipeline.of(more));
    }

    /** This pipeline, then the other. */
    public Pipeline then(Pipeline more) {
        return new Pipeline(Stream.concat(stages.stream(), more.stages.stream()).toList());
    }

    public boolean isEmpty() {
        return stages.isEmpty();
    }

    /** The canonical LogQL text. */
    @Override
    public String toString() {
        return Printer.print(this);
    }
}
