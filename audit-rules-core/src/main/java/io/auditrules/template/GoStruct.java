package io.auditrules.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A struct of Go. */
record GoStruct(GoType type, List<Field> fields) implements GoType.Typed {

    /**
     * A field; one with a small first letter is printed and cannot be read.
     *
     * @param json its name in JSON
     */
    record Field(String name, String json, Object value) {
        /** A field whose name in JSON is its own. */
        Field(String name, Object value) {
            this(name, name, value);
        }

        boolean isExported() {
            return Character.isUpperCase(name.charAt(0));
        }
    }

    @Nullable
    Field field(String name) {
        for (Field field : fields) {
            if (field.name.equals(name)) {
                return field;
            }
        }
        return null;
    }

    /** Whether Go can compare two of them: all that hold a map or a list it cannot. */
    boolean isComparable() {
        return type == GoType.PAIR;
    }
}
