package io.auditrules.evaluate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.auditrules.diagnostic.Source;
import io.auditrules.evaluate.RecordedAnswers.Exchange;
import io.auditrules.logql.Expr;
import io.auditrules.logql.LogQl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Asks a running Loki. For each set, the tenant is the prefix and the set's name.
 *
 * <ul>
 *   <li>{@code record URL TENANT-PREFIX FOLDER [INSTANT RANGE LOG]} pushes the entries, asks, and writes the files that
 *       {@link RecordedAnswers} reads
 *   <li>{@code add URL TENANT-PREFIX FOLDER QUERIES} asks more questions: a file names a set, a tab and a query in each line
 *   <li>{@code again URL TENANT-PREFIX FOLDER} writes those of the recorded answers that Loki still gives
 *   <li>{@code laws URL TENANT-PREFIX} asks the recorded queries in our printers' words and tells where the answers differ
 * </ul>
 */
final class LokiRecorder {
    private static final int TRIES = 3;
    /** Answers of more series than that are seldom kept. */
    private static final int MANY_SERIES = 60;

    private static final int LONGEST_ANSWER = 30_000;

    private final LokiClient loki;
    private final SplittableRandom random;
    private final Map<String, Integer> leftOut = new TreeMap<>();

    private LokiRecorder(LokiClient loki, long seed) {
        this.loki = loki;
        this.random = new SplittableRandom(seed);
    }

    /** What is done with one set. */
    private interface Work {
        void on(RandomEntries.Kind kind, LokiRecorder recorder) throws IOException, InterruptedException;
    }

    public static void main(String[] arguments) throws IOException {
        String url = arguments[1];
        String prefix = arguments[2];
        if (arguments[0].equals("laws")) {
            forAllSets(url, prefix, (kind, recorder) -> {
                String result = recorder.laws(RecordedAnswers.load(kind.logType()));
                System.out.println(kind.logType() + " " + result);
            });
            return;
        }
        if (arguments[0].equals("again")) {
            Path folder = Path.of(arguments[3]);
            forAllSets(url, prefix, (kind, recorder) -> {
                recorder.again(RecordedAnswers.load(kind.logType())).write(folder);
                System.out.println(kind.logType() + " left out: " + recorder.leftOut);
            });
            return;
        }
        if (arguments[0].equals("add")) {
            Path folder = Files.createDirectories(Path.of(arguments[3]));
            Map<String, List<String>> queries = Files.readAllLines(Path.of(arguments[4])).stream()
                    .map(line -> line.split("\t", 2))
                    .collect(groupingBy(parts -> parts[0], mapping(parts -> parts[1], toList())));
            forAllSets(url, prefix, (kind, recorder) -> {
                RecordedAnswers recorded = RecordedAnswers.load(kind.logType());
                recorder.add(recorded, queries.getOrDefault(kind.logType(), List.of()))
                        .write(folder);
                System.out.println(kind.logType() + " left out: " + recorder.leftOut);
            });
            return;
        }
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        int instants = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 960;
        int ranges = arguments.length > 5 ? Integer.parseInt(arguments[5]) : 90;
        int logs = arguments.length > 6 ? Integer.parseInt(arguments[6]) : 110;
        forAllSets(url, prefix, (kind, recorder) -> {
            recorder.record(kind, instants, ranges, logs).write(folder);
            System.out.println(kind.logType() + " left out: " + recorder.leftOut);
        });
    }

    private static void forAllSets(String url, String prefix, Work work) {
        Arrays.stream(RandomEntries.Kind.values()).parallel().forEach(kind -> {
            try {
                work.on(kind, new LokiRecorder(new LokiClient(url, prefix + kind.logType()), 1000 + kind.seed()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    // recording

    private RecordedAnswers record(RandomEntries.Kind kind, int instants, int ranges, int logs)
            throws IOException, InterruptedException {
        List<RecordedEntry> entries = RandomEntries.set(kind);
        if (loki.isEmpty()) {
            loki.push(entries);
        }
        RandomQueries queries = new RandomQueries(100 + kind.seed(), kind);
        List<Exchange> exchanges = new ArrayList<>();
        Set<RecordedQuestion> asked = new HashSet<>();
        for (int wanted = instants; exchanges.size() < wanted; ) {
            exchange(RecordedQuestion.instant(queries.metricQuery(), at()), asked)
                    .ifPresent(exchanges::add);
        }
        for (int wanted = instants + ranges; exchanges.size() < wanted; ) {
            exchange(range(cheap(queries)), asked).ifPresent(exchanges::add);
        }
        for (int wanted = instants + ranges + logs; exchanges.size() < wanted; ) {
            exchange(log(queries.logQuery()), asked).ifPresent(exchanges::add);
        }
        return new RecordedAnswers(kind.logType(), entries, exchanges);
    }

    private RecordedAnswers add(RecordedAnswers recorded, List<String> queries)
            throws IOException, InterruptedException {
        if (loki.isEmpty()) {
            loki.push(recorded.entries());
        }
        List<Exchange> exchanges = new ArrayList<>(recorded.exchanges());
        Set<RecordedQuestion> asked = new HashSet<>();
        exchanges.forEach(exchange -> asked.add(exchange.question()));
        for (String query : queries) {
            RecordedQuestion question = query.startsWith("{")
                    ? log(query)
                    : random.nextInt(8) == 0 ? range(query) : RecordedQuestion.instant(query, at());
            exchange(question, asked).ifPresent(exchanges::add);
        }
        return new RecordedAnswers(recorded.name(), recorded.entries(), exchanges);
    }

    private long at() {
        long second = RandomEntries.SECOND;
        return RandomEntries.BASE_NANOS
                + switch (random.nextInt(20)) {
                    case 0 -> -600 * second;
                    case 1 -> 300 * second;
                    case 2 -> random.nextInt(3) - 1;
                    case 3 -> -random.nextInt(3600) * second;
                    case 4 -> random.nextInt(600_000) * 1_000_000L;
                    default -> 0;
                };
    }

    /** A query that Loki does not work seconds on for each step. */
    private static String cheap(RandomQueries queries) {
        while (true) {
            String query = queries.metricQuery();
            if (!query.contains("approx_topk") && !query.contains("[1y]")) {
                return query;
            }
        }
    }

    private RecordedQuestion range(String query) {
        List<Long> steps = List.of(60_000L, 60_000L, 30_000L, 300_000L, 45_500L, 600_000L, 1_000L, 3_600_000L, 250L);
        long step = steps.get(random.nextInt(steps.size())) * 1_000_000;
        long start = at() - random.nextInt(8) * step;
        long end = start + (1 + random.nextInt(11)) * step + (random.nextInt(3) == 0 ? step / 3 : 0);
        return RecordedQuestion.range(query, start, end, step);
    }

    private RecordedQuestion log(String query) {
        long second = RandomEntries.SECOND;
        long end = at() + random.nextInt(2) * (300 * second);
        List<Integer> spans = List.of(1, 30, 60, 300, 300, 600, 3600, 7200, 10800);
        List<Integer> limits = List.of(1, 2, 5, 10, 10, 20, 30);
        return RecordedQuestion.log(
                query,
                end - spans.get(random.nextInt(spans.size())) * second,
                end,
                limits.get(random.nextInt(limits.size())),
                random.nextBoolean());
    }

    /** The question with its answer, unless it was asked, or Loki does not stand by what it says, or says too much. */
    private Optional<Exchange> exchange(RecordedQuestion question, Set<RecordedQuestion> asked)
            throws IOException, InterruptedException {
        if (!asked.add(question)) {
            return Optional.empty();
        }
        RecordedAnswer first = loki.ask(question);
        int series = series(first);
        if (first.toString().length() > LONGEST_ANSWER || (series > MANY_SERIES && random.nextInt(10) > 0)) {
            leftOut.merge("too long", 1, Integer::sum);
            return Optional.empty();
        }
        int kept = first instanceof RecordedAnswer.Scalar
                ? 25
                : series == 0 ? 30 : first instanceof RecordedAnswer.Refusal ? 50 : 100;
        if (random.nextInt(100) >= kept) {
            leftOut.merge("one of many scalars, empty answers and refusals", 1, Integer::sum);
            return Optional.empty();
        }
        List<RecordedAnswer> answers = new ArrayList<>(List.of(first));
        while (answers.size() < TRIES) {
            answers.add(loki.ask(question));
        }
        Optional<RecordedAnswer> common = common(answers);
        if (common.isEmpty()) {
            leftOut.merge("differs: " + kindOf(question.query(), answers), 1, Integer::sum);
        }
        return common.map(answer -> new Exchange(question, answer));
    }

    private static int series(RecordedAnswer answer) {
        if (answer instanceof RecordedAnswer.InstantVector vector) {
            return vector.points().size();
        }
        if (answer instanceof RecordedAnswer.Matrix matrix) {
            return matrix.rows().size();
        }
        if (answer instanceof RecordedAnswer.Streams streams) {
            return streams.streams().size();
        }
        return answer instanceof RecordedAnswer.Refusal ? 1 : 0;
    }

    private static String kindOf(String query, List<RecordedAnswer> answers) {
        if (answers.stream()
                        .map(LokiRecorder::withoutDigits)
                        .map(LokiRecorder::sorted)
                        .distinct()
                        .count()
                == 1) {
            return "last digits of sums in another order";
        }
        return choosesSeries(query)
                ? "topk, bottomk or approx_topk"
                : query.startsWith("{") ? "log query" : "metric query: " + query;
    }

    /** The answer with numbers of nine digits. */
    private static RecordedAnswer withoutDigits(RecordedAnswer answer) {
        if (answer instanceof RecordedAnswer.InstantVector vector) {
            return new RecordedAnswer.InstantVector(
                    vector.points().stream()
                            .map(point -> new RecordedAnswer.Point(point.labels(), shorter(point.value())))
                            .toList(),
                    true);
        }
        if (answer instanceof RecordedAnswer.Matrix matrix) {
            return new RecordedAnswer.Matrix(
                    matrix.rows().stream()
                            .map(row -> new RecordedAnswer.Row(
                                    row.labels(),
                                    row.times(),
                                    row.values().stream()
                                            .map(LokiRecorder::shorter)
                                            .toList()))
                            .toList(),
                    true);
        }
        return answer;
    }

    private static String shorter(String number) {
        return number.contains("Inf") || number.equals("NaN")
                ? number
                : String.format(Locale.ROOT, "%.8e", Double.parseDouble(number));
    }

    /** What all answers say: the same, or the same in another order, or a message that begins the same. */
    private static Optional<RecordedAnswer> common(List<RecordedAnswer> answers) {
        if (new HashSet<>(answers).size() == 1) {
            return Optional.of(answers.get(0));
        }
        List<RecordedAnswer> sorted = answers.stream().map(LokiRecorder::sorted).toList();
        if (new HashSet<>(sorted).size() == 1) {
            return Optional.of(sorted.get(0));
        }
        Optional<RecordedAnswer.Refusal> refusal = Optional.empty();
        for (RecordedAnswer answer : answers) {
            if (!(answer instanceof RecordedAnswer.Refusal next)) {
                return Optional.empty();
            }
            if (refusal.isPresent() && refusal.get().status() != next.status()) {
                return Optional.empty();
            }
            refusal = Optional.of(new RecordedAnswer.Refusal(
                    next.status(),
                    refusal.map(before -> commonBegin(before.message(), next.message()))
                            .orElse(next.message()),
                    false));
        }
        return refusal.map(RecordedAnswer.class::cast);
    }

    private static String commonBegin(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length);
    }

    private static RecordedAnswer sorted(RecordedAnswer answer) {
        if (answer instanceof RecordedAnswer.InstantVector vector) {
            return new RecordedAnswer.InstantVector(byText(vector.points()), false);
        }
        if (answer instanceof RecordedAnswer.Matrix matrix) {
            return new RecordedAnswer.Matrix(byText(matrix.rows()), false);
        }
        if (answer instanceof RecordedAnswer.Streams streams) {
            return new RecordedAnswer.Streams(byText(streams.streams()), false);
        }
        return answer;
    }

    private static <T> List<T> byText(List<T> items) {
        return items.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }

    // once more

    /** The answers that Loki still stands by when it is asked more often, most often where it chooses. */
    private RecordedAnswers again(RecordedAnswers recorded) throws IOException, InterruptedException {
        List<Exchange> kept = new ArrayList<>();
        for (Exchange exchange : recorded.exchanges()) {
            RecordedQuestion question = exchange.question();
            List<RecordedAnswer> answers = new ArrayList<>(List.of(exchange.answer()));
            int tries = choosesSeries(question.query()) ? 20 : 3;
            while (answers.size() <= tries) {
                answers.add(loki.ask(question));
            }
            Optional<RecordedAnswer> common = common(answers);
            if (common.isEmpty()) {
                leftOut.merge("differs: " + kindOf(question.query(), answers), 1, Integer::sum);
            }
            common.ifPresent(answer -> kept.add(new Exchange(question, answer)));
        }
        return new RecordedAnswers(recorded.name(), recorded.entries(), kept);
    }

    private static boolean choosesSeries(String query) {
        return query.contains("topk") || query.contains("bottomk");
    }

    // laws

    private String laws(RecordedAnswers recorded) throws IOException, InterruptedException {
        int compared = 0;
        int lastDigits = 0;
        int unstable = 0;
        List<String> disagreements = new ArrayList<>();
        for (Exchange exchange : recorded.exchanges()) {
            RecordedQuestion question = exchange.question();
            Expr query = LogQl.parse(new Source("query", question.query()));
            for (String text : new LinkedHashSet<>(List.of(query.toString(), query.pretty()))) {
                if (text.equals(question.query())) {
                    continue;
                }
                compared++;
                RecordedAnswer now = sorted(loki.ask(question.withQuery(text)));
                if (now instanceof RecordedAnswer.Refusal refused
                        && exchange.answer() instanceof RecordedAnswer.Refusal before
                        && refused.status() == before.status()) {
                    continue;
                }
                if (now.equals(sorted(exchange.answer()))) {
                    continue;
                }
                if (sorted(withoutDigits(now)).equals(sorted(withoutDigits(exchange.answer())))) {
                    lastDigits++;
                } else if (!sorted(loki.ask(question)).equals(sorted(exchange.answer()))) {
                    unstable++;
                } else {
                    disagreements.add(question.query() + "\n  " + text + "\n  " + exchange.answer() + "\n  " + now);
                }
            }
        }
        return compared + " compared, " + lastDigits + " but for last digits, " + unstable + " unstable, "
                + disagreements.size() + " disagreements\n" + String.join("\n", disagreements);
    }
}
