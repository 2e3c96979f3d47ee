package io.auditrules.check.blind;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.time.PrometheusDuration;

/** A result of as many series as a caller likes, of which Loki allows some hundreds. */
final class SeriesLimit implements Check {
    private static final About ABOUT = About.of("blind/series-limit");
    /** What one client sends without effort. */
    private static final double MOST_REQUESTS_A_SECOND = 50;

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        int limit = scene.platform().limits().maxQuerySeries();
        for (PlacedRule rule : scene.rules()) {
            Growth.of(rule, scene.auditLines(rule), limit)
                    .filter(growth -> growth.window().toMillis() > 0)
                    .ifPresent(growth -> tell(rule, growth, limit, findings));
        }
    }

    private static void tell(PlacedRule rule, Growth growth, int limit, Findings findings) {
        long requests = (limit + 1L) * growth.lines();
        if (requests * 1000.0 / growth.window().toMillis() > MOST_REQUESTS_A_SECOND) {
            return;
        }
        String window = PrometheusDuration.of(growth.window()).text();
        findings.add(
                ABOUT,
                rule.placeOf(growth.part()),
                growth.label().isEmpty()
                        ? "nothing groups the labels of all fields, so each event is a series of its own, and "
                                + requests + " of them within " + window + " are one more than Loki allows"
                        : (growth.isOfEach() ? "each request has its own \"" : "a caller chooses the \"")
                                + growth.label()
                                + "\": " + requests + " requests within " + window + " make " + (limit + 1)
                                + " series, one more than Loki allows");
    }
}
