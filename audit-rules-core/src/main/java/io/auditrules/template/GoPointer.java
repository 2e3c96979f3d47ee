package io.auditrules.template;

import org.jspecify.annotations.Nullable;

/** A pointer of Go, never nil. It equals nothing but itself, so that it is no record. */
final class GoPointer implements GoType.Typed {
    private final GoType type;
    private final Object target;

    GoPointer(GoType type, Object target) {
        this.type = type;
        this.target = target;
    }

    @Override
    public GoType type() {
        return type;
    }

    Object target() {
        return target;
    }

    /** What a pointer points to; any other value is itself. */
    static @Nullable Object follow(@Nullable Object value) {
        return value instanceof GoPointer pointer ? pointer.target : value;
    }
}
