package io.auditrules;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.golden.GoldenCase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people are told about definitions that cannot be: one folder a case, below golden/errors. */
class DefinitionErrorsTest {

    static List<GoldenCase> cases() {
        return GoldenCase.all("errors");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsAllProblemsAtOnce(GoldenCase golden) {
        ProblemsException told = catchThrowableOfType(
                ProblemsException.class,
                () -> AuditRules.read(golden.folder().resolve("definitions"), golden.folder())
                        .manifests());

        golden.assertProduces(Map.of("problems.txt", (told == null ? "no problem" : told.getMessage()) + "\n"));
    }
}
