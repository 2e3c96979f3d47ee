package io.auditrules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.auditrules.definition.DetectionDefinition;
import io.auditrules.diagnostic.ProblemsException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code mvn audit-rules:catalogue} prints. */
class ListingTest {
    @Test
    void aTableHasARowForEachDetection() {
        assertThat(Listing.builder().pack("health").build().text()).isEqualTo("""
                id                        severity  audit level  packs             ATT&CK     title
                audit-events-too-large    info      Metadata     health            T1562.006  Audit events nearly too large for Loki
                audit-events-unparseable  warning   Metadata     health            T1562.006  Audit events that cannot be read
                audit-node-silent         warning   Metadata     health essential  T1562.008  No audit events arrive from one node
                audit-stream-silent       critical  Metadata     health essential  T1562.008  No audit events arrive
                fire-drill                info      Metadata     health                       Alert that always fires

                5 detections
                """);
    }

    @Test
    void allAreListedWhereNothingIsAsked() {
        List<DetectionDefinition> all = Catalogue.shipped().all();

        assertThat(Listing.builder().build().text())
                .endsWith("\n" + all.size() + " detections\n"
                        + "Request/Metadata: needs bodies of requests, and finds a part without them\n")
                .contains(all.stream().map(each -> "\n" + each.id() + " ").toList());
    }

    @Test
    void aTechniqueStandsForItsSubTechniques() {
        assertThat(ids(Listing.builder().attack("T1195")))
                .containsExactlyElementsOf(ids(Listing.builder().attack("T1195.002")))
                .isNotEmpty();
        assertThat(ids(Listing.builder().attack("T1098")))
                .containsAll(ids(Listing.builder().attack("T1098.006")))
                .hasSizeGreaterThan(ids(Listing.builder().attack("T1098.006")).size());
    }

    @Test
    void aDetectionThatComesDownToALevelIsOfBoth() {
        assertThat(ids(Listing.builder().level("Metadata"))).contains("pod-exec", "node-debug-pod");
        assertThat(ids(Listing.builder().level("Request")))
                .contains("node-debug-pod")
                .doesNotContain("pod-exec");
    }

    @Test
    void choicesAddUp() {
        assertThat(ids(Listing.builder().pack("access").source("sigma").attack("T1609")))
                .contains("pod-exec")
                .isSubsetOf(ids(Listing.builder().source("sigma")))
                .isSubsetOf(ids(Listing.builder().pack("access")));
        assertThat(Listing.builder().pack("health").source("falco").build().text())
                .isEqualTo("no detections\n");
    }

    @Test
    void oneIsShownWithAllThatIsSaidOfIt() {
        assertThat(Listing.builder().id("pod-exec").build().text())
                .startsWith("""
                        Command run in a container
                        pod-exec, warning, audit level Metadata, packs access essential

                        Whoever runs a command in a container acts with all that the workload may do and know: its service
                        account, its secrets, its network. On a healthy cluster people seldom need it, and it leaves no
                        trace in images or manifests.

                        What it finds

                            topk(100,
                              sum by (user_username, objectRef_namespace, objectRef_name) (
                        """)
                .contains("""

                        False alerts; those with a name are left out by "ignore"

                        - own-namespace: Operators and runners (databases, GitLab Runner, Jenkins agents) that run commands
                          in pods of their own namespace
                        - trusted: Administrators who are known to look into pods

                        """)
                .contains("""

                        The permission to take away:

                            - apiGroups: [""]
                              resources: ["pods/exec"]
                              verbs: ["create", "get"]

                        """)
                .endsWith("\n- logs are read, nothing is run\n");
    }

    @TestFactory
    Stream<DynamicTest> eachFitsATerminal() {
        return Catalogue.shipped().all().stream()
                .map(detection -> DynamicTest.dynamicTest(
                        detection.id(),
                        () -> assertThat(Listing.builder()
                                        .id(detection.id())
                                        .build()
                                        .text()
                                        .lines())
                                .filteredOn(line ->
                                        !line.startsWith("    ") && line.strip().contains(" "))
                                .allMatch(line -> line.length() <= 100
                                        || !line.substring(4, 100).contains(" "))));
    }

    @Test
    void programsGetJson() {
        assertThat(Listing.builder()
                        .pack("health")
                        .attack("T1562.008")
                        .format("json")
                        .build()
                        .text())
                .startsWith(
                        "[{\"id\":\"audit-node-silent\",\"title\":\"No audit events arrive from one node\","
                                + "\"alert\":\"AuditNodeSilent\",\"packs\":[\"health\",\"essential\"],\"severity\":\"warning\","
                                + "\"level\":\"Metadata\",\"attack\":[\"T1562.008\"],\"sources\":{\"other\":[\"own\"]},\"why\":\"Each")
                .endsWith("\"}]\n");
        assertThat(Listing.builder().id("pod-exec").format("json").build().text())
                .startsWith("{\"id\":\"pod-exec\",")
                .contains("\"query\":\"topk(100,\\n  sum by (", "\"window\":\"5m\"", "\"verbs\":[\"create\",\"get\"]");
    }

    @Test
    void whatIsNotThereIsToldWithWhatIsMeant() {
        ProblemsException told = catchThrowableOfType(
                ProblemsException.class,
                () -> Listing.builder()
                        .pack("acces")
                        .level("metadata")
                        .attack("t1609")
                        .source("falko")
                        .format("yaml")
                        .build());

        assertThat(told.problems()).hasSize(5);
        assertThat(told)
                .hasMessageContainingAll(
                        "pack: unknown \"acces\"\n",
                        "did you mean \"access\"?",
                        "did you mean \"Metadata\"?",
                        "did you mean \"T1609\"?",
                        "did you mean \"falco\"?",
                        "legal here: table, json");
    }

    @Test
    void oneDetectionIsNotChosenFromMany() {
        ProblemsException told = catchThrowableOfType(
                ProblemsException.class,
                () -> Listing.builder().id("pod-exce").pack("access").build());

        assertThat(told).hasMessageContainingAll("did you mean \"pod-exec\"?", "give one or the other");
    }

    private static List<String> ids(Listing.Builder asked) {
        return asked.build()
                .text()
                .lines()
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }
}
