package io.auditrules.check.never;

import io.auditrules.check.EventLines;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import io.auditrules.logql.LabelFilter;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Exec, attach or port-forward that succeeds with a 2xx. */
final class ExecCode extends AuditCheck {
    private static final String CODE = "responseStatus.code";
    private static final Set<String> STREAMS = Set.of("exec", "attach", "portforward");
    private static final List<String> CODES =
            IntStream.range(100, 600).mapToObj(Integer::toString).toList();

    ExecCode() {
        super("never/exec-code");
    }

    @Override
    void check(Scene scene, PlacedRule rule, EventLines lines, Findings findings) {
        Asked asked = new Asked(lines);
        List<LabelFilter> onCode = asked.necessary(CODE);
        if (onCode.isEmpty() || !wantsStreamsAlone(asked)) {
            return;
        }
        List<String> codes = asked.allowed(CODE, CODES);
        if (!codes.isEmpty() && codes.stream().allMatch(code -> code.startsWith("2"))) {
            findings.add(
                    about(),
                    rule.placeOf(onCode.get(0)),
                    "of all statuses, only 2xx pass here, and the subresource is one that is answered with 101");
        }
    }

    private static boolean wantsStreamsAlone(Asked asked) {
        return asked.necessary("objectRef.subresource").stream()
                .flatMap(filter -> asked.test(filter).texts().stream())
                .anyMatch(STREAMS::containsAll);
    }
}
