package io.auditrules.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.AuditRules;
import io.auditrules.scenario.Site;
import io.auditrules.scenario.TestRun;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** What the rules of the article do on its own events, and how they fail: the example's scenarios, for Loki 2.8. */
final class ArticleCases {
    private static final Path EXAMPLE = Path.of("../examples/gitops-repo");

    private ArticleCases() {}

    static List<LiveCase> all() {
        TestRun run = AuditRules.read(EXAMPLE.resolve("src/main/audit-rules"), EXAMPLE)
                .test(EXAMPLE.resolve("src/test/audit-rules"), EXAMPLE, InstantSource.system());
        assertThat(run.problems()).isEmpty();
        Site site = run.site();
        return run.verdicts().stream()
                .filter(verdict -> verdict.place().source().path().endsWith("article.yaml"))
                .map(verdict -> new LiveCase(site, verdict.scenario()))
                .toList();
    }
}
