package io.auditrules.definition;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.logql.BytesLiteral;
import io.auditrules.logql.LogQl;
import io.auditrules.rule.Audit;
import io.auditrules.rule.AuditProfile;
import io.auditrules.rule.Limits;
import io.auditrules.rule.Links;
import io.auditrules.rule.Metrics;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Prerequisites;
import io.auditrules.rule.Site;
import io.auditrules.rule.SiteParameter;
import io.auditrules.rule.Target;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.yaml.Section;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
            "alertmanager",
            "limits",
            "volume",
            "targets",
            "audit",
            "site",
            "links",
            "metrics",
            "prerequisites");
    static final List<String> METADATA_KEYS = List.of("labels", "annotations");
    static final List<String> LIMIT_KEYS = List.of("max_query_series", "max_line_size", "query_timeout");
    static final List<String> AUDIT_KEYS = List.of("profile", "unmet");
    static final List<String> LINK_KEYS = List.of("console", "grafana", "datasource", "runbooks");
    static final List<String> METRICS_KEYS = List.of("prefix", "health", "labels");
    static final List<String> PREREQUISITE_KEYS =
            List.of("logging", "lokiStack", "serviceAccount", "forwarder", "filter");
    static final List<String> ADDED_KEYS = List.of("add");

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
        section.value("alertmanager", Section.checked(Platform::checkVersion)).ifPresent(builder::alertmanager);
        section.section("metadata", METADATA_KEYS).ifPresent(metadata -> {
            if (metadata.has("labels")) {
                builder.labels(Section.plain(metadata.texts("labels", key -> {})));
            }
            if (metadata.has("annotations")) {
                builder.annotations(Section.plain(metadata.texts("annotations", key -> {})));
            }
        });
        section.section("limits", LIMIT_KEYS).ifPresent(limits -> builder.limits(limits(limits, builder.limits())));
        section.value("volume", text -> BytesLiteral.parse(text).value()).ifPresent(builder::volume);
        if (section.has("targets")) {
            builder.targets(section.items("targets").stream()
                    .flatMap(node -> section.scalar(node).stream())
                    .flatMap(scalar -> section.value(scalar, Target::of).stream())
                    .distinct()
                    .toArray(Target[]::new));
        }
        section.section("audit", AUDIT_KEYS).ifPresent(audit -> builder.audit(audit(audit)));
        section.section("site", SiteParameter.names()).ifPresent(site -> builder.site(site(site)));
        section.section("links", LINK_KEYS)
                .flatMap(links -> section.attempt(section.keyPlace("links"), () -> links(links)))
                .ifPresent(builder::links);
        section.section("metrics", METRICS_KEYS).ifPresent(metrics -> {
            metrics.value("prefix", Section.checked(Metrics::checkPrefix)).ifPresent(builder::metricsPrefix);
            metrics.truth("health").ifPresent(builder::health);
            builder.healthLabels(Section.plain(metrics.texts("labels", key -> {})));
        });
        section.section("prerequisites", PREREQUISITE_KEYS)
                .flatMap(asked -> prerequisites(asked, section.keyPlace("prerequisites")))
                .ifPresent(builder::prerequisites);
        return section.attempt(section.keyPlace("preset"), builder::build);
    }

    private static Audit audit(Section section) {
        return new Audit(
                section.value("profile", AuditProfile::of),
                section.value("unmet", Audit.Unmet::of).orElse(Audit.UNSTATED.unmet()));
    }

    /** A list takes the place of the default values, a mapping with {@code add} leaves them. */
    private static Site site(Section section) {
        Site site = Site.DEFAULT;
        for (SiteParameter parameter : SiteParameter.values()) {
            String key = parameter.toString();
            Optional<YamlNode> node = section.node(key);
            if (node.isPresent() && node.get() instanceof YamlMapping mapping) {
                Section more = Section.of(mapping, ADDED_KEYS, section.problems());
                more.needs("add", "write what to add to the default values, or a list in place of them");
                site = site.adding(parameter, values(more, "add", parameter));
            } else if (node.isPresent()) {
                site = site.with(parameter, values(section, key, parameter));
            }
        }
        return site;
    }

    private static List<String> values(Section section, String key, SiteParameter parameter) {
        return section.items(key).stream()
                .flatMap(node -> section.scalar(node).stream())
                .flatMap(scalar -> section.value(scalar, Section.checked(parameter::check)).stream())
                .toList();
    }

    private static Links links(Section section) {
        Optional<String> grafana = section.value("grafana", Links::address);
        Optional<String> datasource = section.value("datasource", Section.checked(Links::checkDatasource));
        // A Grafana that is there, but was refused, is not told to be missing.
        boolean isGrafanaRefused = section.has("grafana") && grafana.isEmpty();
        return new Links(
                section.value("console", Links::address),
                grafana,
                isGrafanaRefused ? Optional.empty() : datasource,
                section.value("runbooks", Links::address));
    }

    private static Optional<Prerequisites> prerequisites(Section section, Place place) {
        if (!section.needs("logging", "say which OpenShift Logging the cluster has: logging: 5, or logging: 6")) {
            return Optional.empty();
        }
        Optional<Prerequisites.Logging> logging = section.value("logging", Prerequisites.Logging::of);
        UnaryOperator<String> name = Section.checked(Prerequisites::checkName);
        Optional<String> lokiStack = section.value("lokiStack", name);
        Optional<String> serviceAccount = section.value("serviceAccount", name);
        Optional<String> forwarder = section.value("forwarder", name);
        boolean filter = section.truth("filter").orElse(false);
        return logging.flatMap(version ->
                section.attempt(place, () -> Prerequisites.of(version, lokiStack, serviceAccount, forwarder, filter)));
    }

    private static Limits limits(Section section, Limits preset) {
        return new Limits(
                section.value("max_query_series", Section.wholeNumber(9)).orElse(preset.maxQuerySeries()),
                section.value("max_line_size", Section.wholeNumber(9)).orElse(preset.maxLineSize()),
                section.value("query_timeout", text -> new PrometheusDuration(text).toDuration())
                        .orElse(preset.queryTimeout()));
    }
}
