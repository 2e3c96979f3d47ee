package io.auditrules.definition;

import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.EmbeddedText;
import io.auditrules.yaml.YamlScalar;
import java.util.Optional;
import java.util.function.Consumer;

/** LogQL inside a YAML text: what is wrong with it is told where it stands in the file. */
final class EmbeddedLogQl {
    private EmbeddedLogQl() {}

    /** The text without blanks around it, if {@code parser} takes it; else its problems are added. */
    static Optional<String> read(YamlScalar scalar, Consumer<Source> parser, Problems problems) {
        EmbeddedText embedded = new EmbeddedText(scalar);
        try {
            parser.accept(embedded.source());
            return Optional.of(scalar.text().strip());
        } catch (ProblemsException e) {
            for (Problem problem : e.problems()) {
                problems.add(embedded.inFile(problem.place()), problem.message(), problem.advice());
            }
            return Optional.empty();
        }
    }
}
