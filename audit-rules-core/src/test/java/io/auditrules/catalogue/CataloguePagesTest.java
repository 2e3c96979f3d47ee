package io.auditrules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.definition.DetectionDefinition;
import io.auditrules.files.UnifiedDiff;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** {@code docs/catalogue} is written by {@code -Dgolden.update=true}, to be read in the diff. */
class CataloguePagesTest {
    private static final Path FOLDER = Path.of("../docs/catalogue");
    /** Measured by {@link CataloguePrecisionTest}, and told in the index. */
    private static final Path FALSE_ALERTS = FOLDER.resolve("false-alerts.tsv");

    private static final Pattern LINK = Pattern.compile("(?<!!)\\[(?:\\\\.|[^\\]\\\\])*+]\\(([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    private static final List<DetectionDefinition> DETECTIONS =
            Catalogue.shipped().all();

    private static Map<String, String> pages = Map.of();

    @BeforeAll
    static void write() throws IOException {
        pages = CataloguePages.of(Files.exists(FALSE_ALERTS) ? Files.readString(FALSE_ALERTS) : "");
    }

    @Test
    void theFolderIsWhatIsGenerated() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            for (String path : folder().keySet()) {
                Files.delete(FOLDER.resolve(path));
            }
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
            }
        }
        Map<String, String> committed = folder();
        assertThat(committed.keySet()).isEqualTo(pages.keySet());
        pages.forEach((path, text) -> assertThat(committed.get(path))
                .as(() -> UnifiedDiff.of(path, committed.getOrDefault(path, ""), path, text, 40))
                .isEqualTo(text));
    }

    @Test
    void aDetectionHasThePageThatItsAlertsLeadTo() {
        assertThat(pages.keySet())
                .containsAll(DETECTIONS.stream().map(each -> each.id() + ".md").toList());
    }

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> astray = new ArrayList<>();
        pages.forEach((path, text) -> links(text).forEach(link -> {
            String file = link.group(1).isEmpty() ? path : link.group(1);
            if (!file.startsWith("https://") && !Files.exists(FOLDER.resolve(file))) {
                astray.add(path + ": " + link.group());
            }
            if (link.group(2) != null && !anchors(page(file)).contains(link.group(2))) {
                astray.add(path + ": " + link.group());
            }
        }));
        Pattern.compile("href=\"([^\"]*)\"")
                .matcher(page("attack.html"))
                .results()
                .forEach(link -> {
                    String address = link.group(1);
                    if (!address.startsWith("https://") && !address.equals("data:,") && !pages.containsKey(address)) {
                        astray.add("attack.html: " + link.group());
                    }
                });
        assertThat(astray).isEmpty();
    }

    private static Stream<MatchResult> links(String page) {
        return LINK.matcher(page.replaceAll("(?ms)^```.*?^```$", "").replaceAll("`[^`\n]*`", ""))
                .results();
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(String page) {
        return HEADING.matcher(page.replaceAll("(?ms)^```.*?^```$", ""))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void thePageForABrowserIsWellFormedAndNeedsNothingFromElsewhere() throws Exception {
        String page = page("attack.html");

        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.replaceFirst("<!DOCTYPE html>", ""))));
        assertThat(page).doesNotContain("<script", " src=", "url(", "@import", "rel=\"stylesheet\"");
    }

    @Test
    void everyTechniqueIsOneThatDetectionsNameOrItsParent() {
        TreeSet<String> named = new TreeSet<>();
        DETECTIONS.stream().flatMap(each -> each.guide().attack().stream()).forEach(id -> {
            named.add(id);
            Technique.of(id).parent().map(Technique::id).ifPresent(named::add);
        });
        assertThat(Technique.all()).extracting(Technique::id).containsExactlyElementsOf(named);
    }

    @ParameterizedTest
    @CsvSource({
        "FALCO, k8saudit, 48, 48",
        "SIGMA, application/kubernetes/audit, 16, 16",
        "PANTHER, kubernetes_rules, 30, 30",
        "ELASTIC, integrations/kubernetes, 41, 45",
        "STRATUS, k8s.* and eks.*, 9, 9"
    })
    void publicSetsAreCovered(PublicSet set, String family, int covered, int all) {
        SetCoverage coverage = SetCoverage.of(set, family, DETECTIONS);

        assertThat(coverage.applicable()).isEqualTo(all);
        assertThat(coverage.covered()).isGreaterThanOrEqualTo(covered);
        assertThat(page("coverage.md"))
                .contains("| " + family.replace("*", "\\*") + " | " + coverage.covered() + " of " + all);
    }

    @Test
    void onlyAnAttackThatLeavesNoTraceInTheAuditLogIsNotApplicable() {
        assertThat(Arrays.stream(PublicSet.values()).flatMap(set -> set.rules().stream()))
                .filteredOn(rule -> !rule.isApplicable())
                .extracting(PublicSet.PublicRule::name)
                .containsExactly("eks.lateral-movement.create-access-entry");
    }

    /** A name with a typing error would cover nothing. */
    @Test
    void rulesThatDetectionsNameAreInTheirSet() {
        for (PublicSet set : PublicSet.values()) {
            assertThat(set.rules())
                    .extracting(PublicSet.PublicRule::name)
                    .doesNotHaveDuplicates()
                    .containsAll(DETECTIONS.stream()
                            .flatMap(detection -> set.namedBy(detection).stream())
                            .toList());
        }
    }

    @Test
    void whatCannotBeSaidIsNotInTheCatalogueAndHasAReason() {
        assertThat(NotExpressible.all())
                .allSatisfy(entry -> assertThat(entry.reason()).isNotBlank())
                .extracting(NotExpressible::id)
                .contains("forbidden-new-user-agent", "api-from-unusual-country-or-asn")
                .doesNotContainAnyElementsOf(
                        DETECTIONS.stream().map(DetectionDefinition::id).toList());
    }

    @Test
    void falseAlertsAreTold() {
        assertThat(CataloguePages.of("pack\tdetections\traised something\talerts\naccess\t39\t3\t1562\n")
                        .get("README.md"))
                .contains("## False alerts", "|---|---|---|---|\n| access | 39 | 3 | 1562 |\n\nThe audit level");
        assertThat(CataloguePages.of("").get("README.md")).doesNotContain("## False alerts");
    }

    private static String page(String path) {
        return Objects.requireNonNull(pages.get(path), path);
    }

    private static Map<String, String> folder() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        if (Files.exists(FOLDER)) {
            try (Stream<Path> files = Files.list(FOLDER)) {
                for (Path file :
                        files.filter(each -> !each.equals(FALSE_ALERTS)).toList()) {
                    texts.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return texts;
    }
}
