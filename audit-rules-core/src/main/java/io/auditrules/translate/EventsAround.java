package io.auditrules.translate;

import io.auditrules.diagnostic.Source;
import io.auditrules.logql.Extraction;
import io.auditrules.logql.Json;
import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Pipeline;
import io.auditrules.logql.Stage;
import io.auditrules.rule.By;
import io.auditrules.rule.Links;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Where to look once an alert fires: the log query for the events around it, and links to where it can be asked. */
public final class EventsAround {
    private static final String PLACE = "%q";

    private final Platform platform;
    /** What identifies the alert, but for what is made of a field: the log has that nowhere. */
    private final List<By> by;

    private EventsAround(Platform platform, Rule rule) {
        this.platform = platform;
        this.by = rule.detection().by().stream()
                .filter(one ->
                        one.field().map(field -> field.functions().isEmpty()).orElse(true))
                .toList();
    }

    /**
     * The log query, with the alert's labels as the ruler's templates name them: {@code user_username="{{ $labels.user_username
     * }}"}.
     */
    public static String query(Platform platform, Rule rule) {
        return new EventsAround(platform, rule).query(label -> "{{ $labels." + label + " }}");
    }

    /**
     * Annotations with the links that a platform has addresses for: {@code logs_url} and {@code runbook_url}.
     */
    public static Map<String, String> annotations(Platform platform, Rule rule) {
        Links links = platform.links();
        EventsAround around = new EventsAround(platform, rule);
        Map<String, String> annotations = new LinkedHashMap<>();
        links.grafana()
                .map(grafana -> around.explore(grafana, links.datasource()))
                .or(() -> links.console().map(around::console))
                .ifPresent(url -> annotations.put("logs_url", url));
        links.runbooks()
                .flatMap(base -> rule.origin().map(origin -> base + "/" + origin.detection() + ".md"))
                .ifPresent(url -> annotations.put("runbook_url", url));
        return annotations;
    }

    private String query(UnaryOperator<String> value) {
        List<Stage> stages = new ArrayList<>();
        stages.add(LineFilter.contains(ImpliedLineFilter.ANY_AUDIT_EVENT.text()));
        List<Extraction> fields = by.stream()
                .flatMap(one -> one.field().stream())
                .map(field -> Extraction.of(field.label(), field.jsonPath()))
                .toList();
        if (!fields.isEmpty()) {
            stages.add(new Json(fields));
        }
        by.forEach(one -> stages.add(Matcher.equal(one.label(), value.apply(one.label()))));
        return LogQl.parseSelector(new Source("selector of the platform", platform.selector()))
                .pipe(new Pipeline(stages))
                .toString();
    }

    /** The query as an expression of a template, in which Go's quotes around a value are LogQL's as well. */
    private String expression() {
        String format = query(label -> PLACE).replace("%", "%%").replace("\"%" + PLACE + "\"", PLACE);
        String labels = by.stream().map(one -> " $labels." + one.label()).collect(Collectors.joining());
        return "printf " + TemplatePredicate.quoted(format) + labels;
    }

    /** OpenShift's console (its logging view plugin) takes the query and the tenant. */
    private String console(String base) {
        return base + "/monitoring/logs?q={{ " + expression() + " | urlquery }}&tenant=" + encoded(platform.tenant());
    }

    /** Grafana 10 and later take the panes as JSON. */
    private String explore(String base, Optional<String> datasource) {
        String source = datasource.map(uid -> "\"datasource\":\"" + uid + "\",").orElse("");
        return base + "/explore?schemaVersion=1&panes="
                + encoded("{\"logs\":{" + source + "\"queries\":[{\"refId\":\"A\",\"expr\":")
                + "{{ printf \"%q\" (" + expression() + ") | urlquery }}"
                + encoded("}],\"range\":{\"from\":\"now-1h\",\"to\":\"now\"}}}");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
