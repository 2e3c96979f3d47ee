package io.auditrules.files;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;

/** Two texts beside each other as {@code diff -u} shows them. */
public final class UnifiedDiff {
    /** Further lines than these are not compared: the time to compare grows with the square of what differs. */
    private static final int MOST_COMPARED = 2_000;

    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /**
     * The differences, every line with its line end; empty if there are none.
     *
     * @param fromName what stands after {@code ---}
     * @param toName what stands after {@code +++}
     * @param mostLines how many lines to show before it is only said how many more there are
     */
    public static String of(String fromName, String from, String toName, String to, int mostLines) {
        if (from.equals(to)) {
            return "";
        }
        List<String> before = lines(from);
        List<String> after = lines(to);
        int shared = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shared && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shared - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        int differing = Math.max(before.size(), after.size()) - head - tail;
        boolean cut = differing > MOST_COMPARED;
        List<String> comparedBefore = cut ? upTo(before, head + MOST_COMPARED) : before;
        List<String> comparedAfter = cut ? upTo(after, head + MOST_COMPARED) : after;
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                fromName, toName, comparedBefore, DiffUtils.diff(comparedBefore, comparedAfter), CONTEXT);
        StringBuilder text = new StringBuilder();
        diff.stream().limit(mostLines).forEach(line -> text.append(line).append('\n'));
        int more = diff.size() - mostLines;
        if (cut) {
            text.append("… and more: ").append(differing).append(" lines differ\n");
        } else if (more > 0) {
            text.append("… and ").append(more).append(more == 1 ? " line more\n" : " lines more\n");
        }
        return text.toString();
    }

    private static List<String> upTo(List<String> lines, int end) {
        return lines.subList(0, Math.min(end, lines.size()));
    }

    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        String last = lines.remove(lines.size() - 1);
        if (!last.isEmpty()) {
            lines.add(last + "\n\\ No newline at end of file");
        }
        return lines;
    }
}
