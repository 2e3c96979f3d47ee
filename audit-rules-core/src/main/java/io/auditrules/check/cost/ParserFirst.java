package io.auditrules.check.cost;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LabelFormat;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LineFormat;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Stage;
import io.auditrules.logql.Unpack;
import java.util.List;
import java.util.Optional;

/** A filter on the line behind a parser that has no need of it. */
final class ParserFirst implements Check {
    private static final About ABOUT = About.of("cost/parser-first");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            for (LogRange range : rule.ranges()) {
                late(range.query().pipeline().stages())
                        .ifPresent(filter -> findings.add(
                                ABOUT,
                                rule.placeOf(filter),
                                "this filter stands behind a parser and needs nothing of it"));
            }
        }
    }

    /** A filter that would find the same if it stood first: until something rewrites the line, it is the line of the log. */
    private static Optional<Stage> late(List<Stage> stages) {
        boolean isParsed = false;
        for (Stage stage : stages) {
            if (stage instanceof LineFormat || stage instanceof Unpack) {
                return Optional.empty();
            }
            if (isParsed && stage instanceof LineFilter) {
                return Optional.of(stage);
            }
            isParsed |= stage.isParser() || stage instanceof LabelFormat;
        }
        return Optional.empty();
    }
}
