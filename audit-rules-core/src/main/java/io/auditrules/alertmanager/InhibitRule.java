package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some alerts keep others silent while they fire.
 *
 * <pre>{@code
 * InhibitRule.when(Matcher.equal("severity", "critical"))
 *         .mutes(Matcher.equal("severity", "warning"))
 *         .equal("namespace", "alertname");
 * }</pre>
 *
 * @param name shown by Alertmanager 0.30 and newer; may be empty
 * @param source the alerts that silence
 * @param target the alerts that are silenced
 * @param equalLabels labels that must have the same value in both, or be absent from both
 */
public record InhibitRule(String name, List<Matcher> source, List<Matcher> target, List<String> equalLabels) {

    public InhibitRule {
        source = List.copyOf(source);
        target = List.copyOf(target);
        equalLabels = List.copyOf(equalLabels);
        equalLabels.forEach(LabelName::check);
        if (source.isEmpty()) {
            throw new IllegalValueException(
                    "the inhibition has no source matchers, so that every alert would silence others",
                    "say in source_matchers which alerts silence");
        }
        if (target.isEmpty()) {
            throw new IllegalValueException(
                    "the inhibition has no target matchers, so that every alert would be silenced",
                    "say in target_matchers which alerts are silenced");
        }
    }

    /** Begins with the alerts that silence: all matchers must match. */
    public static Source when(Matcher... source) {
        return target -> new InhibitRule("", Arrays.asList(source), target, List.of());
    }

    /** Begins with the alerts that silence, as in {@link Matcher#parse}. */
    public static Source when(String source) {
        return when(Matcher.parse(source).toArray(Matcher[]::new));
    }

    /** The first half of the sentence. */
    @FunctionalInterface
    public interface Source {
        /** The alerts that are silenced. */
        InhibitRule mutes(List<Matcher> target);

        /** The alerts that are silenced: all matchers must match. */
        default InhibitRule mutes(Matcher... target) {
            return mutes(Arrays.asList(target));
        }

        /** The alerts that are silenced, as in {@link Matcher#parse}. */
        default InhibitRule mutes(String target) {
            return mutes(Matcher.parse(target));
        }
    }

    /** The same rule, only for alerts that agree in these labels too. */
    public InhibitRule equal(String... labels) {
        List<String> all = new ArrayList<>(equalLabels);
        all.addAll(Arrays.asList(labels));
        return new InhibitRule(name, source, target, all);
    }

    /** The same rule with a name. */
    public InhibitRule named(String newName) {
        return new InhibitRule(newName, source, target, equalLabels);
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        if (!name.isEmpty()) {
            document.put("name", name);
        }
        document.put("source_matchers", source.stream().map(Matcher::toString).toList());
        document.put("target_matchers", target.stream().map(Matcher::toString).toList());
        if (!equalLabels.isEmpty()) {
            document.put("equal", equalLabels);
        }
        return document;
    }
}
