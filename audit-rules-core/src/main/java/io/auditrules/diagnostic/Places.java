package io.auditrules.diagnostic;

import java.util.IdentityHashMap;
import java.util.Optional;

/** Where values of the model were written: the model itself does not know, and equal values may stand in two places. */
public final class Places {
    private final IdentityHashMap<Object, Place> places = new IdentityHashMap<>();

    /** Remembers where this very object was written. */
    public void put(Object value, Place place) {
        places.put(value, place);
    }

    /** Takes over all that another one remembers. */
    public void putAll(Places other) {
        places.putAll(other.places);
    }

    /** Where this very object was written, if it is known. */
    public Optional<Place> find(Object value) {
        return Optional.ofNullable(places.get(value));
    }

    /** Where this very object was written, or {@code otherwise} if it was made in code. */
    public Place of(Object value, Place otherwise) {
        return places.getOrDefault(value, otherwise);
    }
}
