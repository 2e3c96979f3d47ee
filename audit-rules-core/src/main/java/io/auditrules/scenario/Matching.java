package io.auditrules.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Which of the things found is which of the things expected, so that as many as possible are paired: what is expected with
 * few words must not take what something else needs.
 */
final class Matching<E, F> {
    private final List<E> expected;
    private final List<F> found;
    private final BiPredicate<E, F> fits;
    private final int[] expectedOf;

    /** Pairs each of the expected with one of the found that fits it (augmenting paths). */
    Matching(List<E> expected, List<F> found, BiPredicate<E, F> fits) {
        this.expected = expected;
        this.found = found;
        this.fits = fits;
        this.expectedOf = new int[found.size()];
        Arrays.fill(expectedOf, -1);
        for (int i = 0; i < expected.size(); i++) {
            place(i, new boolean[found.size()]);
        }
    }

    private boolean place(int index, boolean[] tried) {
        for (int i = 0; i < tried.length; i++) {
            if (!tried[i] && fits.test(expected.get(index), found.get(i))) {
                tried[i] = true;
                if (expectedOf[i] < 0 || place(expectedOf[i], tried)) {
                    expectedOf[i] = index;
                    return true;
                }
            }
        }
        return false;
    }

    /** Expected and not found. */
    List<E> missing() {
        List<E> missing = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            int index = i;
            if (Arrays.stream(expectedOf).noneMatch(pair -> pair == index)) {
                missing.add(expected.get(i));
            }
        }
        return missing;
    }

    /** Found and not expected. */
    List<F> extra() {
        List<F> extra = new ArrayList<>();
        for (int i = 0; i < expectedOf.length; i++) {
            if (expectedOf[i] < 0) {
                extra.add(found.get(i));
            }
        }
        return extra;
    }
}
