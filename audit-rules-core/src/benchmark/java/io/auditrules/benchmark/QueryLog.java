package io.auditrules.benchmark;

import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Evaluation;
import io.auditrules.evaluate.Query;
import io.auditrules.evaluate.Question;
import io.auditrules.event.Labels;
import io.auditrules.files.LogFiles;
import io.auditrules.logql.Expr;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.Metric;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Asks a log file in a process of its own: {@code QueryLog FILE lines|alert|nothing|one|fifty}; prints how much came of it. */
public final class QueryLog {
    private QueryLog() {}

    /** Prints the number of lines or series. */
    public static void main(String[] arguments) {
        List<String> queries = switch (arguments[1]) {
            case "lines" -> List.of(Queries.LINES);
            case "alert" -> List.of(Queries.ALERT);
            case "nothing" -> List.of(Queries.NOTHING);
            case "one" -> Queries.fifty().subList(0, 1);
            case "fifty" -> Queries.fifty();
            default -> List.of(arguments[1]);
        };
        Evaluation evaluation = new Evaluation();
        List<Evaluation.Ticket> tickets = new ArrayList<>();
        for (String query : queries) {
            Expr expr = LogQl.parse(new Source("query", query));
            tickets.add(evaluation.add(Query.of(expr), question(expr)));
        }
        evaluation.read(new LogFiles(List.of(Path.of(arguments[0])), Labels.of("log_type", "audit")));
        int count = 0;
        for (Evaluation.Ticket ticket : tickets) {
            count += count(ticket.answer());
        }
        System.out.println(count);
    }

    private static Question question(Expr expr) {
        return expr instanceof Metric
                ? Question.at(Instant.parse("2026-11-23T09:00:00Z"))
                : Question.lines(
                        Instant.EPOCH, Instant.parse("2027-01-01T00:00:00Z"), Question.Direction.FORWARD, 1_000_000);
    }

    private static int count(Answer answer) {
        if (answer instanceof Answer.Streams streams) {
            return streams.streams().stream()
                    .mapToInt(stream -> stream.lines().size())
                    .sum();
        }
        if (answer instanceof Answer.Vector vector) {
            return vector.samples().size();
        }
        throw new IllegalStateException(answer.toString());
    }
}
