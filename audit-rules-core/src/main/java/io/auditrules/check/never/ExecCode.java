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
    private static final List<String> SUCCESSES =
            IntStream.range(200, 300).mapToObj(Integer::toString).toList();
    private static final List<String> OTHERS = IntStream.concat(IntStream.range(100, 200), IntStream.range(300, 600))
            .mapToObj(Integer::toString)
            .toList();

    ExecCode() {
        super("never/exec-code");
    }

    @Override
    void check(Scene scene, PlacedRule rule, EventLines lines, Findings findings) {
        List<LabelFilter> onCode = lines.necessary(CODE);
        if (onCode.isEmpty() || !wantsStreamsAlone(lines)) {
            return;
        }
        if (OTHERS.stream().noneMatch(code -> lines.allows(CODE, code))
                && SUCCESSES.stream().anyMatch(code -> lines.allows(CODE, code))) {
            findings.add(
                    about(),
                    rule.placeOf(onCode.get(0)),
                    "of all statuses, only 2xx pass here, and the subresource is one that is answered with 101");
        }
    }

    private static boolean wantsStreamsAlone(EventLines lines) {
        return lines.necessary("objectRef.subresource").stream()
                .flatMap(filter -> lines.test(filter).texts().stream())
                .anyMatch(STREAMS::containsAll);
    }
}
