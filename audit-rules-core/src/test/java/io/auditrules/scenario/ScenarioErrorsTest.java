package io.auditrules.scenario;

import io.auditrules.AuditRules;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.golden.GoldenCase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people are told about scenarios that cannot be: one folder a case, below golden/scenario-errors. */
class ScenarioErrorsTest {

    static List<GoldenCase> cases() {
        return GoldenCase.all("scenario-errors");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsAllProblemsAtOnce(GoldenCase golden) {
        golden.assertProduces(Map.of("problems.txt", told(golden.folder()) + "\n"));
    }

    private static String told(Path folder) {
        Problems problems = new Problems();
        try {
            AuditRules rules = AuditRules.read(folder.resolve("definitions"), folder);
            rules.scenarios(rules.site(), folder.resolve("scenarios"), folder, problems);
        } catch (ProblemsException e) {
            return String.valueOf(e.getMessage());
        }
        return problems.isEmpty()
                ? "no problem"
                : problems.list().stream().map(Problem::toString).collect(Collectors.joining("\n\n"));
    }
}
