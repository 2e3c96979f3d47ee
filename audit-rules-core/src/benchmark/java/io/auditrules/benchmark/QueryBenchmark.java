package io.auditrules.benchmark;

import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Evaluation;
import io.auditrules.evaluate.Query;
import io.auditrules.evaluate.Question;
import io.auditrules.event.Labels;
import io.auditrules.files.LogFiles;
import io.auditrules.logql.LogQl;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A warm JVM over a log of 20,000 lines. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class QueryBenchmark {
    /** What the lines go through. */
    @Param({
        "|= \"zzzz-nothing\"",
        "|~ \"/exec?\" | json | objectRef_subresource=\"exec\"",
        "| json | verb=\"delete\"",
        "| json verb=\"verb\", user=\"user.username\" | verb=\"delete\"",
        "| logfmt | verb=\"delete\"",
        "| regexp \"verb...(?P<verb>[a-z]+)\" | verb=\"delete\"",
        "| line_format \"{{ .log_type | upper }}\" |= \"x\""
    })
    public String pipeline = "";

    private Path file = Path.of("");

    /** Writes the log. */
    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("audit", ".jsonl");
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            AuditLog.write(20_000, out);
        }
    }

    /** Removes the log. */
    @TearDown
    public void remove() throws IOException {
        Files.delete(file);
    }

    /** One rule with the pipeline. */
    @Benchmark
    public Answer rule() {
        return answers(List.of("count_over_time({log_type=\"audit\"} " + pipeline + " | __error__=\"\" [1h])"))
                .get(0);
    }

    /** Fifty rules, whatever the pipeline. */
    @Benchmark
    public List<Answer> fiftyRules() {
        return answers(Queries.fifty());
    }

    private List<Answer> answers(List<String> queries) {
        Evaluation evaluation = new Evaluation();
        List<Evaluation.Ticket> tickets = new ArrayList<>();
        for (String query : queries) {
            tickets.add(evaluation.add(
                    Query.of(LogQl.parse(new Source("query", query))), Question.at(Instant.parse("2026-11-23T09:00:00Z"))));
        }
        evaluation.read(new LogFiles(List.of(file), Labels.of("log_type", "audit")));
        return tickets.stream().map(Evaluation.Ticket::answer).toList();
    }
}
