package io.auditrules.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.logql.Expr;
import io.auditrules.logql.LogQl;
import java.nio.charset.StandardCharsets;

/** A text is refused with its problems, or it is a query that reads back as itself when it is printed. */
class QueryFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void isRefusedOrReadsBackAsItself(byte[] text) {
        Expr query;
        try {
            query = parse(new String(text, StandardCharsets.UTF_8));
        } catch (ProblemsException refused) {
            assertThat(refused.problems()).isNotEmpty();
            return;
        }
        assertThat(parse(query.toString())).isEqualTo(query);
        assertThat(parse(query.pretty())).isEqualTo(query);
    }

    private static Expr parse(String text) {
        return LogQl.parse(new Source("query", text));
    }
}
