package io.auditrules.definition;

import io.auditrules.diagnostic.Problems;
import io.auditrules.logql.LogQl;
import io.auditrules.rule.Limits;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Target;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.yaml.Section;
import io.auditrules.yaml.YamlMapping;
import java.util.List;
import java.util.Optional;

/** Reads documents of kind {@code Platform}. */
final class PlatformReader {
    static final List<String> KEYS = List.of(
            "apiVersion",
            "kind",
            "preset",
            "selector",
            "tenant",
            "namespace",
            "metadata",
            "loki",
            "operator",
            "limits",
            "targets");
    static final List<String> METADATA_KEYS = List.of("labels", "annotations");
    static final List<String> LIMIT_KEYS = List.of("max_query_series", "max_line_size", "query_timeout");

    private final Problems problems;

    PlatformReader(Problems problems) {
        this.problems = problems;
    }

    /** The platform in a document; empty if there is no preset to begin with. */
    Optional<Platform> read(YamlMapping document) {
        Section section = Section.of(document, KEYS, problems);
        String presets = "say where the logs lie: preset: " + String.join(" | ", Platform.Preset.names());
        Optional<Platform.Builder> begun = section.needs("preset", presets)
                ? section.value("preset", Platform.Preset::of).map(Platform::preset)
                : Optional.empty();
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        Platform.Builder builder = begun.get();
        section.scalar("selector")
                .flatMap(text -> EmbeddedLogQl.read(text, LogQl::parseSelector, problems))
                .ifPresent(builder::selector);
        section.value("tenant", Section.checked(Platform::checkTenant)).ifPresent(builder::tenant);
        section.value("namespace", Section.checked(Platform::checkNamespace)).ifPresent(builder::namespace);
        section.value("loki", Section.checked(Platform::checkVersion)).ifPresent(builder::loki);
        section.value("operator", Section.checked(Platform::checkVersion)).ifPresent(builder::operator);
        section.section("metadata", METADATA_KEYS).ifPresent(metadata -> {
            if (metadata.has("labels")) {
                builder.labels(Section.plain(metadata.texts("labels", key -> {})));
            }
            if (metadata.has("annotations")) {
                builder.annotations(Section.plain(metadata.texts("annotations", key -> {})));
            }
        });
        section.section("limits", LIMIT_KEYS).ifPresent(limits -> builder.limits(limits(limits, builder.limits())));
        if (section.has("targets")) {
            builder.targets(section.items("targets").stream()
                    .flatMap(node -> section.scalar(node).stream())
                    .flatMap(scalar -> section.value(scalar, Target::of).stream())
                    .distinct()
                    .toArray(Target[]::new));
        }
        return section.attempt(section.keyPlace("preset"), builder::build);
    }

    private static Limits limits(Section section, Limits preset) {
        return new Limits(
                section.value("max_query_series", Section.wholeNumber(9)).orElse(preset.maxQuerySeries()),
                section.value("max_line_size", Section.wholeNumber(9)).orElse(preset.maxLineSize()),
                section.value("query_timeout", text -> new PrometheusDuration(text).toDuration())
                        .orElse(preset.queryTimeout()));
    }
}
