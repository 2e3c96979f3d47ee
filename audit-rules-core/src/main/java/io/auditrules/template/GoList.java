package io.auditrules.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slice of Go.
 *
 * @param type of the slice
 * @param elements with as many as its capacity; those of a list of anything are {@link GoType.Element}s
 * @param size how many of them it shows
 */
record GoList(GoType type, List<Object> elements, int size) implements GoType.Typed {

    /** A list that grew by appending, as JSON gives it: Go then keeps room, which {@code slice} can reach. */
    static GoList appended(List<? extends @Nullable Object> values) {
        List<Object> elements = new ArrayList<>();
        for (Object value : values) {
            elements.add(new GoType.Element(value));
        }
        int room = values.isEmpty() ? 0 : Integer.highestOneBit(values.size());
        while (elements.size() < (room < values.size() ? 2 * room : room)) {
            elements.add(new GoType.Element(null));
        }
        return new GoList(GoType.LIST, elements, values.size());
    }

    /** A list without room to grow. */
    static GoList of(GoType type, List<Object> elements) {
        return new GoList(type, elements, elements.size());
    }

    Object get(int index) {
        return elements.get(index);
    }

    /** Those that it shows. */
    List<Object> shown() {
        return elements.subList(0, size);
    }

    GoList slice(int from, int to, int capacity) {
        return new GoList(type, elements.subList(from, capacity), to - from);
    }
}
