package io.auditrules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the packages to the table in docs/architecture.md. */
class PackageMapTest {
    private static final String ROOT = "io.auditrules";
    private static final Pattern ROW = Pattern.compile("\\| (?:`([a-z.]+)`|\\(root\\)) \\| [^|]+ \\| ([a-z(),. ]*)\\|");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @TestFactory
    List<DynamicTest> packageUsesOnlyWhatTheMapSays() throws IOException {
        return map().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())))
                .toList();
    }

    private void check(String name, List<String> uses) {
        String[] allowed = java.util.stream.Stream.concat(java.util.stream.Stream.of(name), uses.stream())
                .distinct()
                .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage(name))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
                .check(CLASSES);
    }

    @Test
    void mapNamesEveryPackage() throws IOException {
        assertThat(map().keySet())
                .containsExactlyInAnyOrderElementsOf(CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .distinct()
                        .toList());
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .allMatch(each -> each.isAnnotatedWith(NullMarked.class), "is annotated with @NullMarked");
    }

    @Test
    void onlyYamlKnowsItsLibraries() {
        noClasses()
                .that(not(resideInAPackage(ROOT + ".yaml")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.fasterxml..", "org.yaml.."))
                .check(CLASSES);
    }

    @Test
    void onlyTextKnowsMustache() {
        noClasses()
                .that(not(resideInAPackage(ROOT + ".text")))
                .should()
                .dependOnClassesThat(resideInAPackage("com.github.mustachejava.."))
                .check(CLASSES);
    }

    @Test
    void onlyFilesTouchesTheDisk() {
        noClasses()
                .that(not(resideInAPackage(ROOT + ".files")))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .check(CLASSES);
    }

    @Test
    void onlyLiveStartsProgramsAndTalksToServers() {
        noClasses()
                .that(not(resideInAPackage(ROOT + ".live")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http..", "com.sun.net.httpserver.."))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.ServerSocket")
                .check(CLASSES);
    }

    @Test
    void coreHasNoOutputAndNoClockOfItsOwn() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Clock.class, "systemDefaultZone")
                .check(CLASSES);
    }

    private static Map<String, List<String>> map() throws IOException {
        Map<String, List<String>> map = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("../docs/architecture.md")));
        while (row.find()) {
            map.put(
                    row.group(1) == null ? ROOT : ROOT + "." + row.group(1),
                    Arrays.stream(row.group(2).split(","))
                            .map(String::strip)
                            .filter(name -> !name.isEmpty())
                            .map(name -> name.equals("(root)") ? ROOT : ROOT + "." + name)
                            .toList());
        }
        assertThat(map).as("rows of the table").hasSizeGreaterThan(10);
        return map;
    }
}
