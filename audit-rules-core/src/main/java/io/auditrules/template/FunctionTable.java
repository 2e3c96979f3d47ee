package io.auditrules.template;

import io.auditrules.template.Function.Call;
import io.auditrules.template.Function.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Functions by name, as one of the programs has them. */
abstract class FunctionTable {
    private final Map<String, Function> all = new HashMap<>();

    /** The arguments of one call, of the types that the function asks for. */
    static final class Arguments {
        private final @Nullable Object[] values;
        private final Call call;

        Arguments(@Nullable Object[] values, Call call) {
            this.values = values;
            this.call = call;
        }

        int count() {
            return values.length;
        }

        @Nullable
        Object value(int index) {
            return values[index];
        }

        List<@Nullable Object> from(int index) {
            return Arrays.asList(values).subList(index, values.length);
        }

        Call call() {
            return call;
        }

        String text(int index) {
            return (String) Objects.requireNonNull(values[index]);
        }

        long whole(int index) {
            return (Long) Objects.requireNonNull(values[index]);
        }

        GoTime time(int index) {
            return (GoTime) Objects.requireNonNull(values[index]);
        }
    }

    @FunctionalInterface
    interface Body {
        @Nullable
        Object of(Arguments arguments);
    }

    final Map<String, Function> all() {
        return all;
    }

    final void add(String name, Body body, Parameter... parameters) {
        put(name, body, null, parameters);
    }

    final void variadic(String name, Body body, Parameter further, Parameter... parameters) {
        put(name, body, further, parameters);
    }

    private void put(String name, Body body, @Nullable Parameter further, Parameter... parameters) {
        Function.Body called = (values, call) -> body.of(new Arguments(values, call));
        all.put(name, new Function(name, List.of(parameters), further, called));
    }
}
