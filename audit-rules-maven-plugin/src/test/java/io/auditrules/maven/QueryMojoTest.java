package io.auditrules.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doReturn;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class QueryMojoTest {
    private static final String COUNT =
            "sum by (user) (count_over_time({log_type=\"audit\"} | json user=\"user\" | __error__=\"\" [5m]))";

    @TempDir
    private Path base;

    @Inject
    private MavenSession session;

    private final LogLines log = new LogLines();

    @BeforeEach
    void writeLog() throws IOException {
        doReturn(base.toString()).when(session).getExecutionRootDirectory();
        Files.writeString(base.resolve("audit.log"), """
                {"stageTimestamp":"2026-11-20T08:00:00Z","user":"josé"}
                {"stageTimestamp":"2026-11-20T08:00:01Z","user":
                """);
    }

    @Test
    @InjectMojo(goal = "query")
    @MojoParameter(name = "query", value = COUNT)
    void printsATableToTheStandardOutput(QueryMojo mojo) throws Exception {
        assertThat(printedBy(mojo)).isEqualTo("""
                user  value
                josé      1

                1 series
                at 2026-11-20T08:00:01Z, the time of the newest line
                """);
    }

    @Test
    @InjectMojo(goal = "query")
    @MojoParameter(name = "query", value = COUNT)
    @MojoParameter(name = "format", value = "json")
    void printsJsonInUtf8AndNothingElse(QueryMojo mojo) throws Exception {
        assertThat(printedBy(mojo))
                .isEqualTo("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                        + "{\"metric\":{\"user\":\"josé\"},\"value\":[1795161601,\"1\"]}]}}\n");
        assertThat(log.lines()).contains("at 2026-11-20T08:00:01Z, the time of the newest line");
    }

    @Test
    @InjectMojo(goal = "query")
    @MojoParameter(name = "query", value = COUNT)
    void writesToTheFileThatIsNamedWhateverIsThere(QueryMojo mojo) throws Exception {
        File output =
                Files.writeString(base.resolve("answer.txt"), "something else").toFile();
        MojoExtension.setVariableValueToObject(mojo, "output", output);

        assertThat(printedBy(mojo)).isEmpty();
        assertThat(output).content().startsWith("user  value\n");
        assertThat(base.toFile().list()).containsExactlyInAnyOrder("answer.txt", "audit.log");
    }

    @Test
    @InjectMojo(goal = "query")
    @MojoParameter(name = "query", value = "count_over_time({log_type=\"audit\"} | json [5m])")
    @MojoParameter(name = "format", value = "json")
    void failsWhereLokiWouldNotAnswer(QueryMojo mojo) {
        assertThatThrownBy(() -> printedBy(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("\nquery:1:1: pipeline error: 'JSONParserErr'")
                .hasMessageContaining("audit.log:2: the only line with an error")
                .hasMessageEndingWith("A rule with such a query does not fire in Loki, whatever happens.");
    }

    @Test
    @InjectMojo(goal = "query")
    @MojoParameter(name = "query", value = "{log_type=")
    @MojoParameter(name = "at", value = "now")
    void tellsAllThatIsWrong(QueryMojo mojo) {
        assertThatThrownBy(() -> printedBy(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("\nat: \"now\" is not a time")
                .hasMessageContaining("\nquery:1:")
                .hasMessageContaining("2 problems");
    }

    private String printedBy(QueryMojo mojo) throws Exception {
        mojo.setLog(log);

        MojoExtension.setVariableValueToObject(
                mojo, "logs", List.of(base.resolve("audit.log").toFile()));
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.US_ASCII));
        try {
            mojo.execute();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
