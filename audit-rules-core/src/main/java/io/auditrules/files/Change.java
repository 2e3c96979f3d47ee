package io.auditrules.files;

import java.nio.file.Path;

/**
 * One file of a {@link Comparison}.
 *
 * @param path how messages name it: relative to the project, with {@code /}
 * @param file where it lies
 * @param before the text that is there, with {@code \n} as line end; empty if there is none
 * @param after the text that should be there; empty if the file should not be there
 * @param obstacle what is in the way of a {@link State#FOREIGN} file, in words; empty otherwise
 */
public record Change(String path, Path file, State state, String before, String after, String obstacle) {

    /** What is to be done with a file, or why nothing can be done. */
    public enum State {
        /** Not there yet. */
        CREATED("is missing"),
        /** Generated from something older. */
        UPDATED("is out of date"),
        /** As it should be. */
        UNCHANGED("is up to date"),
        /** Generated once, and no longer. */
        DELETED("is no longer generated"),
        /** Generated, but edited by a person since; it may be one that should be there, or one that should not. */
        HAND_EDITED("was edited by hand"),
        /** Something that was not generated is where the file should be. */
        FOREIGN("cannot be written");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }

    /** True for a file that should be there. */
    public boolean isWanted() {
        return !after.isEmpty();
    }

    /**
     * From what is there to what should be there, as {@code diff -u} shows it; empty if nothing differs, or if what is
     * there is not a text.
     *
     * @param mostLines how many lines to show before it is only said how many more there are
     */
    public String diff(int mostLines) {
        if ((before.isEmpty() && !obstacle.isEmpty()) || before.indexOf('\0') >= 0) {
            return "";
        }
        return UnifiedDiff.of(
                before.isEmpty() ? "/dev/null" : "a/" + path,
                before,
                isWanted() ? "b/" + path : "/dev/null",
                after,
                mostLines);
    }

    /** The path and the state in words. */
    @Override
    public String toString() {
        return path + " " + state.words + (obstacle.isEmpty() ? "" : ": " + obstacle);
    }
}
