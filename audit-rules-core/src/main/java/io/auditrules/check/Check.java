package io.auditrules.check;

/** Looks for one thing that will go wrong. Checks have no state: one looks at many scenes, and several at one at the same
 * time. */
public interface Check {

    /** What it looks for, in words. */
    About about();

    /**
     * Looks at all there is.
     *
     * @param findings gets what it finds, in any order
     */
    void check(Scene scene, Findings findings);
}
