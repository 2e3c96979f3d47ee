package io.auditrules.lint;

import io.auditrules.check.About;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.rulefile.Expression;
import io.auditrules.rulefile.FileRule;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.rulefile.RuleFileReader;
import io.auditrules.yaml.EmbeddedText;
import io.auditrules.yaml.Relocation;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlReader;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Files of rules and routing that people have, in whatever form they are found. */
public final class ForeignFiles {
    static final About NOT_YAML = About.of("reading/not-yaml");
    static final About NOT_UNDERSTOOD = About.of("reading/not-understood");
    static final About WRONG_FORM = About.of("reading/wrong-form");
    static final About NOT_LOGQL = About.of("reading/not-logql");
    static final About HELM_TEMPLATE = About.of("reading/helm-template");

    /** What is below these is a part of an object at most. */
    private static final Set<String> PATCHES = Set.of("patch", "patches", "patchesStrategicMerge", "patchesJson6902");

    private final Findings findings;
    private final KustomizePatches patches = new KustomizePatches();
    private final Set<Source> sources = new HashSet<>();
    private final List<RuleFile> rules = new ArrayList<>();
    private final List<PlacedRouting> routings = new ArrayList<>();
    private boolean isToldOfHelm;

    /** @param findings gets what cannot be read or understood */
    public ForeignFiles(Findings findings) {
        this.findings = findings;
    }

    /** What is said of files, in the order of its pages. */
    static List<About> abouts() {
        return List.of(NOT_YAML, WRONG_FORM, NOT_UNDERSTOOD, NOT_LOGQL, HELM_TEMPLATE);
    }

    /** Reads files, each with any number of documents; the same file counts once. */
    public void read(Collection<Source> files) {
        files.forEach(patches::read);
        files.forEach(this::read);
    }

    private void read(Source source) {
        if (!sources.add(source)) {
            return;
        }
        isToldOfHelm = false;
        Problems problems = new Problems();
        List<YamlNode> documents = YamlReader.read(source, problems);
        tellOfYaml(problems.list());
        if (problems.list().isEmpty() && documents.stream().allMatch(ForeignFiles::isNothing)) {
            findings.add(NOT_UNDERSTOOD, source.place(), "there is nothing in this file");
        }
        Optional<Place> patch = patches.find(source);
        if (patch.isPresent()) {
            documents.stream().limit(1).forEach(document -> tellOfPatch(document, patch.get()));
        } else {
            documents.forEach(this::read);
        }
    }

    private void tellOfPatch(YamlNode document, Place named) {
        findings.add(
                NOT_UNDERSTOOD,
                document.place(),
                "this is a patch, as " + named + " says",
                "look at what the cluster gets: \"kustomize build overlay > target/built.yaml\"");
    }

    /** Tells of a file that is no text, or that nobody can open. */
    public void tellOfUnread(Problem problem) {
        findings.add(
                NOT_YAML,
                problem.place(),
                problem.message(),
                problem.advice().isEmpty() ? "let the user who runs this read it, or leave it out" : problem.advice());
    }

    private void tellOfYaml(List<Problem> problems) {
        for (Problem problem : problems) {
            findings.add(
                    NOT_YAML,
                    problem.place(),
                    problem.message(),
                    problem.advice().isEmpty() || isTemplate(problem) ? NOT_YAML.advice() : problem.advice());
        }
    }

    private static boolean isTemplate(Problem problem) {
        return problem.place().excerpt().contains("{{");
    }

    private static boolean isNothing(YamlNode document) {
        return document instanceof YamlScalar scalar && scalar.isNull();
    }

    private void read(YamlNode document) {
        if (!isNothing(document) && !readKnown(document)) {
            findings.add(NOT_UNDERSTOOD, document.place(), "this is " + words(document));
        }
    }

    private static String words(YamlNode document) {
        if (document instanceof YamlMapping mapping) {
            return kind(mapping).isEmpty()
                    ? "a mapping of another kind"
                    : "an object of kind \"" + kind(mapping) + "\"";
        }
        if (document instanceof YamlSequence list
                && list.items().stream()
                        .anyMatch(item -> item instanceof YamlMapping group
                                && group.get("rules").isPresent())) {
            return "a list of groups that is not below \"groups\"";
        }
        return document.kind();
    }

    private boolean readKnown(YamlNode document) {
        if (!(document instanceof YamlMapping mapping)) {
            return false;
        }
        return switch (kind(mapping)) {
            case "List" -> readItems(mapping);
            case "ConfigMap", "Secret" -> readData(mapping);
            case "Template", "Kustomization" -> false;
            default -> readRulesOrRouting(mapping) || readBelow(mapping);
        };
    }

    private static String kind(YamlMapping mapping) {
        return mapping.get("kind")
                .filter(YamlScalar.class::isInstance)
                .map(kind -> ((YamlScalar) kind).text())
                .orElse("");
    }

    private boolean readRulesOrRouting(YamlMapping document) {
        HelmTemplate template = new HelmTemplate(document);
        YamlMapping written = (YamlMapping) template.written();
        Problems problems = new Problems();
        List<RuleFile> read = new RuleFileReader(problems).read(written);
        if (template.ofChart().isPresent()) {
            boolean isKnown = !read.isEmpty()
                    || new ForeignRouting(new Findings()).read(written).isPresent();
            if (isKnown) {
                tellOfHelm(
                        template.ofChart().get(),
                        "the chart puts in \"" + template.fromChart() + "\", so this was passed over");
            }
            return isKnown;
        }
        Optional<PlacedRouting> routing =
                read.isEmpty() ? new ForeignRouting(findings).read(written) : Optional.empty();
        if (read.isEmpty() && routing.isEmpty()) {
            return false;
        }
        problems.list().forEach(problem -> findings.add(WRONG_FORM, problem));
        template.escape()
                .filter(place -> !isToldOfHelm)
                .ifPresent(place -> tellOfHelm(place, "this is escaped for Helm"));
        read.forEach(this::keep);
        routing.ifPresent(routings::add);
        return true;
    }

    private void tellOfHelm(Place place, String detail) {
        findings.add(HELM_TEMPLATE, place, detail);
        isToldOfHelm = true;
    }

    /** Keeps what may be for Loki. */
    private void keep(RuleFile file) {
        List<Expression> expressions = expressions(file).toList();
        List<Expression> promQl =
                expressions.stream().filter(ForeignFiles::isOnlyPromQl).toList();
        boolean isForPrometheus = !file.format().isOfLokiOperator()
                && !promQl.isEmpty()
                && expressions.stream().noneMatch(ForeignFiles::isOnlyLogQl)
                && promQl.size()
                        >= expressions.stream().filter(ForeignFiles::mayBeLogQl).count();
        if (isForPrometheus) {
            findings.add(NOT_LOGQL, promQl.get(0).text().place(), "this is PromQL, so the rules here are not for Loki");
            return;
        }
        rules.add(file);
        if (!file.format().isOfLoki()) {
            expressions.stream()
                    .filter(expression -> expression.query().isEmpty())
                    .findFirst()
                    .ifPresent(this::tellOfNoLogQl);
        }
    }

    private void tellOfNoLogQl(Expression first) {
        if (isOnlyPromQl(first)) {
            findings.add(NOT_LOGQL, first.text().place(), "this is PromQL, among rules that are for Loki");
        } else {
            Problem problem = first.problems().get(0);
            findings.add(
                    NOT_LOGQL,
                    problem.place(),
                    "Loki cannot read this: " + problem.message(),
                    problem.advice().isEmpty() ? "mend it, if it is for Loki" : problem.advice());
        }
    }

    private static boolean isOnlyPromQl(Expression expression) {
        return expression.query().isEmpty() && PromQl.isLikely(expression.text().text());
    }

    /** What reads lines, or would if it were not broken. */
    private static boolean mayBeLogQl(Expression expression) {
        return expression.query().map(query -> !query.ranges().isEmpty()).orElse(!isOnlyPromQl(expression));
    }

    private static Stream<Expression> expressions(RuleFile file) {
        return file.groups().stream()
                .flatMap(group -> group.rules().stream())
                .map(FileRule::expr)
                .flatMap(Optional::stream);
    }

    /** Without stages, a query may be PromQL as well. */
    private static boolean isOnlyLogQl(Expression expression) {
        return expression.query().stream()
                .flatMap(query -> query.ranges().stream())
                .anyMatch(range -> !range.query().pipeline().stages().isEmpty()
                        || range.unwrap().isPresent());
    }

    private boolean readItems(YamlMapping list) {
        Optional<YamlNode> items = list.get("items");
        if (items.isEmpty() || !(items.get() instanceof YamlSequence sequence)) {
            return false;
        }
        sequence.items().forEach(this::read);
        return true;
    }

    /** Rules and routing inside of something else: values of a chart, an object that a GitOps tool unpacks. */
    private boolean readBelow(YamlNode node) {
        boolean isKnown = false;
        if (node instanceof YamlSequence list) {
            for (YamlNode item : list.items()) {
                isKnown |= item instanceof YamlMapping ? readInside(item) : readBelow(item);
            }
        } else if (node instanceof YamlMapping mapping) {
            for (YamlMapping.Entry entry : mapping.entries()) {
                if (!PATCHES.contains(entry.key().text())) {
                    isKnown |= readInside(entry);
                }
            }
        }
        return isKnown;
    }

    private boolean readInside(YamlMapping.Entry entry) {
        if (entry.value() instanceof YamlScalar text) {
            return mayHaveRules(text.text()) && readText(text, entry.key());
        }
        return readInside(entry.value());
    }

    private boolean readInside(YamlNode node) {
        if (node instanceof YamlMapping mapping && (!kind(mapping).isEmpty() || hasRules(mapping))) {
            return readKnown(mapping);
        }
        return readBelow(node);
    }

    /** Whether a mapping has groups of rules: so much that it is nothing else. */
    private static boolean hasRules(YamlMapping mapping) {
        return new RuleFileReader(new Problems())
                .read(mapping).stream()
                        .flatMap(ForeignFiles::expressions)
                        .findAny()
                        .isPresent();
    }

    /** The texts in an object that are rules or routing themselves; whatever else it holds is its own business. */
    private boolean readData(YamlMapping object) {
        boolean isKnown = false;
        for (String key : List.of("data", "stringData")) {
            Optional<YamlNode> data = object.get(key);
            if (data.isPresent() && data.get() instanceof YamlMapping texts) {
                for (YamlMapping.Entry entry : texts.entries()) {
                    if (entry.value() instanceof YamlScalar text) {
                        boolean isEncoded = key.equals("data") && kind(object).equals("Secret");
                        isKnown |= isEncoded
                                ? isYaml(entry.key().text()) && readEncoded(text, entry.key())
                                : (isYaml(entry.key().text()) || mayHaveRules(text.text()))
                                        && readText(text, entry.key());
                    }
                }
            }
        }
        return isKnown;
    }

    private static boolean isYaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".rules");
    }

    /** Whether it is worth a try to read a text. */
    private static boolean mayHaveRules(String text) {
        return text.contains("groups") || text.contains("AlertingRule") || text.contains("RecordingRule");
    }

    private boolean readText(YamlScalar text, YamlScalar key) {
        EmbeddedText embedded = new EmbeddedText(text);
        // a file of its own to who looks at files, though at places of the one around it
        Source file =
                new Source(text.place().source().path(), text.place().source().text());
        return readDocuments(embedded.source(), key, place -> {
            Place inFile = embedded.inFile(place);
            return file.place(inFile.line(), inFile.column(), inFile.length());
        });
    }

    /** Whatever is wrong in it stands at the place of all of it; nobody reads the rest of the line, least of all secrets. */
    private boolean readEncoded(YamlScalar text, YamlScalar key) {
        String decoded;
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text.text().strip());
            decoded = new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            findings.add(NOT_UNDERSTOOD, text.place(), "this is not Base64");
            return false;
        }
        Place place = hidden(text.place());
        return readDocuments(new Source(place.source().path(), decoded), key, any -> place);
    }

    private static Place hidden(Place place) {
        List<String> lines = new ArrayList<>(place.source().lines());
        if (place.line() > 0) {
            String line = lines.get(place.line() - 1);
            int start = line.offsetByCodePoints(0, Math.min(place.column() - 1, line.codePointCount(0, line.length())));
            lines.set(place.line() - 1, line.substring(0, start) + "(encoded)");
        }
        Source source = new Source(place.source().path(), String.join("\n", lines));
        return source.place(place.line(), place.column(), "(encoded)".length());
    }

    private boolean readDocuments(Source source, YamlScalar key, UnaryOperator<Place> inFile) {
        Problems problems = new Problems();
        List<YamlNode> documents = YamlReader.read(source, problems);
        boolean isBroken = !problems.list().isEmpty()
                && isYaml(key.text())
                && (key.text().startsWith("alertmanager.") || mayHaveRules(source.text()));
        if (isBroken) {
            tellOfYaml(problems.list().stream()
                    .map(problem -> new Problem(inFile.apply(problem.place()), problem.message(), problem.advice()))
                    .toList());
        }
        Relocation relocation = new Relocation(inFile);
        return documents.stream()
                .map(document -> readKnown(document.accept(relocation)))
                .reduce(isBroken, Boolean::logicalOr);
    }

    /** What was found of rules. */
    public List<RuleFile> rules() {
        return rules;
    }

    /** What was found of routing. */
    public List<PlacedRouting> routings() {
        return routings;
    }
}
