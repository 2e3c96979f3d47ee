package io.auditrules.check.never;

import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LabelFilter;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A stage that the requests which are looked for never reach. */
final class StageOfRequest extends AuditCheck {
    private static final String CODE = "responseStatus.code";
    private static final List<String> CODES =
            IntStream.range(100, 600).mapToObj(Integer::toString).toList();
    private static final List<String> STAGES =
            List.of("RequestReceived", "ResponseStarted", "ResponseComplete", "Panic");

    StageOfRequest() {
        super("never/stage");
    }

    @Override
    void check(Scene scene, PlacedRule rule, EventLines lines, Findings findings) {
        List<LabelFilter> onStage = lines.necessary("stage");
        if (onStage.isEmpty()) {
            return;
        }
        List<String> stages = lines.allowed("stage", STAGES);
        if (stages.equals(List.of("ResponseStarted")) && !lines.allows(CODE, "401") && !mayLast(lines)) {
            findings.add(
                    about(),
                    rule.placeOf(onStage.get(0)),
                    "only requests that last reach ResponseStarted, and those that are looked for are done at once",
                    "write stage=\"ResponseComplete\"");
        }
        if (!stages.isEmpty()
                && !stages.contains("ResponseStarted")
                && !lines.allows(CODE, "")
                && !lines.allows(CODE, "200")
                && lines.allowed(CODE, CODES).equals(List.of("401"))) {
            findings.add(
                    about(),
                    rule.placeOf(onStage.get(0)),
                    "a request that is answered with 401 is recorded at ResponseStarted only",
                    "write stage=\"ResponseStarted\"");
        }
    }

    /** As Kubernetes' LongRunningFunc has it. */
    private static boolean mayLast(EventLines lines) {
        Set<String> lasting = Set.of("watch", "proxy");
        return lasting.stream().anyMatch(verb -> lines.allows("verb", verb))
                || Stream.of("attach", "exec", "proxy", "log", "portforward")
                        .anyMatch(subresource -> lines.allows("objectRef.subresource", subresource));
    }
}
