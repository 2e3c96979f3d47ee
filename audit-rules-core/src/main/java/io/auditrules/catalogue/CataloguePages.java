package io.auditrules.catalogue;

import io.auditrules.catalogue.PublicSet.PublicRule;
import io.auditrules.catalogue.Technique.Tactic;
import io.auditrules.catalogue.Template.Verbatim;
import io.auditrules.definition.DetectionDefinition;
import io.auditrules.definition.Pack;
import io.auditrules.json.JsonWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The catalogue as pages for people: an index, a page for each detection, an ATT&amp;CK matrix, how far public sets of rules
 * are covered, and what cannot be said. Pages of detections are named as the links of alerts lead to them: {@code
 * pod-exec.md}.
 */
public final class CataloguePages {
    private static final Template DETECTION = Template.markdown("detection.md");

    private final List<DetectionDefinition> detections = Catalogue.shipped().all();
    private final SortedMap<String, String> pages = new TreeMap<>();

    private CataloguePages() {}

    /**
     * All pages, by their path below one folder.
     *
     * @param falseAlerts what the packs raised on a quiet day, a pack a line below a heading, with tabs between: pack,
     *     detections, how many of them raised something, alerts; empty to say nothing of it
     */
    public static SortedMap<String, String> of(String falseAlerts) {
        CataloguePages pages = new CataloguePages();
        pages.index(falseAlerts);
        pages.detections.forEach(pages::detection);
        pages.matrix();
        pages.coverage();
        pages.notExpressible();
        return pages.pages;
    }

    private void index(String falseAlerts) {
        pages.put(
                "README.md",
                Template.markdown("index.md")
                        .render(Map.of(
                                "count", detections.size(),
                                "packs",
                                        Arrays.stream(Pack.values())
                                                .map(this::pack)
                                                .toList(),
                                "falseAlerts",
                                        Resource.rows(falseAlerts, 4).stream()
                                                .skip(1)
                                                .map(CataloguePages::falseAlerts)
                                                .toList())));
    }

    private Map<String, Object> pack(Pack pack) {
        List<DetectionDefinition> members = detections.stream()
                .filter(detection -> detection.packs().contains(pack))
                .toList();
        return Map.of(
                "pack", pack.toString(),
                "description", pack.description(),
                "sentence",
                        pack.description().substring(0, 1).toUpperCase(Locale.ROOT)
                                + pack.description().substring(1),
                "size", members.size(),
                "members", members.stream().map(CataloguePages::member).toList());
    }

    private static Map<String, Object> member(DetectionDefinition detection) {
        Map<String, Object> member = new LinkedHashMap<>(DetectionFacts.brief(detection));
        member.put(
                "techniques",
                new Verbatim(detection.guide().attack().stream()
                        .map(id -> Markdown.link(id, "attack.md#" + anchor(id)))
                        .collect(Collectors.joining(" "))));
        member.put("reason", detection.guide().why().replaceFirst("(?s)(?<=[.?!])\\s+(?=[A-Z]).*", ""));
        return member;
    }

    private static Map<String, Object> falseAlerts(List<String> row) {
        return Map.of("pack", row.get(0), "detections", row.get(1), "raising", row.get(2), "alerts", row.get(3));
    }

    private void detection(DetectionDefinition detection) {
        Map<String, Object> facts = DetectionFacts.of(detection);
        facts.put(
                "ignorable",
                new Verbatim(detection.guide().falsePositives().stream()
                        .filter(each -> each.exception().isPresent())
                        .map(DetectionDefinition.FalsePositive::name)
                        .collect(Collectors.joining(", "))));
        pages.put(detection.id() + ".md", DETECTION.render(facts));
    }

    private void matrix() {
        List<Technique> used = Technique.all().stream()
                .filter(technique -> !lookingFor(technique).isEmpty())
                .toList();
        Map<Tactic, List<Technique>> columns = new EnumMap<>(Tactic.class);
        for (Tactic tactic : Tactic.values()) {
            columns.put(
                    tactic,
                    used.stream()
                            .filter(technique -> technique.tactics().contains(tactic))
                            .toList());
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("used", used.size());
        data.put("version", Technique.ATTACK_VERSION);
        data.put("rows", rows(columns.values()));
        data.put("techniques", used.stream().map(this::technique).toList());
        data.put(
                "tactics",
                columns.entrySet().stream()
                        .map(column -> Map.of(
                                "title", column.getKey().title(),
                                "size", column.getValue().size(),
                                "techniques",
                                        column.getValue().stream()
                                                .map(this::technique)
                                                .toList()))
                        .toList());
        pages.put("attack.md", Template.markdown("attack.md").render(data));
        pages.put("attack.html", Template.html("attack.html").render(data));
        pages.put("attack-navigator.json", navigator());
    }

    /** Columns that end where the longest does. */
    private List<Map<String, Object>> rows(Collection<List<Technique>> columns) {
        int height = columns.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .<Map<String, Object>>mapToObj(row -> Map.of(
                        "cells",
                        columns.stream().map(column -> cell(column, row)).toList()))
                .toList();
    }

    private List<DetectionDefinition> lookingFor(Technique technique) {
        return detections.stream()
                .filter(detection -> detection.guide().attack().contains(technique.id()))
                .toList();
    }

    private Verbatim cell(List<Technique> column, int row) {
        if (row >= column.size()) {
            return new Verbatim("");
        }
        Technique technique = column.get(row);
        return new Verbatim(
                Markdown.link(technique.id(), "#" + anchor(technique.id())) + " " + Markdown.text(technique.fullName())
                        + " (" + lookingFor(technique).size() + ")");
    }

    /** What GitHub makes of a heading. */
    private static String anchor(String id) {
        return id.replace(".", "").toLowerCase(Locale.ROOT);
    }

    private Map<String, Object> technique(Technique technique) {
        List<DetectionDefinition> looking = lookingFor(technique);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("technique", technique.id());
        data.put("name", technique.fullName());
        data.put("address", new Verbatim(technique.address()));
        data.put("tactics", technique.tactics().stream().map(Tactic::title).collect(Collectors.joining(", ")));
        data.put("isSub", technique.parent().isPresent());
        data.put("size", looking.size());
        data.put(
                "weight",
                looking.size() > 9 ? "most" : looking.size() > 4 ? "many" : looking.size() > 1 ? "some" : "few");
        data.put("detections", looking.stream().map(CataloguePages::named).toList());
        return data;
    }

    private static Map<String, Object> named(DetectionDefinition detection) {
        return Map.of("id", new Verbatim(detection.id()), "title", detection.title());
    }

    /** A layer in MITRE's format 4.5, a technique a line. */
    private String navigator() {
        Map<String, Object> layer = new LinkedHashMap<>();
        layer.put("name", "audit-rules");
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("attack", Technique.ATTACK_VERSION);
        versions.put("navigator", "5.2.0");
        versions.put("layer", "4.5");
        layer.put("versions", versions);
        layer.put("domain", "enterprise-attack");
        layer.put("description", "How many detections of the catalogue look for each technique");
        layer.put("layout", Map.of("expandedSubtechniques", "annotated"));
        int most = 1;
        List<String> techniques = new ArrayList<>();
        for (Technique technique : Technique.all()) {
            List<DetectionDefinition> looking = lookingFor(technique);
            if (!looking.isEmpty()) {
                most = Math.max(most, looking.size());
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("techniqueID", technique.id());
                entry.put("score", looking.size());
                entry.put(
                        "comment", looking.stream().map(DetectionDefinition::id).collect(Collectors.joining(", ")));
                techniques.add("    " + json(entry));
            }
        }
        Map<String, Object> gradient = new LinkedHashMap<>();
        gradient.put("colors", List.of("#e6f2ef", "#43a696"));
        gradient.put("minValue", 0);
        gradient.put("maxValue", most);
        layer.put("gradient", gradient);
        return layer.entrySet().stream()
                        .map(entry -> "  " + json(entry.getKey()) + ": " + json(entry.getValue()) + ",\n")
                        .collect(Collectors.joining("", "{\n", ""))
                + "  \"techniques\": [\n" + String.join(",\n", techniques) + "\n  ]\n}\n";
    }

    private static String json(Object value) {
        return JsonWriter.write(value, JsonWriter.Escapes.NEEDED);
    }

    private void coverage() {
        List<Map<String, Object>> families = new ArrayList<>();
        for (PublicSet set : PublicSet.values()) {
            set.families().forEach(family -> families.add(family(set, family)));
        }
        List<DetectionDefinition> others = detections.stream()
                .filter(detection -> Arrays.stream(PublicSet.values())
                        .allMatch(set -> set.namedBy(detection).isEmpty()))
                .toList();
        pages.put(
                "coverage.md",
                Template.markdown("coverage.md")
                        .render(Map.of(
                                "families", families,
                                "count", detections.size(),
                                "own", others.size(),
                                "others",
                                        others.stream()
                                                .map(CataloguePages::named)
                                                .toList())));
    }

    private Map<String, Object> family(PublicSet set, String family) {
        SetCoverage coverage = SetCoverage.of(set, family, detections);
        return Map.of(
                "set", set.title(),
                "address", new Verbatim(set.address()),
                "commit", set.commit(),
                "family", family,
                "covered", coverage.covered(),
                "size", coverage.applicable(),
                "notApplicable", coverage.notApplicable() == 0 ? "" : "" + coverage.notApplicable(),
                "rules",
                        coverage.rules().entrySet().stream()
                                .map(entry -> Map.of(
                                        "rule",
                                        entry.getKey().name(),
                                        "answer",
                                        answer(entry.getKey(), entry.getValue())))
                                .toList());
    }

    private static Verbatim answer(PublicRule rule, List<DetectionDefinition> coveredBy) {
        if (!rule.isApplicable()) {
            return new Verbatim("not applicable: " + Markdown.text(rule.notApplicable()));
        }
        if (!coveredBy.isEmpty()) {
            return new Verbatim(coveredBy.stream()
                    .map(detection -> Markdown.link(detection.id(), detection.id() + ".md"))
                    .collect(Collectors.joining(", ")));
        }
        return new Verbatim("not covered: "
                + NotExpressible.all().stream()
                        .filter(entry -> entry.rules().contains(rule.name()))
                        .findFirst()
                        .map(entry -> Markdown.link(entry.title(), "not-expressible.md#" + heading(entry.title())))
                        .orElseThrow(() ->
                                new IllegalStateException("nothing says why " + rule.name() + " is not covered")));
    }

    private static String heading(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private void notExpressible() {
        pages.put(
                "not-expressible.md",
                Template.markdown("not-expressible.md")
                        .render(Map.of(
                                "entries",
                                NotExpressible.all().stream().map(this::entry).toList())));
    }

    private Map<String, Object> entry(NotExpressible entry) {
        return Map.of(
                "id", entry.id(),
                "title", entry.title(),
                "rules", entry.rules(),
                "reason", entry.reason(),
                "instead",
                        entry.instead().stream().map(id -> named(detection(id))).toList());
    }

    private DetectionDefinition detection(String id) {
        Optional<DetectionDefinition> detection =
                detections.stream().filter(each -> each.id().equals(id)).findFirst();
        return detection.orElseThrow(() -> new IllegalStateException("the catalogue has no " + id));
    }
}
