package io.auditrules.event;

import java.util.ArrayList;
import java.util.List;

/** Lines that came with their times and labels. */
final class ExportedLines implements Batch.Origin {
    private final List<byte[]> texts = new ArrayList<>();
    private final List<Long> told = new ArrayList<>();
    private final List<Labels> streams = new ArrayList<>();
    private final List<Integer> lineBreaksBefore = new ArrayList<>();
    private final LineTimes times = new LineTimes();
    private int lineBreaks;

    /**
     * Adds a line.
     *
     * @param time in nanoseconds since 1970, or {@link Batch#NO_TIME}
     */
    void add(byte[] text, long time, Labels stream) {
        texts.add(text);
        told.add(time);
        streams.add(stream);
        lineBreaksBefore.add(lineBreaks);
    }

    /** Ends a line of the text that is read, whether or not it was added. */
    void endLine(boolean hasBreak) {
        lineBreaks += hasBreak ? 1 : 0;
    }

    Batch batch() {
        return Batch.ofTexts(texts, this);
    }

    @Override
    public long time(Batch batch, int line) {
        return times.time(line, told.size(), told::get);
    }

    @Override
    public boolean tellsTime(Batch batch, int line) {
        return told.get(line) != Batch.NO_TIME;
    }

    @Override
    public int lineBreaksBefore(Batch batch, int line) {
        return line == told.size() ? lineBreaks : lineBreaksBefore.get(line);
    }

    @Override
    public Labels stream(int line) {
        return streams.get(line);
    }

    @Override
    public Labels structuredMetadata(int line) {
        return Labels.EMPTY;
    }
}
