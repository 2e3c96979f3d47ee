package io.auditrules.rulefile;

import io.auditrules.diagnostic.Place;
import io.auditrules.yaml.YamlScalar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rule of a file.
 *
 * @param alert its name, if it is an alerting rule
 * @param record the name of its series, if it is a recording rule
 * @param expr empty if it has none
 * @param pending how long an alert is pending before it fires: the key {@code for}
 * @param labels that it adds, templates
 * @param annotations templates
 * @param unknownKeys keys that no version of the format has
 * @param place where it begins
 */
public record FileRule(
        Optional<YamlScalar> alert,
        Optional<YamlScalar> record,
        Optional<Expression> expr,
        Optional<YamlScalar> pending,
        Map<String, Entry> labels,
        Map<String, Entry> annotations,
        List<YamlScalar> unknownKeys,
        Place place) {

    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    /** A label or an annotation. */
    public record Entry(YamlScalar key, YamlScalar value) {

        /** Whether its value is filled in for each alert. */
        public boolean isTemplate() {
            return value.text().contains("{{");
        }
    }

    public FileRule {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        unknownKeys = List.copyOf(unknownKeys);
    }

    /** Its series' name, if it has one that none can have. */
    public Optional<YamlScalar> illegalRecord() {
        return record.filter(name -> !name.text().isEmpty())
                .filter(name -> !METRIC.matcher(name.text()).matches());
    }

    /** What people call it. */
    public String name() {
        return alert.or(() -> record).map(YamlScalar::text).orElse("");
    }

    /** Where its name stands, or else where it begins. */
    public Place namePlace() {
        return alert.or(() -> record).map(YamlScalar::place).orElse(place);
    }
}
