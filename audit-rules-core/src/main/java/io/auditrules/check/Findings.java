package io.auditrules.check;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problem;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what checks find; the same at the same place counts once. */
public final class Findings {
    private final Set<Finding> found = new LinkedHashSet<>();

    /** Adds a finding for which the check's own advice holds. */
    public void add(About about, Place place, String detail) {
        add(about, place, detail, about.advice());
    }

    /** Adds a finding with advice of its own. */
    public void add(About about, Place place, String detail, String advice) {
        found.add(new Finding(about, place, detail, advice));
    }

    /** Adds what a reader had to say; where it gives no advice, the check's own holds. */
    public void add(About about, Problem problem) {
        String advice = problem.advice().isEmpty() ? about.advice() : problem.advice();
        add(about, problem.place(), problem.message(), advice);
    }

    /** Adds findings of others. */
    public void addAll(Collection<Finding> findings) {
        found.addAll(findings);
    }

    /** All of them in reading order. */
    public List<Finding> list() {
        return found.stream().sorted().toList();
    }
}
