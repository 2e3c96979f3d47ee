package io.auditrules.query;

import io.auditrules.diagnostic.Visible;
import io.auditrules.evaluate.Answer;
import io.auditrules.evaluate.Answer.Failure;
import io.auditrules.evaluate.Answer.LogLine;
import io.auditrules.evaluate.Answer.Matrix;
import io.auditrules.evaluate.Answer.Point;
import io.auditrules.evaluate.Answer.Sample;
import io.auditrules.evaluate.Answer.Scalar;
import io.auditrules.evaluate.Answer.Series;
import io.auditrules.evaluate.Answer.Streams;
import io.auditrules.evaluate.Answer.Vector;
import io.auditrules.event.Labels;
import io.auditrules.template.FloatText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An answer as a table: a row for each number or line, and below it how many there are and the notes. */
final class TableText implements Answer.Visitor<String> {
    private static final String GAP = "  ";

    private final Finding finding;

    private TableText(Finding finding) {
        this.finding = finding;
    }

    static String of(Finding finding) {
        StringBuilder text = new StringBuilder(finding.answer().accept(new TableText(finding)));
        // quotes from the log may stand in a note too
        finding.notes().forEach(note -> text.append(Visible.line(note)).append('\n'));
        return text.toString();
    }

    @Override
    public String scalar(Scalar answer) {
        return FloatText.plain(answer.value()) + '\n';
    }

    @Override
    public String vector(Vector answer) {
        List<String> names = names(answer.samples().stream().map(Sample::labels));
        List<List<String>> rows = new ArrayList<>();
        for (Sample sample : answer.samples()) {
            List<String> row = cells(names, sample.labels());
            row.add(FloatText.plain(sample.value()));
            rows.add(row);
        }
        return table(names, rows) + count(answer.samples().size(), "series", "series");
    }

    @Override
    public String matrix(Matrix answer) {
        List<String> names = names(answer.series().stream().map(Series::labels));
        List<List<String>> rows = new ArrayList<>();
        for (Series series : answer.series()) {
            for (Point point : series.points()) {
                List<String> row = cells(names, series.labels());
                row.add(0, point.time().toString());
                row.add(FloatText.plain(point.value()));
                rows.add(row);
            }
        }
        List<String> columns = new ArrayList<>(names);
        columns.add(0, "time");
        return table(columns, rows) + count(answer.series().size(), "series", "series");
    }

    @Override
    public String streams(Streams answer) {
        StringBuilder text = new StringBuilder();
        List<LogLine> lines = TimedLines.of(answer, finding.question());
        int width = lines.stream()
                .mapToInt(line -> line.time().toString().length())
                .max()
                .orElse(0);
        for (LogLine line : lines) {
            String time = line.time().toString();
            text.append(time).append(" ".repeat(width - time.length())).append(GAP);
            text.append(Visible.line(line.text())).append('\n');
        }
        return text + (lines.isEmpty() ? "" : "\n") + count(lines.size(), "line", "lines");
    }

    @Override
    public String failure(Failure answer) {
        return "no answer: " + Visible.line(answer.message()) + '\n';
    }

    private static String count(int count, String one, String many) {
        return (count == 0 ? "no" : count) + " " + (count == 1 ? one : many) + "\n";
    }

    private static List<String> names(Stream<Labels> labels) {
        TreeSet<String> names = new TreeSet<>();
        labels.forEach(each -> names.addAll(each.asMap().keySet()));
        return List.copyOf(names);
    }

    private static List<String> cells(List<String> names, Labels labels) {
        List<String> cells = new ArrayList<>();
        names.forEach(name -> cells.add(Visible.line(labels.get(name))));
        return cells;
    }

    /** The last column is that of the values, which end at the same place. */
    private static String table(List<String> names, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        List<String> head = new ArrayList<>();
        names.forEach(name -> head.add(Visible.line(name)));
        head.add("value");
        int[] widths = head.stream().mapToInt(TableText::width).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        row(head, widths, text);
        rows.forEach(row -> row(row, widths, text));
        return text.append('\n').toString();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static void row(List<String> cells, int[] widths, StringBuilder text) {
        int last = widths.length - 1;
        for (int i = 0; i < last; i++) {
            text.append(cells.get(i))
                    .append(" ".repeat(widths[i] - width(cells.get(i))))
                    .append(GAP);
        }
        text.append(" ".repeat(widths[last] - width(cells.get(last))))
                .append(cells.get(last))
                .append('\n');
    }
}
