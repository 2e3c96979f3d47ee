package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.RuleFile;

/** A version of the API that no operator serves. */
final class NotServed implements Check {
    private static final About ABOUT = About.of("admission/not-served");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (RuleFile file : new Webhook(scene).files()) {
            file.apiVersion()
                    .filter(version -> !version.text().equals("loki.grafana.com/v1"))
                    .ifPresent(version ->
                            findings.add(ABOUT, version.place(), "no operator serves \"" + version.text() + "\""));
        }
    }
}
