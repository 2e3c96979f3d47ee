package io.auditrules.event;

/** Lines of one stream, which tell their times themselves. */
final class RawLines implements Batch.Origin {
    private final Labels labels;
    private final LineTimes times = new LineTimes();

    RawLines(Labels labels) {
        this.labels = labels;
    }

    @Override
    public long time(Batch batch, int line) {
        return times.time(line, batch.size(), each -> told(batch, each));
    }

    @Override
    public boolean tellsTime(Batch batch, int line) {
        return times.told(line, batch.size(), each -> told(batch, each)) != Batch.NO_TIME;
    }

    private static long told(Batch batch, int line) {
        return EventTime.of(batch.bytes(line));
    }

    @Override
    public int lineBreaksBefore(Batch batch, int line) {
        int end = line == batch.size() ? batch.text().length() : batch.start(line);
        int count = 0;
        for (int i = 0; i < end; i++) {
            if (batch.text().charAt(i) == '\n') {
                count++;
            }
        }
        return count;
    }

    @Override
    public Labels stream(int line) {
        return labels;
    }

    @Override
    public Labels structuredMetadata(int line) {
        return Labels.EMPTY;
    }
}
