package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Groups that are written together.
 *
 * @param name names the object and the file, as Kubernetes names objects
 * @param labels of the object, in addition to the platform's
 * @param annotations of the object, in addition to the platform's
 * @param layout how many objects
 * @param groups at least one
 */
public record RuleSet(
        String name,
        Map<String, String> labels,
        Map<String, String> annotations,
        Layout layout,
        List<RuleGroup> groups) {

    private static final Pattern OBJECT_NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    /** How groups are spread over objects. */
    public enum Layout {
        /** One object with all groups. */
        ONE_OBJECT,
        /** One object for each group, named after the set and the group. */
        OBJECT_PER_GROUP
    }

    public RuleSet {
        checkName(name);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalValueException(
                    "the rule set \"" + name + "\" has no group", "add a group with at least one rule");
        }
        if (layout == Layout.OBJECT_PER_GROUP) {
            groups.forEach(group -> checkName(objectName(name, group)));
        }
    }

    /**
     * The same rule set with other rules.
     *
     * @param change gives a rule's successor, or nothing if it is to go
     * @return empty if no rule is left
     */
    public Optional<RuleSet> map(Function<Rule, Optional<Rule>> change) {
        List<RuleGroup> changed = new ArrayList<>();
        for (RuleGroup group : groups) {
            List<Rule> rules = group.rules().stream()
                    .flatMap(rule -> change.apply(rule).stream())
                    .toList();
            if (!rules.isEmpty()) {
                changed.add(new RuleGroup(group.name(), group.interval(), group.limit(), rules));
            }
        }
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(new RuleSet(name, labels, annotations, layout, changed));
    }

    /** Begins a rule set. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The name of the object that holds one group under {@link Layout#OBJECT_PER_GROUP}. */
    public static String objectName(String set, RuleGroup group) {
        return set + "-" + group.name();
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if Kubernetes would refuse the name (RFC 1123 subdomain)
     */
    public static void checkName(String name) {
        if (!OBJECT_NAME.matcher(name).matches() || name.contains("..")) {
            throw new IllegalValueException(
                    "\"" + name + "\" cannot name a Kubernetes object",
                    "lower-case letters, digits, - and . are legal; begin and end with a letter or digit");
        }
    }

    /** Collects the parts of a rule set. */
    public static final class Builder {
        private final String name;
        private final Map<String, String> labels = new LinkedHashMap<>();
        private final Map<String, String> annotations = new LinkedHashMap<>();
        private final List<RuleGroup> groups = new ArrayList<>();
        private Layout layout = Layout.ONE_OBJECT;

        private Builder(String name) {
            this.name = name;
        }

        /** Adds a label to the object. */
        public Builder label(String key, String value) {
            labels.put(key, value);
            return this;
        }

        /** Adds an annotation to the object. */
        public Builder annotation(String key, String value) {
            annotations.put(key, value);
            return this;
        }

        /** Adds a group. */
        public Builder group(RuleGroup group) {
            groups.add(group);
            return this;
        }

        /** {@link Layout#ONE_OBJECT} if never called. */
        public Builder layout(Layout layout) {
            this.layout = layout;
            return this;
        }

        /**
         * The rule set.
         *
         * @throws IllegalValueException if it is not one that can be
         */
        public RuleSet build() {
            return new RuleSet(name, labels, annotations, layout, groups);
        }
    }
}
