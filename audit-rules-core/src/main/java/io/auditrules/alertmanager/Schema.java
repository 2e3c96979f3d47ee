package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What a mapping may say: its keys, what stands under each, which must be there and which exclude each other. */
final class Schema implements ValueCheck {
    private final Map<String, ValueCheck> keys;
    private final List<BiConsumer<YamlMapping, RoutingProblems>> rules;

    private Schema(Builder builder) {
        this.keys = new LinkedHashMap<>(builder.keys);
        this.rules = List.copyOf(builder.rules);
    }

    static Builder builder() {
        return new Builder();
    }

    @Override
    public void check(String name, YamlNode node, RoutingProblems problems) {
        if (!(node instanceof YamlMapping mapping)) {
            ValueCheck.mustBe(name, "a mapping", node, problems);
            return;
        }
        for (YamlMapping.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            ValueCheck check = keys.get(key);
            if (check == null) {
                problems.add(
                        entry.key().place(),
                        "unknown key \"" + key + "\" in " + name,
                        Suggestion.of(key, keys.keySet()));
            } else if (isSaid(entry.value())) {
                check.check(key, entry.value(), problems);
            }
        }
        rules.forEach(rule -> rule.accept(mapping, problems));
    }

    /** False for what Alertmanager takes for left out: nothing at all. */
    private static boolean isSaid(YamlNode node) {
        return !(node instanceof YamlScalar scalar && scalar.isNull());
    }

    private static List<String> said(YamlMapping mapping, List<String> keys) {
        return keys.stream()
                .filter(key -> mapping.get(key)
                        .filter(node -> isSaid(node)
                                && !(node instanceof YamlScalar scalar
                                        && scalar.text().isEmpty()))
                        .isPresent())
                .toList();
    }

    /** Collects keys and rules. */
    static final class Builder {
        private final Map<String, ValueCheck> keys = new LinkedHashMap<>();
        private final List<BiConsumer<YamlMapping, RoutingProblems>> rules = new ArrayList<>();

        private Builder() {}

        /** Keys that hold the same kind of value. */
        Builder keys(ValueCheck check, String... names) {
            for (String name : names) {
                keys.put(name, check);
            }
            return this;
        }

        /** A secret, which must stand in a file: two keys, of which one is enough and too much. */
        Builder secret(String key, String fileKey, String since) {
            keys.put(key, (name, node, problems) -> Secrets.refuse(node, key, fileKey, since, problems));
            keys.put(fileKey, TEXT);
            return atMostOneOf(key, fileKey);
        }

        /** A URL that is a secret only if it carries credentials. */
        Builder urlWithSecret(String key, String fileKey, String since) {
            keys.put(key, (name, node, problems) -> {
                TEMPLATED_URL.check(key, node, problems);
                if (node instanceof YamlScalar scalar && Secrets.isIn(scalar.text())) {
                    Secrets.refuse(node, key, fileKey, since, problems);
                }
            });
            keys.put(fileKey, TEXT);
            return atMostOneOf(key, fileKey);
        }

        /** A secret for which Alertmanager has no file form. */
        Builder secretWithoutFile(String key) {
            keys.put(key, (name, node, problems) -> Secrets.refuse(node, key, "", "", problems));
            return this;
        }

        Builder atMostOneOf(String... names) {
            rules.add((mapping, problems) -> {
                List<String> said = said(mapping, List.of(names));
                if (said.size() > 1) {
                    problems.add(
                            keyPlace(mapping, said.get(1)),
                            "\"" + said.get(0) + "\" and \"" + said.get(1) + "\" exclude each other",
                            "delete one of the two");
                }
            });
            return this;
        }

        /** At least one of some keys must be there. */
        Builder needs(String... names) {
            rules.add((mapping, problems) -> {
                if (said(mapping, List.of(names)).isEmpty()) {
                    // Where there is a file form, nobody should write the secret itself.
                    String best = Arrays.stream(names)
                            .filter(name -> !List.of(names).contains(name + "_file") || name.equals("url"))
                            .collect(Collectors.joining("\" or \""));
                    problems.add(mapping.place(), "\"" + best + "\" is missing", "");
                }
            });
            return this;
        }

        Builder rule(BiConsumer<YamlMapping, RoutingProblems> rule) {
            rules.add(rule);
            return this;
        }

        Schema build() {
            return new Schema(this);
        }

        private static Place keyPlace(YamlMapping mapping, String key) {
            return mapping.entries().stream()
                    .filter(entry -> entry.key().text().equals(key))
                    .findFirst()
                    .map(entry -> entry.key().place())
                    .orElse(mapping.place());
        }
    }
}
