package io.auditrules.prerequisite;

import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a part of a request may be. Where it cannot be said exactly, it is said too widely, never too narrowly.
 *
 * @param globs texts in which {@code *} stands for any text; empty if the part may be anything
 */
record Values(Optional<NavigableSet<String>> globs) {
    static final Values ANY = new Values(Optional.empty());

    Values {
        globs = globs.map(all -> Collections.unmodifiableNavigableSet(new TreeSet<>(all)));
    }

    /** One of these; anything if one of them is a star alone. */
    static Values of(Set<String> globs) {
        boolean isAny = globs.stream()
                .anyMatch(glob -> !glob.isEmpty() && glob.replace("*", "").isEmpty());
        return isAny ? ANY : new Values(Optional.of(new TreeSet<>(globs)));
    }

    boolean isAny() {
        return globs.isEmpty();
    }

    /** Whether nothing can be one of these. */
    boolean isNone() {
        return globs.isPresent() && globs.get().isEmpty();
    }

    /** Whether a star is in one of these. */
    boolean hasGlob() {
        return globs.stream().flatMap(NavigableSet::stream).anyMatch(glob -> glob.contains("*"));
    }

    /** What can be both. */
    Values and(Values other) {
        if (isAny() || other.isAny()) {
            return isAny() ? other : this;
        }
        TreeSet<String> both = new TreeSet<>();
        for (String left : globs.orElseThrow()) {
            for (String right : other.globs.orElseThrow()) {
                if (left.equals(right) || right.contains("*")) {
                    both.add(left);
                } else if (left.contains("*")) {
                    both.add(right);
                }
            }
        }
        return new Values(Optional.of(both));
    }

    /** What can be one or the other. */
    Values or(Values other) {
        if (isAny() || other.isAny()) {
            return ANY;
        }
        TreeSet<String> either = new TreeSet<>(globs.orElseThrow());
        either.addAll(other.globs.orElseThrow());
        return new Values(Optional.of(either));
    }

    /** Whether all of the others are among these. */
    boolean covers(Values other) {
        return isAny() || (!other.isAny() && globs.orElseThrow().containsAll(other.globs.orElseThrow()));
    }

    /** The same, each written another way. */
    Values map(UnaryOperator<String> change) {
        return globs.map(all -> of(all.stream().map(change).collect(Collectors.toSet())))
                .orElse(ANY);
    }
}
