package io.auditrules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.event.Batch;
import io.auditrules.event.Batches;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.json.JsonReader;
import io.auditrules.rule.AuditProfile;
import io.auditrules.scenario.Body;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** A quiet day is always the same, large enough, and has everybody in it who makes noise in a real cluster. */
class QuietDayTest {
    private static final QuietDay DAY = new QuietDay(1, AuditProfile.WRITE_REQUEST_BODIES, Body.AUDIT);
    /** As the API server writes them. */
    private static final List<String> FIELDS = List.of(
            "kind",
            "apiVersion",
            "level",
            "auditID",
            "stage",
            "requestURI",
            "verb",
            "user",
            "impersonatedUser",
            "sourceIPs",
            "userAgent",
            "objectRef",
            "responseStatus",
            "requestObject",
            "responseObject",
            "requestReceivedTimestamp",
            "stageTimestamp",
            "annotations");

    private static final Set<String> NOT_ALWAYS =
            Set.of("impersonatedUser", "objectRef", "requestObject", "responseObject", "annotations");
    private static final Pattern TEXT = Pattern.compile("type=[A-Z_]+ msg=audit\\(.*|2026-\\S+Z\\|\\d{5}\\|acl_log.*");

    /** The day, read once for several tests. */
    private static final Seen SEEN = seen(DAY);

    /** The lines of one form of the day. */
    private static final class Seen {
        private final CRC32 checksum = new CRC32();
        private final Map<String, Integer> counts = new TreeMap<>();
        private final Set<String> mistakes = new LinkedHashSet<>();
        private int events;
        private int longest;
        private Instant last = Instant.MIN;

        void add(Entry entry) {
            checksum.update(text(entry).getBytes(StandardCharsets.UTF_8));
            if (entry.time().isBefore(last)) {
                mistakes.add("out of order: " + entry.line());
            }
            last = entry.time();
            longest = Math.max(longest, entry.line().length());
            if (TEXT.matcher(entry.line()).matches()) {
                count("text of " + entry.stream().get("log_source"));
                return;
            }
            try {
                if (JsonReader.read(entry.line()) instanceof Map<?, ?> event && event.containsKey("auditID")) {
                    add(entry, event);
                    return;
                }
            } catch (IllegalArgumentException e) {
                // a line that breaks off
            }
            count("broken");
        }

        private void add(Entry entry, Map<?, ?> event) {
            events += entry.time().isBefore(QuietDay.START) ? 0 : 1;
            List<String> wrong = mistakes(event);
            if (!wrong.isEmpty()) {
                mistakes.add(wrong + " " + entry.line());
            }
            String user = text(event, "user", "username");
            String resource = text(event, "objectRef", "resource");
            count("user " + user);
            count("code " + text(event, "responseStatus", "code"));
            count("does " + event.get("verb") + " " + resource + " " + text(event, "objectRef", "subresource"));
            count(user + " does " + event.get("verb") + " " + resource + " " + text(event, "objectRef", "subresource"));
            count("level " + event.get("level") + " of " + event.get("verb") + " " + resource);
            count("stage " + event.get("stage"));
            count("source " + entry.stream().get("log_source"));
            for (String note : List.of(
                    "pod-security.kubernetes.io/audit-violations",
                    "securitycontextconstraints.admission.openshift.io/chosen",
                    "authentication.openshift.io/decision")) {
                if (!text(event, "annotations", note).isEmpty()) {
                    count(note + " " + (note.endsWith("violations") ? "" : text(event, "annotations", note)));
                }
            }
            if (event.containsKey("impersonatedUser")) {
                count("impersonating");
            }
            if (entry.line().contains("\\u0026")) {
                count("escaped");
            }
        }

        private void count(String what) {
            counts.merge(what, 1, Integer::sum);
        }

        /** How many lines have a key that fits. */
        int sum(Predicate<String> which) {
            return counts.entrySet().stream()
                    .filter(entry -> which.test(entry.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        int of(String key) {
            return counts.getOrDefault(key, 0);
        }
    }

    private static String text(Map<?, ?> event, String field, String inner) {
        return event.get(field) instanceof Map<?, ?> map && map.get(inner) != null
                ? String.valueOf(map.get(inner))
                : "";
    }

    /** What is not as the API server would have written it. */
    private static List<String> mistakes(Map<?, ?> event) {
        List<String> wrong = new ArrayList<>();
        String stage = text(Map.of("event", event), "event", "stage");
        String code = text(event, "responseStatus", "code");
        boolean isLong = "watch".equals(event.get("verb"))
                || Set.of("log", "exec", "attach", "portforward", "proxy")
                        .contains(text(event, "objectRef", "subresource"));
        boolean isUnknown = code.equals("401");
        Set<String> expected = new LinkedHashSet<>(FIELDS);
        expected.removeIf(field -> NOT_ALWAYS.contains(field) && !event.containsKey(field));
        if (!List.copyOf(expected).equals(List.copyOf(event.keySet()))) {
            wrong.add("fields " + event.keySet());
        }
        if (!stage.equals("ResponseComplete") && !(stage.equals("ResponseStarted") && (isLong || isUnknown))) {
            wrong.add("stage");
        }
        if (isUnknown != !event.containsKey("annotations")
                || isUnknown != text(event, "user", "username").isEmpty()) {
            wrong.add("a stranger has no name and is not authorized");
        }
        boolean isForbidden =
                text(event, "annotations", "authorization.k8s.io/decision").equals("forbid");
        if (isForbidden && !code.equals("403")) {
            wrong.add("forbidden, but not told so");
        }
        if (event.containsKey("requestObject") && (isForbidden || !"RequestResponse".equals(event.get("level")))) {
            wrong.add("a body that nobody has read");
        }
        if (event.containsKey("requestObject") != event.containsKey("responseObject")) {
            wrong.add("one body without the other");
        }
        if (!event.containsKey("objectRef")
                && String.valueOf(event.get("requestURI")).startsWith("/api")) {
            wrong.add("no object");
        }
        return wrong;
    }

    private static Seen seen(QuietDay day) {
        Seen seen = new Seen();
        QuietDay.Lines lines = day.lines();
        for (Entry entry = lines.next(); entry != null; entry = lines.next()) {
            seen.add(entry);
        }
        return seen;
    }

    /** Everybody who makes noise, how often, and all that belongs into an event. */
    @Test
    void isADayOfAHealthyCluster() {
        Seen seen = SEEN;

        assertThat(seen.mistakes).isEmpty();
        assertThat(seen.events).isBetween(200_000, 300_000);
        assertThat(seen.of("broken")).isBetween(30, 50);
        assertThat(seen.of("text of auditd")).isBetween(1_500, 3_500);
        assertThat(seen.of("text of ovn")).isBetween(500, 1_500);
        assertThat(seen.longest).isGreaterThan(QuietDay.MAX_LINE_SIZE);
        assertThat(seen.of("source openshiftAPI")).isBetween(3_000, 30_000);
        assertThat(seen.of("escaped")).isGreaterThan(10_000);
        assertThat(seen.of("stage ResponseStarted")).isGreaterThan(20_000);

        assertThat(seen.of("user system:apiserver")).isBetween(5_000, 40_000);
        assertThat(seen.of("user system:kube-scheduler")).isBetween(2_000, 10_000);
        assertThat(seen.of("user system:kube-controller-manager")).isBetween(2_000, 15_000);
        assertThat(seen.sum(key -> key.startsWith("user system:node:"))).isBetween(40_000, 120_000);
        assertThat(seen.sum(key -> key.startsWith("user system:ovn-node:"))).isGreaterThan(2_000);
        assertThat(seen.sum(key -> key.startsWith("user system:multus:"))).isGreaterThan(1_000);
        assertThat(seen.sum(key -> key.startsWith("user system:serviceaccount:openshift-")))
                .isBetween(80_000, 200_000);
        assertThat(seen.sum(key -> key.startsWith("user system:serviceaccount:kube-system:")))
                .isBetween(5_000, 40_000);
        assertThat(seen.sum(key -> key.startsWith("user system:serviceaccount:openshift-gitops:")))
                .isGreaterThan(5_000);
        for (String person : List.of("alice", "bob", "carol", "dave")) {
            assertThat(seen.of("user " + person)).as(person).isBetween(300, 3_000);
        }
        assertThat(seen.of("user system:anonymous")).isBetween(500, 3_000);
        assertThat(seen.of("code 401")).isBetween(500, 1_500);
        assertThat(seen.of("code 403")).isBetween(30, 300);
        assertThat(seen.of("code 404")).isBetween(500, 4_000);
        assertThat(seen.of("code 409")).isBetween(10, 200);
        assertThat(seen.of("impersonating")).isGreaterThan(200);
        assertThat(seen.of("authentication.openshift.io/decision allow")).isBetween(20, 100);
        assertThat(seen.of("authentication.openshift.io/decision deny")).isBetween(1, 10);
        assertThat(seen.of("pod-security.kubernetes.io/audit-violations ")).isGreaterThan(100);
        assertThat(seen.of("securitycontextconstraints.admission.openshift.io/chosen restricted-v2"))
                .isGreaterThan(200);
        assertThat(seen.of("securitycontextconstraints.admission.openshift.io/chosen privileged"))
                .isGreaterThan(20);
    }

    /** What detections know as their false positives is there to be tried on. */
    @Test
    void hasWhatDetectionsTakeForAttacks() {
        assertThat(SEEN.counts)
                .containsKeys(
                        "system:serviceaccount:kube-system:replicaset-controller does create pods ",
                        "system:serviceaccount:kube-system:daemon-set-controller does create pods ",
                        "system:serviceaccount:openshift-kube-apiserver-operator:kube-apiserver-operator does create pods ",
                        "system:serviceaccount:shop-ci:pipeline does create pods ",
                        "system:node:master-0.ocp.example.com does create pods ",
                        "system:node:worker-4.ocp.example.com does create nodes ",
                        "system:node:worker-0.ocp.example.com does watch secrets ",
                        "system:node:worker-0.ocp.example.com does create serviceaccounts token",
                        "system:kube-controller-manager does create serviceaccounts token",
                        "system:ovn-node:worker-0.ocp.example.com does create certificatesigningrequests ",
                        "system:multus:worker-0.ocp.example.com does create certificatesigningrequests ",
                        "system:serviceaccount:openshift-authentication-operator:authentication-operator does update"
                                + " certificatesigningrequests approval",
                        "system:serviceaccount:openshift-cluster-machine-approver:machine-approver-sa does update"
                                + " certificatesigningrequests approval",
                        "system:serviceaccount:kube-system:namespace-controller does deletecollection events ",
                        "system:serviceaccount:kube-system:namespace-controller does deletecollection secrets ",
                        "system:serviceaccount:kube-system:clusterrole-aggregation-controller does patch clusterroles ",
                        "system:serviceaccount:kube-system:cronjob-controller does create jobs ",
                        "system:serviceaccount:openshift-operator-lifecycle-manager:olm-operator-serviceaccount does create"
                                + " clusterrolebindings ",
                        "system:serviceaccount:openshift-operator-lifecycle-manager:olm-operator-serviceaccount does create"
                                + " validatingwebhookconfigurations ",
                        "system:serviceaccount:openshift-gitops:openshift-gitops-argocd-application-controller does patch"
                                + " alertingrules ",
                        "system:serviceaccount:openshift-gitops:openshift-gitops-argocd-application-controller does watch"
                                + " secrets ",
                        "system:serviceaccount:openshift-service-ca:service-ca does update secrets ",
                        "system:serviceaccount:openshift-cluster-version:default does update securitycontextconstraints ",
                        "system:serviceaccount:openshift-infra:default-rolebindings-controller does create rolebindings ",
                        "system:serviceaccount:openshift-image-registry:pruner does delete images ",
                        "system:serviceaccount:openshift-monitoring:prometheus-k8s does get  ",
                        "system:serviceaccount:ldap-sync:ldap-group-syncer does update groups ",
                        "system:serviceaccount:shop:default does create selfsubjectaccessreviews ",
                        "system:anonymous does create buildconfigs webhooks",
                        "bob does list secrets ",
                        "bob does create secrets ",
                        "bob does create projectrequests ",
                        "carol does patch deployments ",
                        "dave does get pods log",
                        "alice does list nodes ")
                // and nothing that a quiet day has not
                .allSatisfy((key, count) ->
                        assertThat(key).doesNotContainPattern(" (exec|attach|portforward|ephemeralcontainers)$"));
    }

    @Test
    void hasNoBodiesWhereTheProfileHasNone() {
        Seen seen = seen(new QuietDay(1, AuditProfile.DEFAULT, Body.AUDIT));

        assertThat(seen.mistakes).isEmpty();
        assertThat(seen.counts.keySet().stream().filter(key -> key.startsWith("level RequestResponse")))
                .containsExactlyInAnyOrder(
                        "level RequestResponse of create oauthaccesstokens",
                        "level RequestResponse of create oauthauthorizetokens",
                        "level RequestResponse of delete oauthauthorizetokens",
                        "level RequestResponse of update identities");
    }

    @Test
    void neverTellsSecrets() {
        assertThat(SEEN.counts.keySet())
                .contains("level RequestResponse of create pods", "level Metadata of create secrets")
                .noneMatch(key -> key.startsWith("level RequestResponse")
                        && key.matches(".* (secrets|routes|tokenreviews|oauthclients)"));
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(beginning(DAY))
                .isEqualTo(beginning(DAY))
                .isNotEqualTo(beginning(new QuietDay(2, DAY.profile(), DAY.form())));
    }

    private static List<String> beginning(QuietDay day) {
        QuietDay.Lines lines = day.lines();
        return Stream.generate(() -> text(Objects.requireNonNull(lines.next())))
                .limit(20_000)
                .toList();
    }

    private static String text(Entry entry) {
        return entry.time() + " " + entry.stream() + " " + entry.line() + "\n";
    }

    /** And in every JVM, whose sets and maps are in another order: when the generator is changed, the figure is another. */
    @Test
    void isTheSameEverywhere() {
        assertThat(SEEN.checksum.getValue()).isEqualTo(2_274_615_128L);
    }

    /** With keys in order, and what is no audit event in JSON too. */
    @Test
    void comesAsViaQForwardsIt() {
        QuietDay.Lines lines = new QuietDay(1, AuditProfile.DEFAULT, Body.VIAQ).lines();
        int broken = 0;
        for (int i = 0; i < 20_000; i++) {
            Entry entry = Objects.requireNonNull(lines.next());
            try {
                Map<?, ?> event = (Map<?, ?>) Objects.requireNonNull(JsonReader.read(entry.line()));
                assertThat(event.keySet().stream().map(String::valueOf))
                        .isSorted()
                        .contains("@timestamp", "log_type");
            } catch (IllegalArgumentException e) {
                broken++;
            }
        }
        assertThat(broken).isLessThan(20);
    }

    @Test
    void givesLokiWhatLokiTakes() {
        Entry planted = Entry.of(Instant.parse("2026-11-18T13:00:00.5Z"), Labels.of("log_type", "audit"), "planted");
        int lines = 0;
        long before = Long.MIN_VALUE;
        int found = 0;
        try (Batches batches = DAY.with(List.of(planted)).open()) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    lines++;
                    assertThat(batch.time(i)).isGreaterThanOrEqualTo(before);
                    assertThat(batch.end(i) - batch.start(i)).isLessThanOrEqualTo(QuietDay.MAX_LINE_SIZE);
                    before = batch.time(i);
                    found += batch.end(i) - batch.start(i) == "planted".length() ? 1 : 0;
                }
            }
        }
        assertThat(found).isEqualTo(1);
        assertThat(lines).isGreaterThan(200_000);
    }
}
