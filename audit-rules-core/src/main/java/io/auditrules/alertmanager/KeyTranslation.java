package io.auditrules.alertmanager;

import io.auditrules.diagnostic.Problems;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says a mapping of Alertmanager's in the keys of a custom resource, and reports what cannot be said there. */
final class KeyTranslation {
    /** Where the operator mounts the Secrets and ConfigMaps that an Alertmanager object lists. */
    private static final Pattern MOUNTED = Pattern.compile("/etc/alertmanager/(secrets|configmaps)/([^/]+)/([^/]+)");

    private static final String SECRETS = "secrets";

    private final Map<String, Target> targets = new LinkedHashMap<>();

    private record Target(String key, ValueTranslation value) {}

    /** A value as the custom resource wants it; empty where that was reported as a problem. */
    interface ValueTranslation {
        Optional<Object> translate(String key, YamlNode node, Problems problems);
    }

    static final ValueTranslation SAME = (key, node, problems) -> Optional.of(node);

    /** A text even where YAML would take it for a number: the API server checks types. */
    static final ValueTranslation TEXT = (key, node, problems) -> node instanceof YamlScalar scalar
            ? Optional.of(scalar.text())
            : notExpressible(key, node, "only a text can be said there", problems);

    static final ValueTranslation TEXTS = (key, node, problems) -> node instanceof YamlSequence list
            ? Optional.of(list.items().stream()
                    .flatMap(item -> TEXT.translate(key, item, problems).stream())
                    .toList())
            : notExpressible(key, node, "only a list can be said there", problems);

    /** A mapping as a list of {@code key} and {@code value}. */
    static final ValueTranslation PAIRS = (key, node, problems) -> {
        if (!(node instanceof YamlMapping mapping)) {
            return notExpressible(key, node, "only a mapping can be said there", problems);
        }
        List<Object> pairs = new ArrayList<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            TEXT.translate(key + "." + entry.key().text(), entry.value(), problems)
                    .ifPresent(value -> {
                        Map<String, Object> pair = new LinkedHashMap<>();
                        pair.put("key", entry.key().text());
                        pair.put("value", value);
                        pairs.add(pair);
                    });
        }
        return Optional.of(pairs);
    };

    /** A mounted file as the Secret and key that it comes from. */
    static final ValueTranslation SECRET = (key, node, problems) -> mounted(node)
            .filter(file -> file.group(1).equals(SECRETS))
            .<Object>map(KeyTranslation::selector)
            .or(() -> notExpressible(
                    key,
                    node,
                    "name a file /etc/alertmanager/secrets/<secret>/<key>, which says the Secret",
                    problems));

    /** A mounted file as the Secret or ConfigMap that it comes from. */
    static final ValueTranslation SECRET_OR_CONFIG_MAP = (key, node, problems) -> mounted(node)
            .<Object>map(file ->
                    Map.of(file.group(1).equals(SECRETS) ? "secret" : "configMap", KeyTranslation.selector(file)))
            .or(() -> notExpressible(
                    key,
                    node,
                    "name a file /etc/alertmanager/secrets/<secret>/<key> or /etc/alertmanager/configmaps/<name>/<key>",
                    problems));

    KeyTranslation key(String from, String to, ValueTranslation value) {
        targets.put(from, new Target(to, value));
        return this;
    }

    /** Keys that have the same name in both. */
    KeyTranslation same(ValueTranslation value, String... names) {
        for (String name : names) {
            key(name, name, value);
        }
        return this;
    }

    /** This translation for the value under a key. */
    ValueTranslation asValue() {
        return (key, node, problems) -> node instanceof YamlMapping mapping
                ? Optional.of(translate(key, mapping, problems))
                : notExpressible(key, node, "only a mapping can be said there", problems);
    }

    /** This translation for each item of a list. */
    ValueTranslation asList() {
        return (key, node, problems) -> node instanceof YamlSequence list
                ? Optional.of(list.items().stream()
                        .flatMap(item -> asValue().translate(key, item, problems).stream())
                        .toList())
                : notExpressible(key, node, "only a list can be said there", problems);
    }

    /**
     * The mapping in the other keys, in the same order.
     *
     * @param what the mapping in words
     */
    Map<String, Object> translate(String what, YamlMapping mapping, Problems problems) {
        Map<String, Object> translated = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            Target target = targets.get(key);
            if (target == null) {
                problems.add(
                        entry.key().place(),
                        "\"" + key + "\" in " + what + " cannot be said in an AlertmanagerConfig",
                        "delete it, or write an alertmanager.yaml or the Secret with it instead");
            } else if (!(entry.value() instanceof YamlScalar scalar && scalar.isNull())) {
                target.value
                        .translate(key, entry.value(), problems)
                        .ifPresent(value -> translated.put(target.key, value));
            }
        }
        return translated;
    }

    private static Optional<Matcher> mounted(YamlNode node) {
        if (!(node instanceof YamlScalar scalar)) {
            return Optional.empty();
        }
        return Optional.of(MOUNTED.matcher(scalar.text())).filter(Matcher::matches);
    }

    private static Map<String, Object> selector(Matcher file) {
        Map<String, Object> selector = new LinkedHashMap<>();
        selector.put("name", file.group(2));
        selector.put("key", file.group(3));
        return selector;
    }

    private static Optional<Object> notExpressible(String key, YamlNode node, String advice, Problems problems) {
        problems.add(node.place(), "this value of \"" + key + "\" cannot be said in an AlertmanagerConfig", advice);
        return Optional.empty();
    }
}
