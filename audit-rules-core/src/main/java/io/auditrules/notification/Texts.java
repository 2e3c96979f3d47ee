package io.auditrules.notification;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Labels or annotations, sorted by name. An alert is posted again and again with the same ones, so they are copied once, and
 * their hash is computed once.
 */
final class Texts extends AbstractMap<String, String> {
    private final Map<String, String> sorted;
    private final int hash;

    private Texts(Map<String, String> texts) {
        this.sorted = Collections.unmodifiableMap(new TreeMap<>(texts));
        this.hash = sorted.hashCode();
    }

    /** These texts, in a map that nobody changes; the same one if it is such a map. */
    static Texts of(Map<String, String> texts) {
        return texts instanceof Texts same ? same : new Texts(texts);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return sorted.entrySet();
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        return sorted.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return sorted.containsKey(key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Texts texts ? hash == texts.hash && sorted.equals(texts.sorted) : sorted.equals(other);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
