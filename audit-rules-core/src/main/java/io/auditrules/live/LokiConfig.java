package io.auditrules.live;

import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlReader;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings with which a Loki runs, as it tells them under {@code /config}: all of them, Loki's own among them. */
final class LokiConfig {
    private static final Pattern PART = Pattern.compile("([0-9.]+)([a-zA-Zµ]+)");

    /** In nanoseconds: the units of Go's durations and of Prometheus's. */
    private static final Map<String, Long> TIMES = Map.of(
            "ns", 1L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L,
            "w", 604_800_000_000_000L,
            "y", 31_536_000_000_000_000L);

    private static final Map<String, Long> SIZES =
            Map.of("B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30, "TB", 1L << 40);

    private final YamlMapping root;

    private LokiConfig(YamlMapping root) {
        this.root = root;
    }

    /** The settings; empty if the text is none of Loki's. */
    static Optional<LokiConfig> read(String yaml) {
        Problems problems = new Problems();
        List<YamlNode> documents = YamlReader.read(new Source("/config", yaml), problems);
        return problems.isEmpty() && documents.size() == 1 && documents.get(0) instanceof YamlMapping root
                ? Optional.of(new LokiConfig(root)).filter(config -> config.has("auth_enabled"))
                : Optional.empty();
    }

    /** Whether this Loki knows a setting. */
    boolean has(String path) {
        return node(path).isPresent();
    }

    /** What a setting is; empty too if this Loki does not know it. */
    String text(String path) {
        return node(path).map(LokiConfig::text).orElse("");
    }

    /** The texts of a mapping; none if it is not there, as where Loki leaves out an empty one. */
    Map<String, String> texts(String path) {
        Map<String, String> texts = new TreeMap<>();
        node(path)
                .filter(YamlMapping.class::isInstance)
                .map(YamlMapping.class::cast)
                .ifPresent(mapping ->
                        mapping.entries().forEach(entry -> texts.put(entry.key().text(), text(entry.value()))));
        return texts;
    }

    /** A time, {@code 1m0s} and {@code 30d1h} alike; none where it is not told. */
    Duration duration(String path) {
        return Duration.ofNanos(sum(text(path), TIMES));
    }

    /** A size in bytes; none where it is not told. */
    long bytes(String path) {
        return sum(text(path), SIZES);
    }

    private static long sum(String text, Map<String, Long> units) {
        Matcher part = PART.matcher(text);
        long sum = 0;
        while (part.find()) {
            long unit = units.getOrDefault(part.group(2), 0L);
            sum += new BigDecimal(part.group(1))
                    .multiply(BigDecimal.valueOf(unit))
                    .longValue();
        }
        return sum;
    }

    private static String text(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return scalar.isNull() ? "" : scalar.text();
        }
        return node instanceof YamlSequence list
                ? list.items().stream().map(LokiConfig::text).toList().toString()
                : node.kind();
    }

    private Optional<YamlNode> node(String path) {
        Optional<YamlNode> node = Optional.of(root);
        for (String key : path.split("\\.", -1)) {
            node = node.flatMap(each -> each instanceof YamlMapping mapping ? mapping.get(key) : Optional.empty());
        }
        return node;
    }
}
