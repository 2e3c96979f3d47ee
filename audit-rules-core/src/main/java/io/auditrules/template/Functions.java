package io.auditrules.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The functions that a template may call beside the ones of the language. */
public final class Functions {
    /** Only those of the language: {@code and call eq ge gt html index js le len lt ne not or print ... urlquery}. */
    public static final Functions NONE = new Functions(Map.of());

    /** Those of {@code line_format} and {@code label_format} in Loki v3.7.6. */
    public static final Functions LOKI = new Functions(LokiFunctions.create());

    /** Those of the labels and annotations of alerts, as Prometheus v0.312 has them and with it Loki v3.7.6. */
    public static final Functions ALERT = new Functions(AlertFunctions.create());

    /** Those of notifications in Alertmanager 0.34. */
    public static final Functions NOTIFICATION = new Functions(NotificationFunctions.create());

    private final Map<String, Function> functions;

    private final Set<String> lacking;

    private Functions(Map<String, Function> added) {
        functions = new HashMap<>(Builtins.ALL);
        functions.putAll(added);
        lacking = Set.of();
    }

    private Functions(Functions all, Set<String> lacking) {
        this.functions = all.functions;
        this.lacking = Set.copyOf(lacking);
    }

    /** All names, in order. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(functions.keySet());
        names.removeAll(lacking);
        return names;
    }

    Functions without(Set<String> names) {
        return new Functions(this, names);
    }

    @Nullable
    Function get(String name) {
        return lacking.contains(name) ? null : functions.get(name);
    }
}
