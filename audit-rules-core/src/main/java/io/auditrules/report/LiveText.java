package io.auditrules.report;

import io.auditrules.diagnostic.Visible;
import io.auditrules.live.Difference;
import io.auditrules.live.LiveResult;
import io.auditrules.report.ConsoleText.Line;
import io.auditrules.report.ConsoleText.Weight;
import java.util.ArrayList;
import java.util.List;

/** What a terminal shows of scenarios that were played to a real Loki and a real Alertmanager. */
public final class LiveText {
    private LiveText() {}

    /** One scenario: whether both agree, or what each of them says. */
    public static List<Line> of(LiveResult result) {
        String name = Words.place(result.scenario().place()) + "  "
                + result.scenario().scenario().name();
        List<Line> lines = new ArrayList<>();
        if (!result.isPlayed()) {
            add(Weight.WARNING, "NOT PLAYED LIVE  " + name, lines);
            add(Weight.WARNING, "  " + result.notPlayed(), lines);
            return lines;
        }
        String faster = result.factor() == 1 ? "" : ", " + result.factor() + " times as fast";
        String compared = " (" + Words.count(result.evaluations(), "evaluation") + ", "
                + Words.count(result.posts(), "alert") + " sent, "
                + Words.count(result.notifications(), "notification") + faster + ")";
        Weight weight = result.agrees() ? Weight.INFO : Weight.ERROR;
        add(weight, (result.agrees() ? "AGREES  " : "DIFFERS  ") + name + compared, lines);
        for (Difference difference : result.differences()) {
            difference.toString().lines().forEach(line -> add(weight, "  " + line, lines));
        }
        return lines;
    }

    /** All of them in one line. */
    public static Line totals(List<LiveResult> results) {
        long played = results.stream().filter(LiveResult::isPlayed).count();
        long agreed = results.stream().filter(LiveResult::agrees).count();
        long left = results.size() - played;
        String text = "live: " + agreed + " of " + Words.count((int) played, "scenario") + " agree"
                + (left == 0 ? "" : ", " + left + " not played");
        return new Line(agreed == played ? left == 0 ? Weight.INFO : Weight.WARNING : Weight.ERROR, text);
    }

    private static void add(Weight weight, String text, List<Line> lines) {
        lines.add(new Line(weight, Visible.line(text)));
    }
}
