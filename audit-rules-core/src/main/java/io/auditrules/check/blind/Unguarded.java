package io.auditrules.check.blind;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.Json;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Logfmt;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Stage;
import io.auditrules.logql.Unpack;
import java.util.List;

/** A parser behind which nothing drops the lines that it could not read. */
final class Unguarded implements Check {
    private static final About ABOUT = About.of("blind/unguarded");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (PlacedRule rule : scene.rules()) {
            for (LogRange range : rule.ranges()) {
                check(rule, range.query().pipeline().stages(), findings);
            }
        }
    }

    private static void check(PlacedRule rule, List<Stage> stages, Findings findings) {
        for (int i = 0; i < stages.size(); i++) {
            if (canFail(stages.get(i)) && stages.subList(i + 1, stages.size()).stream().noneMatch(Unguarded::isGuard)) {
                findings.add(
                        ABOUT,
                        rule.placeOf(stages.get(i)),
                        "nothing behind this parser drops the lines that it cannot read");
                return;
            }
        }
    }

    /** With expressions, {@code json} looks for its fields and passes over what is broken behind them. */
    private static boolean canFail(Stage stage) {
        return (stage instanceof Json json && json.extractions().isEmpty())
                || (stage instanceof Logfmt logfmt && logfmt.isStrict())
                || stage instanceof Unpack;
    }

    private static boolean isGuard(Stage stage) {
        return stage instanceof Matcher matcher && matcher.label().equals("__error__") && matcher.matchesEmpty();
    }
}
