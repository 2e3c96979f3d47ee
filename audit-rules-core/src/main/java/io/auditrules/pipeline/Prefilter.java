package io.auditrules.pipeline;

import io.auditrules.event.Batch;
import java.util.List;

/** Finds the lines of a batch that could pass the filters at the head of a pipeline, without looking at the others. */
final class Prefilter {
    /** Of each list a line needs one. */
    private final List<List<Needle>> needed;

    Prefilter(List<List<Needle>> needed) {
        this.needed = List.copyOf(needed);
    }

    /** The first line at or after one that could pass, or {@link Batch#NO_LINE}. */
    int nextLine(Batch batch, int fromLine) {
        if ((fromLine > 0 || needed.isEmpty()) && fromLine >= batch.size()) {
            return Batch.NO_LINE;
        }
        int line = fromLine;
        int agreed = 0;
        int i = 0;
        // each list moves the line on until all agree on one
        while (line != Batch.NO_LINE && agreed < needed.size()) {
            int next = nextLine(needed.get(i), batch, line);
            agreed = next == line ? agreed + 1 : 1;
            line = next;
            i = (i + 1) % needed.size();
        }
        return line;
    }

    private static int nextLine(List<Needle> alternatives, Batch batch, int fromLine) {
        int least = Batch.NO_LINE;
        for (Needle needle : alternatives) {
            least = Math.min(least, needle.nextLine(batch, fromLine));
        }
        return least;
    }
}
