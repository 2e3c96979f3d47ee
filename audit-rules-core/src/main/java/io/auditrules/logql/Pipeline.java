package io.auditrules.logql;

import java.util.List;
import java.util.stream.Stream;

/**
 * The stages that each line goes through, in order: {@code |~ "/exec?" | json | verb="create"}.
 *
 * @param stages may be empty
 */
public record Pipeline(List<Stage> stages) {

    public Pipeline {
        stages = List.copyOf(stages);
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
