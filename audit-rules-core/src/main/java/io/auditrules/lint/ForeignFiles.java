package io.auditrules.lint;

import io.auditrules.check.About;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
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
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Files of rules and routing that people have, in whatever form they are found. */
public final class ForeignFiles {
    static final About NOT_YAML = About.of("reading/not-yaml");
    static final About NOT_UNDERSTOOD = About.of("reading/not-understood");

    private final Findings findings;
    private final List<RuleFile> rules = new ArrayList<>();
    private final List<PlacedRouting> routings = new ArrayList<>();

    /** @param findings gets what cannot be read or understood */
    public ForeignFiles(Findings findings) {
        this.findings = findings;
    }

    /** Reads a file with any number of documents. */
    public void read(Source source) {
        Problems problems = new Problems();
        List<YamlNode> documents = YamlReader.read(source, problems);
        tell(problems);
        documents.forEach(this::read);
    }

    private void tell(Problems problems) {
        for (Problem problem : problems.list()) {
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

    private void read(YamlNode document) {
        if (document instanceof YamlScalar scalar && scalar.isNull()) {
            return;
        }
        if (!readKnown(document)) {
            findings.add(NOT_UNDERSTOOD, document.place(), "this is " + words(document));
        }
    }

    private static String words(YamlNode document) {
        return document instanceof YamlMapping mapping
                ? mapping.get("kind")
                        .filter(YamlScalar.class::isInstance)
                        .map(kind -> "an object of kind \"" + ((YamlScalar) kind).text() + "\"")
                        .orElse("a mapping of another kind")
                : document.kind();
    }

    private boolean readKnown(YamlNode document) {
        Problems problems = new Problems();
        List<RuleFile> read = new RuleFileReader(problems).read(document);
        tell(problems);
        rules.addAll(read);
        if (!read.isEmpty()) {
            return true;
        }
        if (!(document instanceof YamlMapping mapping)) {
            return false;
        }
        Optional<PlacedRouting> routing = new ForeignRouting(findings).read(mapping);
        if (routing.isPresent()) {
            routings.add(routing.get());
            return true;
        }
        return switch (kind(mapping)) {
            case "List" -> readItems(mapping);
            case "ConfigMap", "Secret" -> readData(mapping);
            default -> false;
        };
    }

    private static String kind(YamlMapping mapping) {
        return mapping.get("kind")
                .filter(YamlScalar.class::isInstance)
                .map(kind -> ((YamlScalar) kind).text())
                .orElse("");
    }

    private boolean readItems(YamlMapping list) {
        Optional<YamlNode> items = list.get("items");
        if (items.isPresent() && items.get() instanceof YamlSequence sequence) {
            sequence.items().forEach(this::read);
        }
        return true;
    }

    /** The texts in an object that are rules or routing themselves; whatever else it holds is its own business. */
    private boolean readData(YamlMapping object) {
        boolean isKnown = false;
        for (String key : List.of("data", "stringData")) {
            Optional<YamlNode> data = object.get(key);
            if (data.isPresent() && data.get() instanceof YamlMapping texts) {
                for (YamlMapping.Entry entry : texts.entries()) {
                    if (entry.value() instanceof YamlScalar text && isYaml(entry.key().text())) {
                        boolean isEncoded = key.equals("data") && kind(object).equals("Secret");
                        isKnown |= isEncoded ? readEncoded(text, entry.key()) : readText(text, entry.key());
                    }
                }
            }
        }
        return isKnown;
    }

    private static boolean isYaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".rules");
    }

    private boolean readText(YamlScalar text, YamlScalar key) {
        EmbeddedText embedded = new EmbeddedText(text);
        Source source = embedded.sourceInFile();
        boolean isAsInFile = source != embedded.source();
        return readDocuments(source, key, isAsInFile ? UnaryOperator.identity() : embedded::inFile);
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
        if (key.text().startsWith("alertmanager.")) {
            Problems placed = new Problems();
            problems.list().forEach(problem -> placed.add(inFile.apply(problem.place()), problem.message(), problem.advice()));
            tell(placed);
        }
        Relocation relocation = new Relocation(inFile);
        return documents.stream()
                .map(document -> readKnown(document.accept(relocation)))
                .reduce(false, Boolean::logicalOr);
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
