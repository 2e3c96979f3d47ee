package io.auditrules.lint;

import io.auditrules.diagnostic.Place;
import io.auditrules.yaml.EmbeddedText;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A document that Helm is to render and that is YAML already. Braces that are escaped for Helm are written out; what the chart
 * puts in, only the chart knows.
 */
final class HelmTemplate {
    /**
     * <code>{{`{{ $labels.user }}`}}</code>, or <code>{{ "{{" }} $labels.user {{ "}}" }}</code>: what Helm writes out has a
     * template in it. Braces alone are escaped like this for Prometheus too.
     */
    private static final Pattern ESCAPE = Pattern.compile(
            "\\{\\{-?\\s*(?:`([^`]*)`|\"([^\"\\\\]*)\")\\s*-?}}(?:([^{}]*)\\{\\{-?\\s*[`\"]}}[`\"]\\s*-?}})?");

    /** What has none of these has nothing for Helm; to look for them is faster than to look for the actions. */
    private static final List<String> SIGNS = List.of(
            "`",
            "\"",
            ".Values",
            ".Release",
            ".Chart",
            ".Capabilities",
            ".Files",
            "include",
            "tpl",
            "required",
            "toYaml");

    private static final Pattern TEMPLATE = Pattern.compile("(?s).*\\{\\{[^{}]*[$.][A-Za-z][^{}]*}}.*");

    private static final Pattern OF_CHART = Pattern.compile(
            "\\{\\{[^}]*?(?:\\.(?:Values|Release|Chart|Capabilities|Files)\\.|\\b(?:include|tpl|required|toYaml)\\s)[^}]*}}");

    private final YamlNode written;
    private @Nullable Place escape;
    private @Nullable Place ofChart;
    private String fromChart = "";

    HelmTemplate(YamlNode document) {
        written = document.accept(new Rendering());
    }

    /** The document with nothing escaped in it. */
    YamlNode written() {
        return written;
    }

    /** Where the first escape stands. */
    Optional<Place> escape() {
        return Optional.ofNullable(escape);
    }

    /** Where the first value of the chart stands. */
    Optional<Place> ofChart() {
        return Optional.ofNullable(ofChart);
    }

    /** What takes it from the chart. */
    String fromChart() {
        return fromChart;
    }

    private final class Rendering implements YamlNode.Visitor<YamlNode> {
        @Override
        public YamlScalar scalar(YamlScalar scalar) {
            if (!scalar.text().contains("{{") || SIGNS.stream().noneMatch(scalar.text()::contains)) {
                return scalar;
            }
            StringBuilder text = new StringBuilder();
            Matcher action = ESCAPE.matcher(scalar.text());
            String firstEscape = "";
            while (action.find()) {
                String braces = written(action);
                boolean isEscape = TEMPLATE.matcher(braces).matches();
                firstEscape = isEscape && firstEscape.isEmpty() ? action.group() : firstEscape;
                action.appendReplacement(text, Matcher.quoteReplacement(isEscape ? braces : action.group()));
            }
            action.appendTail(text);
            Matcher value = OF_CHART.matcher(action.reset().replaceAll(""));
            if (value.find() && ofChart == null) {
                fromChart = value.group();
                ofChart = placeOf(fromChart, scalar);
            }
            if (firstEscape.isEmpty()) {
                return scalar;
            }
            escape = escape == null ? placeOf(firstEscape, scalar) : escape;
            return new YamlScalar(text.toString(), scalar.type(), scalar.place());
        }

        /** Where a part stands first in a text; all of the text if the part comes about only when escapes are left out. */
        private static Place placeOf(String part, YamlScalar scalar) {
            EmbeddedText text = new EmbeddedText(scalar);
            int from = scalar.text().indexOf(part);
            return from < 0 ? scalar.place() : text.inFile(text.source().placeAt(from, from + part.length()));
        }

        private static String written(Matcher action) {
            String text = action.group(1) == null ? action.group(2) : action.group(1);
            return action.group(3) == null ? text : text + action.group(3) + "}}";
        }

        @Override
        public YamlNode sequence(YamlSequence sequence) {
            return new YamlSequence(
                    sequence.items().stream().map(item -> item.accept(this)).toList(), sequence.place());
        }

        @Override
        public YamlNode mapping(YamlMapping mapping) {
            return new YamlMapping(
                    mapping.entries().stream()
                            .map(entry -> new YamlMapping.Entry(
                                    scalar(entry.key()), entry.value().accept(this)))
                            .toList(),
                    mapping.place());
        }
    }
}
