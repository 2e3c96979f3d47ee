package io.auditrules.definition;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** LogQL inside a YAML text: what is wrong with it is told where it stands in the file. */
final class EmbeddedLogQl {
    private final YamlScalar scalar;
    private final Source logql;

    private EmbeddedLogQl(YamlScalar scalar) {
        this.scalar = scalar;
        this.logql = new Source(scalar.place().source().path(), scalar.text());
    }

    /** The text without blanks around it, if {@code parser} takes it; else its problems are added. */
    static Optional<String> read(YamlScalar scalar, Consumer<Source> parser, Problems problems) {
        EmbeddedLogQl embedded = new EmbeddedLogQl(scalar);
        try {
            parser.accept(embedded.logql);
            return Optional.of(scalar.text().strip());
        } catch (ProblemsException e) {
            for (Problem problem : e.problems()) {
                problems.add(embedded.placeInFile(problem.place()), problem.message(), problem.advice());
            }
            return Optional.empty();
        }
    }

    /** Finds the line of LogQL in the file; YAML may have indented, folded or escaped it, then the text as a whole. */
    private Place placeInFile(Place place) {
        if (place.line() == 0) {
            return scalar.place();
        }
        List<String> file = scalar.place().source().lines();
        List<String> lines = logql.lines();
        int at = scalar.place().line() - 1;
        int from = lines.size() == 1 ? scalar.place().column() - 1 : 0;
        for (int i = 0; i < place.line() && i < lines.size(); i++) {
            String wanted = lines.get(i).strip();
            while (at < file.size() && file.get(at).indexOf(wanted, from) < 0) {
                at++;
                from = 0;
            }
            if (at == file.size()) {
                return scalar.place();
            }
            if (i == place.line() - 1) {
                int indent = lines.get(i).length() - lines.get(i).stripLeading().length();
                int start = file.get(at).codePointCount(0, file.get(at).indexOf(wanted, from));
                return scalar.place().source().place(at + 1, start + place.column() - indent, place.length());
            }
            at++;
        }
        return scalar.place();
    }
}
