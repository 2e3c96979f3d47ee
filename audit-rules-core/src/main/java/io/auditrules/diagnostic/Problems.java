package io.auditrules.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems, so that a reader can go on after the first and tell them all at once. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** Adds a problem; the same one at the same place counts once. */
    public void add(Problem problem) {
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /** Adds a problem that has these three parts. */
    public void add(Place place, String message, String advice) {
        add(new Problem(place, message, advice));
    }

    /** Adds what a value's own check had to say, at the place where the value was written. */
    public void add(Place place, IllegalValueException illegal) {
        add(place, illegal.message(), illegal.advice());
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All problems in reading order: by path, line and column. */
    public List<Problem> list() {
        return found.stream().sorted(Comparator.comparing(Problem::place)).toList();
    }

    /**
     * Ends the work here if there is a problem.
     *
     * @throws ProblemsException with all of them
     */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new ProblemsException(list());
        }
    }
}
