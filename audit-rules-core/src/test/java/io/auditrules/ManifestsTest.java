package io.auditrules;

import io.auditrules.golden.GoldenCase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out of definitions, as a reviewer sees it: one folder a case, below golden/render. */
class ManifestsTest {

    static List<GoldenCase> cases() {
        return GoldenCase.all("render");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rendersWhatWasApproved(GoldenCase golden) {
        golden.assertProduces(AuditRules.read(golden.folder().resolve("definitions"), golden.folder())
                .manifests()
                .texts());
    }
}
