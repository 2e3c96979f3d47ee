package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is wrong with a configuration, by what comes of it. */
public final class RoutingProblems {

    /** What comes of it. */
    public enum Kind {
        /** Alertmanager refuses the whole configuration. */
        REFUSED,
        /** Whoever reads the file has the secret. */
        SECRET_IN_CLEAR,
        /** The versions of Alertmanager read it in different ways. */
        PARSERS_DIFFER,
        /** Alertmanager up to 0.26 does not read it. */
        UTF8_ONLY,
        /** The parser of Alertmanager 0.27 and newer goes back to the one of old for it. */
        CLASSIC_ONLY,
        /** There is a better key for it since Alertmanager 0.22. */
        OLD_FORM,
        /** An inhibition without any condition on one side. */
        UNCONDITIONAL,
        /** A time interval without times, which never holds. */
        NEVER_HOLDS,
        /** The API server drops the key without a word. */
        DROPPED
    }

    private final Map<Kind, Problems> byKind = new EnumMap<>(Kind.class);
    private boolean isWhole = true;

    /** Begins with none, to be told of each kind. */
    public RoutingProblems() {
        for (Kind kind : Kind.values()) {
            byKind.put(kind, new Problems());
        }
    }

    /**
     * Tells what a definition may not say, and what it may.
     *
     * @param problems gets all that Alertmanager 0.25 would refuse, secrets in clear, and what does not mean the same
     *     everywhere
     * @param notes gets what is written again in a way that all versions read
     */
    static RoutingProblems strict(Problems problems, Problems notes) {
        RoutingProblems strict = new RoutingProblems();
        for (Kind kind : List.of(
                Kind.REFUSED,
                Kind.SECRET_IN_CLEAR,
                Kind.PARSERS_DIFFER,
                Kind.UTF8_ONLY,
                Kind.UNCONDITIONAL,
                Kind.NEVER_HOLDS)) {
            strict.byKind.put(kind, problems);
        }
        strict.byKind.put(Kind.CLASSIC_ONLY, notes);
        return strict;
    }

    /** All of a kind in reading order. */
    public List<Problem> of(Kind kind) {
        return problems(kind).list();
    }

    /** False if a matcher or a time could not be read: then nothing is known of what it is part of. */
    public boolean isWhole() {
        return isWhole;
    }

    void somethingIsUnread() {
        isWhole = false;
    }

    void add(Kind kind, Place place, String message, String advice) {
        problems(kind).add(place, message, advice);
    }

    /** Adds what Alertmanager refuses. */
    void add(Place place, String message, String advice) {
        add(Kind.REFUSED, place, message, advice);
    }

    /** Adds what Alertmanager refuses. */
    void add(Place place, IllegalValueException illegal) {
        add(place, illegal.message(), illegal.advice());
    }

    /** How many there are of what Alertmanager refuses. */
    int count() {
        return problems(Kind.REFUSED).list().size();
    }

    private Problems problems(Kind kind) {
        // Every kind has its place since the beginning.
        return byKind.getOrDefault(kind, new Problems());
    }
}
