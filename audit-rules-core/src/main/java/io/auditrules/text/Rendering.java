package io.auditrules.text;

import io.auditrules.diagnostic.Suggestion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values of one run and collects what has none, so that all are told at once. It is the first of the scopes
 * that Mustache hands around: what follows it is the data and, innermost last, the items of open sections.
 */
final class Rendering {
    private static final String CURRENT = ".";

    private final Set<IllegalTextException.Fault> faults = new LinkedHashSet<>();

    List<IllegalTextException.Fault> faults() {
        return List.copyOf(faults);
    }

    /** The value to write for a tag; null, and a fault, if there is none. */
    static @Nullable Object text(Tag tag, List<Object> scopes) {
        Object value = value(tag, scopes);
        if (value instanceof List || value instanceof Map) {
            boolean isList = value instanceof List;
            fault(
                    tag,
                    scopes,
                    "\"" + tag.name() + "\" is " + (isList ? "a list" : "a group of values") + ", not a text",
                    isList && !tag.name().equals(CURRENT)
                            ? "write \"<%# " + tag.name() + " %>\", what to write for each item, and \"<%/ "
                                    + tag.name() + " %>\""
                            : "name one of the values in it");
            return null;
        }
        return value;
    }

    /** The value of a tag; null, and a fault, if there is none. */
    static @Nullable Object value(Tag tag, List<Object> scopes) {
        if (tag.name().equals(CURRENT)) {
            if (scopes.size() <= 2) {
                fault(tag, scopes, "\".\" is an item of a list, and this is outside of a section", "");
                return null;
            }
            return scopes.get(scopes.size() - 1);
        }
        // The first name is looked for from the innermost section outwards, the next one only inside what was found.
        List<?> places = scopes;
        String prefix = "";
        for (String name : tag.name().split("\\.", -1)) {
            Object found = null;
            for (int i = places.size() - 1; i >= 0 && found == null; i--) {
                if (places.get(i) instanceof Map<?, ?> place) {
                    found = place.get(name);
                }
            }
            if (found == null) {
                SortedSet<String> known = names(prefix, places);
                fault(
                        tag,
                        scopes,
                        "unknown variable \"" + tag.name() + "\"",
                        known.isEmpty() ? "" : Suggestion.of(tag.name(), known));
                return null;
            }
            places = List.of(found);
            prefix += name + ".";
        }
        return legal(places.get(0));
    }

    private static SortedSet<String> names(String prefix, List<?> places) {
        SortedSet<String> names = new TreeSet<>();
        for (Object each : places) {
            if (each instanceof Map<?, ?> place) {
                place.keySet().forEach(key -> names.add(prefix + key));
            }
        }
        return names;
    }

    /** Anything else would have Mustache call code or look into objects by reflection. */
    private static Object legal(Object value) {
        if (value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof List
                || value instanceof Map) {
            return value;
        }
        throw new IllegalArgumentException("no text form for " + value.getClass());
    }

    private static void fault(Tag tag, List<Object> scopes, String message, String advice) {
        Rendering rendering = (Rendering) scopes.get(0);
        rendering.faults.add(new IllegalTextException.Fault(tag.start(), tag.end(), message, advice));
    }
}
