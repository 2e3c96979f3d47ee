package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.List;
import java.util.regex.Pattern;

/** Whether a value can stand under a key. */
interface ValueCheck {
    /** Anything: what only the receiving service understands. */
    ValueCheck ANY = (key, node, problems) -> {};

    ValueCheck TEXT = scalar((key, text, problems) -> {});

    ValueCheck TRUTH = typed(YamlScalar.Type.BOOLEAN, "true or false");

    ValueCheck COUNT = typed(YamlScalar.Type.INTEGER, "a number");

    ValueCheck TEXTS = (key, node, problems) -> {
        if (node instanceof YamlSequence list) {
            list.items().forEach(item -> TEXT.check(key, item, problems));
        } else {
            mustBe(key, "a list", node, problems);
        }
    };

    ValueCheck TEXT_BY_NAME = (key, node, problems) -> {
        if (node instanceof YamlMapping mapping) {
            mapping.entries()
                    .forEach(entry -> TEXT.check(key + "." + entry.key().text(), entry.value(), problems));
        } else {
            mustBe(key, "a mapping", node, problems);
        }
    };

    ValueCheck DURATION = scalar((key, text, problems) -> new PrometheusDuration(text));

    /** Go's own durations, for which {@code timeout} of some integrations was made. */
    ValueCheck GO_DURATION =
            matching("(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|ms|s|m|h))+|0", "a duration such as 10s");

    ValueCheck URL =
            matching("(?i:https?)://[^/?#\\s]+[^\\s]*", "a URL that begins with http:// or https:// and names a host");

    /** As newer versions expand them before use. */
    ValueCheck TEMPLATED_URL = (key, node, problems) -> {
        if (!(node instanceof YamlScalar scalar && scalar.text().contains("{{"))) {
            URL.check(key, node, problems);
        }
    };

    ValueCheck HOST_AND_PORT =
            matching("(\\[[^\\[\\]]*\\]|[^:\\[\\]]*):[^:]+", "a host and a port, such as mail.example.com:587");

    void check(String key, YamlNode node, RoutingProblems problems);

    /** One of some words, or a template. */
    static ValueCheck words(String... legal) {
        return scalar((key, text, problems) -> {
            if (!List.of(legal).contains(text.toLowerCase(java.util.Locale.ROOT)) && !text.contains("{{")) {
                throw new IllegalValueException(
                        "\"" + key + "\" cannot be \"" + text + "\"", "legal here: " + String.join(", ", legal));
            }
        });
    }

    /** A list of mappings that each look the same. */
    static ValueCheck listOf(Schema schema) {
        return (key, node, problems) -> {
            if (node instanceof YamlSequence list) {
                list.items().forEach(item -> schema.check(key, item, problems));
            } else {
                mustBe(key, "a list", node, problems);
            }
        };
    }

    /** A text, or a mapping of a certain look. */
    static ValueCheck textOr(Schema schema) {
        return (key, node, problems) -> {
            if (node instanceof YamlMapping) {
                schema.check(key, node, problems);
            } else {
                TEXT.check(key, node, problems);
            }
        };
    }

    private static ValueCheck matching(String regex, String words) {
        Pattern pattern = Pattern.compile(regex);
        return scalar((key, text, problems) -> {
            if (!text.isEmpty() && !pattern.matcher(text).matches()) {
                throw new IllegalValueException("\"" + key + "\" must be " + words + ", not \"" + text + "\"", "");
            }
        });
    }

    private static ValueCheck typed(YamlScalar.Type type, String words) {
        return (key, node, problems) -> {
            if (!(node instanceof YamlScalar scalar && scalar.type() == type)) {
                mustBe(key, words, node, problems);
            }
        };
    }

    private static ValueCheck scalar(TextCheck check) {
        return (key, node, problems) -> {
            if (node instanceof YamlScalar scalar) {
                try {
                    check.check(key, scalar.text(), problems);
                } catch (IllegalValueException illegal) {
                    problems.add(node.place(), illegal);
                }
            } else {
                mustBe(key, "a text", node, problems);
            }
        };
    }

    static void mustBe(String key, String words, YamlNode node, RoutingProblems problems) {
        String found =
                node instanceof YamlScalar scalar && !scalar.isNull() ? "\"" + scalar.text() + "\"" : node.kind();
        problems.add(node.place(), "\"" + key + "\" must be " + words + ", not " + found, "");
    }

    /** A check of a text, which may throw what it has to say. */
    interface TextCheck {
        void check(String key, String text, RoutingProblems problems);
    }
}
