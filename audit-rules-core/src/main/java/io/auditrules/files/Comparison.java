package io.auditrules.files;

import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is in a directory and what should be there. {@link #toString} is the report for people: one sentence and one
 * diff for each file that differs.
 */
public final class Comparison {
    /** Enough to see what has changed; after that a person looks at the files. */
    private static final int MOST_DIFFS = 20;

    private static final int MOST_LINES = 50;

    private final Path directory;
    private final List<Change> changes;

    Comparison(Path directory, List<Change> changes) {
        this.directory = directory;
        this.changes = changes;
    }

    /** All files that should be there, and all generated ones that should not, sorted by path. */
    public List<Change> changes() {
        return changes;
    }

    /** True if the directory has what it should have, and no other generated file. */
    public boolean isClean() {
        return changes.stream().allMatch(change -> change.state() == Change.State.UNCHANGED);
    }

    /**
     * Makes the directory what it should be, or leaves it as it is. Files that are up to date are not touched.
     *
     * @throws ProblemsException if a file is in the way that a person has written or edited
     * @throws java.io.UncheckedIOException if the system would not let us; the files are then as they were before
     */
    public void write() {
        write(false, Transaction.NO_FAULT);
    }

    /**
     * Like {@link #write}, but generated files that a person has edited are replaced or deleted too. What was not
     * generated stays a problem.
     *
     * @throws ProblemsException if a file is in the way that was not generated
     * @throws java.io.UncheckedIOException if the system would not let us; the files are then as they were before
     */
    public void overwrite() {
        write(true, Transaction.NO_FAULT);
    }

    void write(boolean overEdits, Transaction.Fault fault) {
        Problems problems = new Problems();
        List<Change> writes = new ArrayList<>();
        List<Change> deletions = new ArrayList<>();
        int diffs = 0;
        for (Change change : changes) {
            switch (change.state()) {
                case CREATED, UPDATED -> writes.add(change);
                case DELETED -> deletions.add(change);
                case UNCHANGED -> {}
                case HAND_EDITED -> {
                    if (overEdits) {
                        (change.isWanted() ? writes : deletions).add(change);
                    } else {
                        problems.add(problem(change, diffs++ < MOST_DIFFS));
                    }
                }
                case FOREIGN -> problems.add(problem(change, diffs++ < MOST_DIFFS));
            }
        }
        problems.throwIfAny();
        new Transaction(directory, fault).run(writes, deletions);
    }

    private static Problem problem(Change change, boolean withDiff) {
        String message;
        String advice;
        if (change.state() == Change.State.FOREIGN) {
            message = change.obstacle() + ", so nothing was written";
            advice = "move it away, or have the generated file written to another place";
        } else if (change.isWanted()) {
            message = "this generated file was edited by hand, so nothing was written";
            advice = "make the change in the source instead, then delete this file and generate again";
        } else {
            message = "this file is no longer generated, but it was edited by hand, so nothing was written";
            advice = "delete it, or delete its first two lines to keep it as your own";
        }
        String diff = withDiff ? change.diff(MOST_LINES) : "";
        return new Problem(
                new Source(change.path(), change.before()).place(),
                message,
                diff.isEmpty() ? advice : advice + "\n" + diff);
    }

    /** How many files are in which state: {@code 1 created, 2 updated, 14 unchanged}. */
    public String summary() {
        Map<Change.State, Integer> counts = new EnumMap<>(Change.State.class);
        changes.forEach(change -> counts.merge(change.state(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((state, count) -> parts.add(count + " " + word(state)));
        return parts.isEmpty() ? "no files" : String.join(", ", parts);
    }

    private static String word(Change.State state) {
        return switch (state) {
            case CREATED -> "created";
            case UPDATED -> "updated";
            case UNCHANGED -> "unchanged";
            case DELETED -> "deleted";
            case HAND_EDITED -> "edited by hand";
            case FOREIGN -> "in the way";
        };
    }

    @Override
    public String toString() {
        StringBuilder report = new StringBuilder();
        int diffs = 0;
        for (Change change : changes) {
            if (change.state() == Change.State.UNCHANGED) {
                continue;
            }
            report.append(change).append('\n');
            if (diffs++ < MOST_DIFFS) {
                report.append(change.diff(MOST_LINES)).append('\n');
            }
        }
        return report.append(summary()).append('\n').toString();
    }
}
