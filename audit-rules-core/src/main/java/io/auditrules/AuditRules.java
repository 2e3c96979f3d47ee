package io.auditrules;

import io.auditrules.alert.AlertingGroup;
import io.auditrules.alert.AlertingRule;
import io.auditrules.alert.RulerSettings;
import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.RoutingDocument;
import io.auditrules.alertmanager.RoutingPlan;
import io.auditrules.catalogue.Catalogue;
import io.auditrules.check.Findings;
import io.auditrules.check.PlacedRouting;
import io.auditrules.check.Scene;
import io.auditrules.definition.DefinitionReader;
import io.auditrules.definition.Pack;
import io.auditrules.definition.RuleScenario;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.diagnostic.Sourced;
import io.auditrules.evaluate.Limits;
import io.auditrules.event.Labels;
import io.auditrules.event.Log;
import io.auditrules.files.FileSet;
import io.auditrules.files.LogFiles;
import io.auditrules.files.SourceFiles;
import io.auditrules.lint.ForeignFiles;
import io.auditrules.lint.LintReport;
import io.auditrules.lint.Linter;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LokiVersion;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Metric;
import io.auditrules.logql.Selector;
import io.auditrules.manifest.Kustomization;
import io.auditrules.manifest.Manifest;
import io.auditrules.manifest.RuleManifests;
import io.auditrules.manifest.RulerHealth;
import io.auditrules.prerequisite.Fit;
import io.auditrules.prerequisite.Needs;
import io.auditrules.prerequisite.PrerequisiteManifests;
import io.auditrules.rule.AuditProfile;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Prerequisites;
import io.auditrules.rule.Rule;
import io.auditrules.rule.RuleGroup;
import io.auditrules.rule.RuleSet;
import io.auditrules.rulefile.DefinedRules;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.scenario.PlacedScenario;
import io.auditrules.scenario.ScenarioReader;
import io.auditrules.scenario.Site;
import io.auditrules.scenario.TestRun;
import io.auditrules.translate.EventsAround;
import io.auditrules.translate.Translation;
import io.auditrules.translate.Translator;
import io.auditrules.yaml.YamlWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a project defines: a platform, rule sets, and perhaps a routing.
 *
 * <pre>{@code
 * FileSet manifests = AuditRules.read(project.resolve("src/main/audit-rules"), project).manifests();
 * manifests.compareWith(project.resolve("manifests"), project).write();
 * }</pre>
 */
public final class AuditRules {
    private final List<Sourced<Platform>> platforms;
    private final List<Sourced<RuleSet>> ruleSets;
    private final List<Sourced<RoutingPlan>> routings;
    private final List<RuleScenario> scenarios;
    private final Places places;
    private final List<Problem> notes;
    private @Nullable Translated translated;

    private AuditRules(
            List<Sourced<Platform>> platforms,
            List<Sourced<RuleSet>> ruleSets,
            List<Sourced<RoutingPlan>> routings,
            List<RuleScenario> scenarios,
            Places places,
            List<Problem> notes) {
        this.platforms = List.copyOf(platforms);
        this.ruleSets = List.copyOf(ruleSets);
        this.routings = List.copyOf(routings);
        this.scenarios = List.copyOf(scenarios);
        this.places = places;
        this.notes = List.copyOf(notes);
    }

    /**
     * Reads definition files.
     *
     * @param directory all {@code .yaml} and {@code .yml} files below it are read
     * @param base what paths in messages are relative to: the project
     * @throws ProblemsException with everything that is wrong in the files
     */
    public static AuditRules read(Path directory, Path base) {
        Problems problems = new Problems();
        Problems notes = new Problems();
        DefinitionReader reader = new DefinitionReader(
                problems, notes, path -> SourceFiles.readFile(base.resolve(path), base, problems), Catalogue.shipped());
        SourceFiles.read(directory, base, problems).forEach(reader::read);
        problems.throwIfAny();
        return new AuditRules(
                reader.platforms(),
                reader.ruleSets(),
                reader.routings(),
                reader.scenarios(),
                reader.places(),
                notes.list());
    }

    /** Begins definitions in Java; generated files name the class as the place that they come from. */
    public static Builder definedIn(Class<?> source) {
        return new Builder(new Source(source.getName(), ""));
    }

    /** What several define together; whether it fits together is seen by {@link #manifests}. */
    public static AuditRules combine(List<AuditRules> all) {
        Places places = new Places();
        all.forEach(one -> places.putAll(one.places));
        return new AuditRules(
                all.stream().flatMap(one -> one.platforms.stream()).toList(),
                all.stream().flatMap(one -> one.ruleSets.stream()).toList(),
                all.stream().flatMap(one -> one.routings.stream()).toList(),
                all.stream().flatMap(one -> one.scenarios.stream()).toList(),
                places,
                all.stream().flatMap(one -> one.notes.stream()).toList());
    }

    /**
     * Everything that the cluster is told, as files: rules, routing, and a kustomization that lists the objects.
     *
     * @throws ProblemsException with everything that does not fit together
     */
    public FileSet manifests() {
        return manifests(new Problems());
    }

    /**
     * The same, for who wants to hear what is written another way than it was said.
     *
     * @param notes gets what works, but perhaps not as its author thinks
     * @throws ProblemsException with everything that does not fit together
     */
    public FileSet manifests(Problems notes) {
        this.notes.forEach(notes::add);
        Translated translated = translated();
        translated.notes().forEach(notes::add);
        return render(translated, notes);
    }

    /**
     * The rules as Loki has them and the routing as Alertmanager has it: what scenarios are played on.
     *
     * @throws ProblemsException with everything that does not fit together
     */
    public Site site() {
        Translated translated = translated();
        Problems problems = new Problems();
        Optional<Routing> routing = translated
                .routing()
                .flatMap(plan -> plan.value().whole(translated.receiversByAlert(), problems, new Problems()));
        problems.throwIfAny();
        Platform platform = translated.platform().value();
        return new Site(
                translated.ruleSets().stream()
                        .flatMap(ruleSet -> ruleSet.value().groups().stream())
                        .map(group -> group(group, translated))
                        .filter(group -> !group.rules().isEmpty())
                        .toList(),
                new RulerSettings(
                        LokiVersion.parse(platform.loki()),
                        new Limits(platform.limits().maxQuerySeries()),
                        Map.of(),
                        "",
                        RulerSettings.DEFAULT.resendDelay()),
                streamOf(platform),
                platform.limits().maxLineSize(),
                routing,
                translated.ruleSets().stream()
                        .flatMap(ruleSet -> rules(ruleSet.value()).stream())
                        .filter(rule -> rule.origin().isPresent())
                        .map(Rule::alert)
                        .collect(Collectors.toSet()));
    }

    private static AlertingGroup group(RuleGroup group, Translated translated) {
        List<AlertingRule> rules = group.rules().stream()
                .filter(Rule::enabled)
                .map(rule -> {
                    Map<String, String> labels = new LinkedHashMap<>(rule.labels());
                    labels.put("severity", rule.severity().toString());
                    labels.putAll(translated.platform().value().addedLabels());
                    Metric expr = translated.translation(rule).query();
                    return new AlertingRule(rule.alert(), expr, rule.pending(), labels, rule.annotations());
                })
                .toList();
        return new AlertingGroup(group.name(), group.interval(), group.limit(), rules);
    }

    /** The labels that a stream has at least if the platform's selector finds it. */
    private static Labels streamOf(Platform platform) {
        Selector selector = LogQl.parseSelector(new Source("selector of the platform", platform.selector()));
        Labels.Builder labels = new Labels.Builder();
        selector.matchers().stream()
                .filter(matcher -> matcher.operator() == Matcher.Operator.EQ)
                .forEach(matcher -> labels.add(matcher.label(), matcher.value()));
        return labels.build();
    }

    /**
     * Plays the scenarios in rules and in files. A file that cannot be read does not keep others from being played.
     *
     * @param directory all {@code .yaml} and {@code .yml} files below it are read; may be missing
     * @param base what paths in messages are relative to: the project
     * @param clock tells how long each scenario took
     * @throws ProblemsException if the rules themselves do not fit together
     */
    public TestRun test(Path directory, Path base, InstantSource clock) {
        Site site = site();
        Problems problems = new Problems();
        List<PlacedScenario> all = scenarios(site, directory, base, problems);
        return TestRun.of(site, all, problems.list(), clock);
    }

    /**
     * The scenarios in rules and in files.
     *
     * @param site what they are to be played on
     * @param problems gets what is wrong with those that are left out
     */
    public List<PlacedScenario> scenarios(Site site, Path directory, Path base, Problems problems) {
        ScenarioReader.Names names = new ScenarioReader.Names(
                site.groups().stream()
                        .flatMap(group -> group.rules().stream())
                        .map(AlertingRule::alert)
                        .toList(),
                site.routing()
                        .map(routing ->
                                routing.receivers().stream().map(Receiver::name).toList()));
        ScenarioReader reader = new ScenarioReader(names, path -> log(base.resolve(path), base, site), problems);
        scenarios.stream()
                .filter(scenario -> scenario.rule().enabled())
                .forEach(scenario -> reader.readOfRule(scenario.rule().alert(), scenario.node()));
        SourceFiles.readIfThere(directory, base, problems)
                .forEach(source -> reader.read(source, DefinitionReader.API_VERSION));
        return reader.scenarios();
    }

    private static Optional<Log> log(Path file, Path base, Site site) {
        LogFiles log = new LogFiles(List.of(file), base, site.auditStream());
        return log.areReadable() ? Optional.of(log) : Optional.empty();
    }

    /**
     * Looks for what would go wrong in the cluster with what is defined here, and with rules and routing that people have.
     *
     * @param others files in any form that a cluster takes
     * @param today the day on which it is asked: what is to be ignored until then counts again
     * @throws ProblemsException if the definitions do not fit together
     */
    public LintReport lint(List<Source> others, LocalDate today) {
        return lint(others, List.of(), today);
    }

    /**
     * The same, where some files could not be read.
     *
     * @param unread why not; each is told as a finding
     * @throws ProblemsException if the definitions do not fit together
     */
    public LintReport lint(List<Source> others, List<Problem> unread, LocalDate today) {
        Translated translated = translated();
        Platform platform = translated.platform().value();
        DefinedRules defined = new DefinedRules(platform, places, translated::translation, translated.written());
        Findings findings = new Findings();
        ForeignFiles foreign = new ForeignFiles(findings);
        unread.forEach(foreign::tellOfUnread);
        foreign.read(others);
        List<RuleFile> files = new ArrayList<>();
        translated
                .ruleSets()
                .forEach(ruleSet ->
                        files.add(defined.of(ruleSet.value(), ruleSet.source().place())));
        files.addAll(foreign.rules());
        List<PlacedRouting> routings = new ArrayList<>();
        Places withExisting = new Places();
        withExisting.putAll(places);
        translated
                .routing()
                .ifPresent(plan -> plan.value()
                        .whole(translated.receiversByAlert(), withExisting, new Problems(), new Problems())
                        .ifPresent(routing -> routings.add(
                                PlacedRouting.of(routing, withExisting, place(plan.value(), plan.source())))));
        routings.addAll(foreign.routings());
        Set<Source> sources = new LinkedHashSet<>(others);
        Stream.of(platforms, ruleSets, this.routings).flatMap(List::stream).forEach(one -> sources.add(one.source()));
        this.routings.forEach(plan -> plan.value().existing().ifPresent(sources::add));
        return Linter.lint(new Scene(platform, files, routings), sources, findings, today);
    }

    /**
     * Looks for what would go wrong in the cluster with rules and routing that people have.
     *
     * @param platform what is known of the cluster
     * @param files in any form that a cluster takes
     * @param today the day on which it is asked: what is to be ignored until then counts again
     */
    public static LintReport lint(Platform platform, List<Source> files, LocalDate today) {
        return lint(platform, files, List.of(), today);
    }

    /**
     * The same, where some files could not be read.
     *
     * @param unread why not; each is told as a finding
     */
    public static LintReport lint(Platform platform, List<Source> files, List<Problem> unread, LocalDate today) {
        Findings findings = new Findings();
        ForeignFiles foreign = new ForeignFiles(findings);
        unread.forEach(foreign::tellOfUnread);
        foreign.read(files);
        return Linter.lint(new Scene(platform, foreign.rules(), foreign.routings()), files, findings, today);
    }

    /** Everything that fits together, and the rules in LogQL; of LogQL that authors wrote, where its parts stand in their texts. */
    private record Translated(
            Sourced<Platform> platform,
            Optional<Sourced<RoutingPlan>> routing,
            List<Sourced<RuleSet>> ruleSets,
            IdentityHashMap<Rule, Translation> translations,
            Places written,
            List<Problem> notes) {

        /** The rule in LogQL. */
        Translation translation(Rule rule) {
            return Objects.requireNonNull(translations.get(rule));
        }

        /** What enabled rules notify, sorted by alert so that the order of files has no say. */
        Map<String, List<String>> receiversByAlert() {
            Map<String, List<String>> receivers = new TreeMap<>();
            ruleSets.forEach(ruleSet -> AuditRules.rules(ruleSet.value()).stream()
                    .filter(Rule::enabled)
                    .forEach(rule -> receivers.put(rule.alert(), rule.receivers())));
            return receivers;
        }
    }

    /** All that is asked begins with this, and it takes most of the time. */
    private synchronized Translated translated() {
        if (translated == null) {
            translated = translate();
        }
        return translated;
    }

    private Translated translate() {
        Problems problems = new Problems();
        Problems notes = new Problems();
        Optional<Sourced<Platform>> platform = onlyPlatform(problems);
        Optional<Sourced<RoutingPlan>> routing = onlyRouting(problems);
        checkNames(problems);
        checkReceivers(routing, problems);
        List<Sourced<RuleSet>> fitting =
                platform.map(one -> fitting(one, problems, notes)).orElse(List.of());
        IdentityHashMap<Rule, Translation> translations = new IdentityHashMap<>();
        Places written = new Places();
        platform.ifPresent(one -> translate(one, fitting, translations, written, problems));
        problems.throwIfAny();
        return new Translated(platform.orElseThrow(), routing, fitting, translations, written, notes.list());
    }

    /** The rules as they are of use on the platform; where none are defined, those that everybody needs. */
    private List<Sourced<RuleSet>> fitting(Sourced<Platform> platform, Problems problems, Problems notes) {
        if (ruleSets.isEmpty()) {
            notes.add(
                    place(platform.value(), platform.source()),
                    "no definition has a rule: the pack \"" + Pack.ESSENTIAL + "\" of the catalogue is used",
                    "write - use: " + Pack.ESSENTIAL + " into a group of kind Rules to say more about it");
            return fitting(List.of(new Sourced<>(Catalogue.essential(), platform.source())), platform, problems, notes);
        }
        return fitting(ruleSets, platform, problems, notes);
    }

    private List<Sourced<RuleSet>> fitting(
            List<Sourced<RuleSet>> all, Sourced<Platform> platform, Problems problems, Problems notes) {
        List<Sourced<RuleSet>> fitting = new ArrayList<>();
        for (Sourced<RuleSet> ruleSet : all) {
            ruleSet.value()
                    .map(rule -> {
                        Place place = place(rule, ruleSet.source());
                        Fit fit = Fit.of(rule, platform.value());
                        if (!fit.why().isEmpty() && rule.enabled()) {
                            (fit.isRefused() ? problems : notes).add(place, fit.why(), fit.advice());
                        }
                        Optional<Rule> linked =
                                fit.rule().map(one -> one.annotated(EventsAround.annotations(platform.value(), one)));
                        linked.ifPresent(one -> places.put(one, place));
                        return linked;
                    })
                    .ifPresent(fit -> fitting.add(new Sourced<>(fit, ruleSet.source())));
        }
        return fitting;
    }

    private Optional<Sourced<Platform>> onlyPlatform(Problems problems) {
        if (platforms.isEmpty()) {
            problems.add(
                    anySource().place(),
                    "no definition says where the audit log lies",
                    "add a document with apiVersion: " + DefinitionReader.API_VERSION + ", kind: Platform and preset: "
                            + String.join(" | ", Platform.Preset.names()));
        }
        for (Sourced<Platform> more : platforms.subList(Math.min(1, platforms.size()), platforms.size())) {
            problems.add(
                    place(more.value(), more.source()),
                    "a second platform",
                    "the first stands at "
                            + place(platforms.get(0).value(), platforms.get(0).source())
                            + "; a project has one: delete one of the two");
        }
        return platforms.stream().findFirst();
    }

    private Optional<Sourced<RoutingPlan>> onlyRouting(Problems problems) {
        for (Sourced<RoutingPlan> more : routings.subList(Math.min(1, routings.size()), routings.size())) {
            problems.add(
                    place(more.value(), more.source()),
                    "a second routing",
                    "the first stands at "
                            + place(routings.get(0).value(), routings.get(0).source())
                            + "; Alertmanager has one tree: join the two");
        }
        return routings.stream().findFirst();
    }

    /** Any source will do to say what all of them together lack. */
    private Source anySource() {
        return java.util.stream.Stream.of(ruleSets, routings)
                .flatMap(List::stream)
                .map(Sourced::source)
                .findFirst()
                .orElse(new Source("definitions", ""));
    }

    private void checkNames(Problems problems) {
        Map<String, Place> sets = new HashMap<>();
        Map<String, Place> groups = new HashMap<>();
        Map<String, Place> alerts = new HashMap<>();
        for (Sourced<RuleSet> ruleSet : ruleSets) {
            Source source = ruleSet.source();
            unique("rule set", ruleSet.value().name(), place(ruleSet.value(), source), sets, problems);
            for (RuleGroup group : ruleSet.value().groups()) {
                unique("group", group.name(), place(group, source), groups, problems);
                for (Rule rule : group.rules()) {
                    unique("alert", rule.alert(), place(rule, source), alerts, problems);
                }
            }
        }
    }

    private static void unique(String what, String name, Place place, Map<String, Place> taken, Problems problems) {
        Place first = taken.putIfAbsent(name, place);
        if (first != null) {
            problems.add(
                    place,
                    "a second " + what + " is called \"" + name + "\"",
                    "the first stands at " + first + "; give one of them another name");
        }
    }

    private void checkReceivers(Optional<Sourced<RoutingPlan>> routing, Problems problems) {
        for (Sourced<RuleSet> ruleSet : ruleSets) {
            for (Rule rule : rules(ruleSet.value())) {
                for (String receiver : rule.receivers()) {
                    if (routing.isEmpty() || !routing.get().value().routing().hasReceiver(receiver)) {
                        problems.add(
                                places.of(rule.receivers(), place(rule, ruleSet.source())),
                                "the alert \"" + rule.alert() + "\" notifies \"" + receiver
                                        + "\", which is no receiver",
                                routing.map(AuditRules::receiversHere)
                                        .orElse("add a document of kind Routing that defines it"));
                    }
                }
            }
        }
    }

    private static String receiversHere(Sourced<RoutingPlan> routing) {
        return routing.value().routing().receivers().stream()
                .map(Receiver::name)
                .collect(Collectors.joining(", ", "receivers here: ", ""));
    }

    private void translate(
            Sourced<Platform> platform,
            List<Sourced<RuleSet>> fitting,
            IdentityHashMap<Rule, Translation> translations,
            Places written,
            Problems problems) {
        Translator translator;
        try {
            translator = new Translator(platform.value());
        } catch (ProblemsException e) {
            e.problems().forEach(problems::add);
            return;
        }
        for (Sourced<RuleSet> ruleSet : fitting) {
            for (Rule rule : rules(ruleSet.value())) {
                try {
                    translations.put(rule, translator.translate(rule, written));
                } catch (ProblemsException e) {
                    e.problems().forEach(problems::add);
                } catch (IllegalValueException e) {
                    problems.add(place(rule, ruleSet.source()), e);
                }
            }
        }
    }

    private FileSet render(Translated translated, Problems notes) {
        Problems problems = new Problems();
        List<Sourced<Manifest>> manifests = new ArrayList<>();
        RuleManifests renderer = new RuleManifests(translated.platform().value(), translated::translation);
        translated
                .ruleSets()
                .forEach(ruleSet -> renderer.of(ruleSet.value())
                        .forEach(manifest -> manifests.add(new Sourced<>(manifest, ruleSet.source()))));
        translated
                .routing()
                .ifPresent(plan -> plan.value()
                        .documents(translated.receiversByAlert(), place(plan.value(), plan.source()), problems, notes)
                        .forEach(document -> manifests.add(new Sourced<>(manifest(document), plan.source()))));
        Sourced<Platform> platform = translated.platform();
        if (isRulerWatched(translated)) {
            manifests.add(
                    new Sourced<>(RulerHealth.of(platform.value(), groups(translated.ruleSets())), platform.source()));
        }
        FileSet.Builder files = FileSet.builder();
        manifests.forEach(manifest ->
                add(manifest.value(), List.of(manifest.source().path()), manifest.source(), files, problems));
        Kustomization.of(manifests.stream().map(Sourced::value).toList())
                .ifPresent(list -> add(list, List.of(), platform.source(), files, problems));
        platform.value()
                .prerequisites()
                .ifPresent(asked -> prerequisites(translated, asked, notes)
                        .forEach(manifest ->
                                add(manifest, List.of(platform.source().path()), platform.source(), files, problems)));
        problems.throwIfAny();
        return files.build();
    }

    /** As the platform says; where it says nothing, if the pack is used that tells whether alerts are alive. */
    private static boolean isRulerWatched(Translated translated) {
        return translated
                .platform()
                .value()
                .metrics()
                .health()
                .orElseGet(() -> translated.ruleSets().stream()
                        .flatMap(ruleSet -> rules(ruleSet.value()).stream())
                        .filter(Rule::enabled)
                        .flatMap(rule -> rule.origin().stream())
                        .flatMap(origin -> origin.pack().stream())
                        .anyMatch(Pack.HEALTH.toString()::equals));
    }

    /** They are in no kustomization: whoever owns the cluster applies them, and keeps the rest of these objects. */
    private List<Manifest> prerequisites(Translated translated, Prerequisites asked, Problems notes) {
        Sourced<Platform> platform = translated.platform();
        List<Rule> used = new ArrayList<>();
        for (Sourced<RuleSet> ruleSet : translated.ruleSets()) {
            for (Rule rule : rules(ruleSet.value())) {
                if (rule.enabled()) {
                    used.add(rule);
                    if (!Needs.of(rule).isMetBy(AuditProfile.ALL_REQUEST_BODIES)) {
                        notes.add(
                                place(rule, ruleSet.source()),
                                "the alert \"" + rule.alert() + "\" looks into bodies that OpenShift never records",
                                "of secrets, tokens, routes, OAuth clients and machine configuration there is metadata"
                                        + " only");
                    }
                }
            }
        }
        PrerequisiteManifests prerequisites = new PrerequisiteManifests(platform.value(), asked, Needs.of(used));
        if (prerequisites.isFilterUseless()) {
            notes.add(
                    place(platform.value(), platform.source()),
                    "no filter is written: a rule could hold for any event, whole",
                    "such a rule names no verb, user, namespace or resource, or is written in LogQL");
        }
        return prerequisites.manifests();
    }

    private static Manifest manifest(RoutingDocument document) {
        return new Manifest("alertmanager/" + document.file(), document.content(), document.isObject());
    }

    private static void add(
            Manifest manifest, List<String> from, Source source, FileSet.Builder files, Problems problems) {
        try {
            files.add(manifest.path(), from, YamlWriter.write(manifest.document()));
        } catch (IllegalValueException e) {
            problems.add(source.place(), e);
        }
    }

    /** Of all rule sets, sorted so that the order of files has no say. */
    private static List<RuleGroup> groups(List<Sourced<RuleSet>> ruleSets) {
        return ruleSets.stream()
                .flatMap(ruleSet -> ruleSet.value().groups().stream())
                .sorted(Comparator.comparing(RuleGroup::name))
                .toList();
    }

    private static List<Rule> rules(RuleSet ruleSet) {
        return ruleSet.groups().stream()
                .flatMap(group -> group.rules().stream())
                .toList();
    }

    private Place place(Object value, Source source) {
        return places.of(value, source.place());
    }

    /** Collects what Java code defines. */
    public static final class Builder {
        private final Source source;
        private final List<Sourced<Platform>> platforms = new ArrayList<>();
        private final List<Sourced<RuleSet>> ruleSets = new ArrayList<>();
        private final List<Sourced<RoutingPlan>> routings = new ArrayList<>();

        private Builder(Source source) {
            this.source = source;
        }

        /** Says where the audit log lies; a project has one platform, wherever it is defined. */
        public Builder platform(Platform platform) {
            platforms.add(new Sourced<>(platform, source));
            return this;
        }

        /** Adds a rule set. */
        public Builder rules(RuleSet ruleSet) {
            ruleSets.add(new Sourced<>(ruleSet, source));
            return this;
        }

        /** Adds a routing, written as {@code alertmanager.yaml}. */
        public Builder routing(Routing routing) {
            return routing(RoutingPlan.of(routing));
        }

        /** Adds a routing and how it is written; a project has one. */
        public Builder routing(RoutingPlan plan) {
            routings.add(new Sourced<>(plan, source));
            return this;
        }

        /** What was collected; whether it fits together is seen by {@link AuditRules#manifests}. */
        public AuditRules build() {
            return new AuditRules(platforms, ruleSets, routings, List.of(), new Places(), List.of());
        }
    }
}
