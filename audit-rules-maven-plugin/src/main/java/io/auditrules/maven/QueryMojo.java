package io.auditrules.maven;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.query.Finding;
import io.auditrules.query.Findings;
import io.auditrules.query.QuickLook;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Asks LogQL queries of log files and prints what Loki would answer. Needs no project. With <code>mvn -q</code> nothing but
 * the answer is printed:
 *
 * <pre>
 * mvn -q audit-rules:query -Dquery='sum by (verb) (count_over_time({log_type="audit"} | json [1h]))' -Dlogs=audit.log
 * </pre>
 *
 * <p>Fails if Loki would not answer a query.
 */
@Mojo(name = "query", requiresProject = false, aggregator = true, threadSafe = true)
final class QueryMojo extends AbstractMojo {
    private final MavenSession session;

    /** A query in LogQL. */
    @Parameter(property = PropertyNames.QUERY)
    private @Nullable String query;

    /**
     * A file with a query a line, instead of <code>query</code>; lines that are blank or begin with <code>#</code> do not
     * count. All are answered in one pass over the logs, each answer under its query.
     */
    @Parameter(property = PropertyNames.QUERY_FILE)
    private @Nullable File queryFile;

    /**
     * The log files, with commas between them: audit events or other lines as they are, or what
     * <code>logcli --output=jsonl</code> wrote, compressed by gzip or not.
     */
    @Parameter(property = PropertyNames.LOGS)
    private @Nullable List<File> logs;

    /** The labels of the stream that lines without labels of their own belong to: <code>log_type=audit,cluster=a</code>. */
    @Parameter(property = PropertyNames.LABELS, defaultValue = "log_type=audit")
    private String labels = "";

    /**
     * When metric queries are asked, such as <code>2026-11-20T08:00:00Z</code>; else at the time of the newest line.
     */
    @Parameter(property = PropertyNames.AT)
    private @Nullable String at;

    /** Where a range begins; else with the oldest line. For log queries, or with <code>step</code>. */
    @Parameter(property = PropertyNames.START)
    private @Nullable String start;

    /** Where a range ends, a log query's just before; else with the newest line. For log queries, or with <code>step</code>. */
    @Parameter(property = PropertyNames.END)
    private @Nullable String end;

    /** Asks metric queries not at one time but over a range, each such while: <code>5m</code>. */
    @Parameter(property = PropertyNames.STEP)
    private @Nullable String step;

    /** How many lines a log query yields at most. */
    @Parameter(property = PropertyNames.LIMIT, defaultValue = "10000")
    private int limit;

    /** <code>forward</code> for the oldest lines of a log query first, <code>backward</code> for the newest. */
    @Parameter(property = PropertyNames.DIRECTION, defaultValue = "forward")
    private String direction = "";

    /**
     * <code>table</code>, <code>json</code> as Loki's API has it, or <code>lines</code>, for log queries alone. Else a table
     * for metric queries and lines for log queries.
     */
    @Parameter(property = PropertyNames.FORMAT)
    private @Nullable String format;

    /** A file for the answer, instead of the standard output. What is there is replaced. */
    @Parameter(property = PropertyNames.OUTPUT)
    private @Nullable File output;

    /** The version of the Loki that the queries are for, such as <code>2.8</code>; else the newest. */
    @Parameter(property = PropertyNames.LOKI_VERSION)
    private @Nullable String lokiVersion;

    /** How many series an answer may have: Loki's <code>max_query_series</code>. */
    @Parameter(property = PropertyNames.MAX_QUERY_SERIES, defaultValue = "500")
    private int maxQuerySeries;

    @Inject
    QueryMojo(MavenSession session) {
        this.session = session;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        try {
            Findings findings = look().run();
            tell(findings);
            TextOutput.write(findings.text(), output, getLog());
            fail(findings);
        } catch (ProblemsException e) {
            throw new MojoFailureException("\n" + e.getMessage(), e);
        } catch (IllegalValueException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private QuickLook look() {
        QuickLook.Builder look = QuickLook.builder(Path.of(session.getExecutionRootDirectory()))
                .logs(logs == null ? List.of() : logs.stream().map(File::toPath).toList())
                .labels(labels)
                .limit(limit)
                .direction(direction)
                .maxQuerySeries(maxQuerySeries);
        set(query, look::query);
        set(queryFile, file -> look.queryFile(file.toPath()));
        set(at, look::at);
        set(start, look::start);
        set(end, look::end);
        set(step, look::step);
        set(format, look::format);
        set(lokiVersion, look::lokiVersion);
        return look.build();
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    /** What the text of the answers does not say. */
    private void tell(Findings findings) {
        findings.notes().forEach(getLog()::warn);
        for (Finding finding : findings.untold()) {
            finding.notes().forEach(getLog()::info);
        }
    }

    private static void fail(Findings findings) throws MojoFailureException {
        if (!findings.failed().isEmpty()) {
            throw new MojoFailureException("\n"
                    + findings.failed().stream().map(Finding::toString).collect(Collectors.joining("\n\n"))
                    + "\n\nA rule with such a query does not fire in Loki, whatever happens.");
        }
    }
}
