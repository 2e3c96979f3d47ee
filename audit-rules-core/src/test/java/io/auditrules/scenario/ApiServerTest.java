package io.auditrules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditrules.event.Entry;
import io.auditrules.event.Labels;
import io.auditrules.rule.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApiServerTest {
    private static final Instant AT = Instant.parse("2026-01-05T09:01:00Z");
    private static final AuditEvent EXEC = AuditEvent.of(Field.USER, "eve")
            .and(Field.VERB, "create")
            .and(Field.SUBRESOURCE, "exec")
            .and(Field.NAMESPACE, "prod")
            .and(Field.NAME, "web-1");

    @Test
    void logsAShellAtItsBeginningAndAtItsEnd() {
        List<String> lines = lines(EXEC.running("cat", "/etc/passwd").lasting(Duration.ofSeconds(90)));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo(joined("""
                {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata",
                "auditID":"f1d6458c-f680-3f89-ad41-1e706e045946","stage":"ResponseStarted",
                "requestURI":"/api/v1/namespaces/prod/pods/web-1/exec?command=cat\\u0026command=%2Fetc%2Fpasswd
                \\u0026container=main\\u0026stdin=true\\u0026stdout=true\\u0026tty=true",
                "verb":"create","user":{"username":"eve","groups":["system:authenticated"]},
                "sourceIPs":["10.0.0.1"],"userAgent":"kubectl/v1.34.1 (linux/amd64) kubernetes/93248f9",
                "objectRef":{"resource":"pods","namespace":"prod","name":"web-1","apiVersion":"v1","subresource":"exec"},
                "responseStatus":{"metadata":{},"code":101},
                "requestReceivedTimestamp":"2026-01-05T09:00:59.980000Z",
                "stageTimestamp":"2026-01-05T09:01:00.000000Z",
                "annotations":{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":""}}
                """));
        assertThat(lines.get(1))
                .isEqualTo(lines.get(0)
                        .replace("ResponseStarted", "ResponseComplete")
                        .replace(
                                "\"stageTimestamp\":\"2026-01-05T09:01:00",
                                "\"stageTimestamp\":\"2026-01-05T09:02:30"));
    }

    @Test
    void saysOfARefusedShellWhatItSaysToTheUser() {
        JsonNode status = only(EXEC.and(Field.CODE, 403L).and(Field.STAGE, "ResponseComplete"))
                .get("responseStatus");

        assertThat(status).hasToString(joined("""
                {"metadata":{},"status":"Failure",
                "message":"pods \\"web-1\\" is forbidden: User \\"eve\\" cannot create resource \\"pods/exec\\" in API group
                 \\"\\" in the namespace \\"prod\\"","reason":"Forbidden","details":{"name":"web-1","kind":"pods"},"code":403}
                """));
    }

    @Test
    void refusesInTheNameOfTheResourceAndItsGroup() {
        JsonNode event = only(AuditEvent.of(Field.USER, "eve")
                .and(Field.VERB, "delete")
                .and(Field.API_GROUP, "apps")
                .and(Field.RESOURCE, "deployments")
                .and(Field.NAMESPACE, "prod")
                .and(Field.NAME, "web")
                .and(Field.CODE, 403L));

        assertThat(event.at("/responseStatus/message").textValue())
                .isEqualTo("deployments.apps \"web\" is forbidden: User \"eve\" cannot delete resource \"deployments\""
                        + " in API group \"apps\" in the namespace \"prod\"");
        assertThat(event.at("/responseStatus/details"))
                .hasToString("{\"name\":\"web\",\"group\":\"apps\",\"kind\":\"deployments\"}");
    }

    @Test
    void refusesAtTheClusterScopeWhatHasNoNamespace() {
        JsonNode event = only(AuditEvent.of(Field.USER, "eve")
                .and(Field.VERB, "list")
                .and(Field.RESOURCE, "secrets")
                .and(Field.CODE, 403L));

        assertThat(event.at("/responseStatus/message").textValue())
                .isEqualTo("secrets is forbidden: User \"eve\" cannot list resource \"secrets\" in API group \"\""
                        + " at the cluster scope");
        assertThat(event.at("/annotations/authorization.k8s.io~1decision").textValue())
                .isEqualTo("forbid");
    }

    @Test
    void refusesAPathByItsName() {
        JsonNode event = only(AuditEvent.of(Field.USER, "eve")
                .and(Field.REQUEST_URI, "/metrics?x=1")
                .and(Field.CODE, 403L));

        assertThat(event.at("/responseStatus/message").textValue())
                .isEqualTo("forbidden: User \"eve\" cannot get path \"/metrics\"");
    }

    @Test
    void doesNotKnowTheNameOfWhatMayNotBeCreated() {
        AuditEvent create = AuditEvent.of(Field.VERB, "create")
                .and(Field.RESOURCE, "secrets")
                .and(Field.NAMESPACE, "prod")
                .and(Field.NAME, "token");

        JsonNode allowed = only(create);
        JsonNode refused = only(create.and(Field.CODE, 403L));

        assertThat(allowed.at("/objectRef/name").textValue()).isEqualTo("token");
        assertThat(allowed.at("/responseStatus")).hasToString("{\"metadata\":{},\"code\":201}");
        assertThat(refused.at("/objectRef/name").isMissingNode()).isTrue();
        assertThat(refused.at("/responseStatus/message").textValue()).startsWith("secrets is forbidden: ");
        assertThat(List.of(allowed, refused))
                .extracting(event -> event.get("requestURI").textValue())
                .containsOnly("/api/v1/namespaces/prod/secrets");
    }

    @Test
    void logsAWatchTwice() {
        List<JsonNode> events = events(AuditEvent.of(Field.VERB, "watch").and(Field.RESOURCE, "secrets"));

        assertThat(events)
                .extracting(event -> event.get("stage").textValue() + " "
                        + event.get("stageTimestamp").textValue())
                .containsExactly(
                        "ResponseStarted 2026-01-05T09:01:00.000000Z", "ResponseComplete 2026-01-05T09:01:01.000000Z");
        assertThat(events.get(0).get("requestURI").textValue())
                .isEqualTo("/api/v1/secrets?allowWatchBookmarks=true&watch=true");
    }

    @Test
    void asksForResourcesOfAGroupBelowApis() {
        JsonNode event = only(AuditEvent.of(Field.VERB, "delete")
                .and(Field.API_GROUP, "apps")
                .and(Field.RESOURCE, "deployments")
                .and(Field.NAMESPACE, "prod")
                .and(Field.NAME, "web"));

        assertThat(event.get("requestURI").textValue()).isEqualTo("/apis/apps/v1/namespaces/prod/deployments/web");
        assertThat(event.at("/responseStatus/code").longValue()).isEqualTo(200);
    }

    @Test
    void asksForANamespaceByItsNameAlone() {
        JsonNode event = only(AuditEvent.of(Field.VERB, "delete")
                .and(Field.RESOURCE, "namespaces")
                .and(Field.NAMESPACE, "prod")
                .and(Field.NAME, "prod"));

        assertThat(event.get("requestURI").textValue()).isEqualTo("/api/v1/namespaces/prod");
    }

    @Test
    void knowsTheGroupsOfUsersByTheirNames() {
        assertThat(groups("system:admin")).containsExactly("system:masters", "system:authenticated");
        assertThat(groups("system:serviceaccount:ci:builder"))
                .containsExactly("system:serviceaccounts", "system:serviceaccounts:ci", "system:authenticated");
        assertThat(groups("system:node:worker-1")).containsExactly("system:nodes", "system:authenticated");
        assertThat(groups("eve")).containsExactly("system:authenticated");
    }

    @Test
    void isAsDetailedAsTheBodiesThatItHas() {
        AuditEvent create = AuditEvent.of(Field.VERB, "create").and(Field.RESOURCE, "pods");
        Field request = new Field(List.of("requestObject"));
        Field response = new Field(List.of("responseObject"));

        assertThat(only(create).get("level").textValue()).isEqualTo("Metadata");
        assertThat(only(create.and(request, Map.of("kind", "Pod"))).get("level").textValue())
                .isEqualTo("Request");
        assertThat(only(create.and(request, Map.of()).and(response, Map.of()))
                        .get("level")
                        .textValue())
                .isEqualTo("RequestResponse");
        assertThat(only(create.and(request, Map.of()).and(new Field(List.of("level")), "Metadata"))
                        .get("level")
                        .textValue())
                .isEqualTo("Metadata");
    }

    @Test
    void keepsWhatIsSaidOfAnEvent() {
        JsonNode event = only(AuditEvent.of(Field.AUDIT_ID, "mine")
                .and(Field.STAGE, "Panic")
                .and(Field.USER_AGENT, "curl/8")
                .and(Field.SOURCE_IPS, List.of("1.2.3.4", "5.6.7.8"))
                .and(Field.REASON, "Because")
                .and(Field.CODE, 500L)
                .and(Field.annotation("example.org/note"), "n"));

        assertThat(event.get("auditID").textValue()).isEqualTo("mine");
        assertThat(event.get("stage").textValue()).isEqualTo("Panic");
        assertThat(event.get("userAgent").textValue()).isEqualTo("curl/8");
        assertThat(event.get("sourceIPs")).hasToString("[\"1.2.3.4\",\"5.6.7.8\"]");
        assertThat(event.at("/responseStatus"))
                .hasToString("{\"metadata\":{},\"status\":\"Failure\",\"reason\":\"Because\",\"code\":500}");
        assertThat(event.at("/annotations/example.org~1note").textValue()).isEqualTo("n");
    }

    @Test
    void hasNoObjectWhereOnlyThePathIsSaid() {
        JsonNode event = only(AuditEvent.of(Field.REQUEST_URI, "/healthz"));

        assertThat(event.has("objectRef")).isFalse();
        assertThat(event.get("requestURI").textValue()).isEqualTo("/healthz");
        assertThat(event.get("verb").textValue()).isEqualTo("get");
    }

    @Test
    void givesEachRequestAnIdOfItsOwnAndBothStagesTheSame() {
        Happening twice = Happening.of(Duration.ZERO, EXEC).repeated(2, Duration.ofSeconds(1));

        assertThat(twice.entries(AT, Labels.EMPTY, "id").stream()
                        .map(entry -> tree(entry.line()).get("auditID").textValue())
                        .collect(Collectors.groupingBy(id -> id, Collectors.counting()))
                        .values())
                .containsExactly(2L, 2L);
    }

    @Test
    void isWrittenByOpenShiftLoggingWithSortedKeysAndAmpersandsAsTheyAre() {
        AuditEvent event = EXEC.and(Field.STAGE, "ResponseStarted");
        Happening viaq = new Happening(
                new Happening.Request(event, Body.VIAQ),
                Duration.ZERO,
                Happening.Repetition.NONE,
                Optional.empty(),
                OptionalInt.empty());

        assertThat(viaq.entries(AT, Labels.EMPTY, "id")).extracting(Entry::line).containsExactly(joined("""
                {"@timestamp":"2026-01-05T09:01:00Z",
                "annotations":{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":""},
                "apiVersion":"audit.k8s.io/v1","auditID":"f1d6458c-f680-3f89-ad41-1e706e045946","hostname":"master-0",
                "k8s_audit_level":"Metadata","kind":"Event","level":"Metadata","log_source":"kubeAPI","log_type":"audit",
                "objectRef":{"apiVersion":"v1","name":"web-1","namespace":"prod","resource":"pods","subresource":"exec"},
                "openshift":{"cluster_id":"f1b0b4a2-0000-4000-8000-000000000000","sequence":1767603660000},
                "requestReceivedTimestamp":"2026-01-05T09:00:59.980000Z",
                "requestURI":"/api/v1/namespaces/prod/pods/web-1/exec?command=sh&container=main&stdin=true&stdout=true&tty=true",
                "responseStatus":{"code":101,"metadata":{}},"sourceIPs":["10.0.0.1"],"stage":"ResponseStarted",
                "stageTimestamp":"2026-01-05T09:01:00.000000Z","user":{"groups":["system:authenticated"],"username":"eve"},
                "userAgent":"kubectl/v1.34.1 (linux/amd64) kubernetes/93248f9","verb":"create"}
                """));
    }

    /** The article's events come from a real API server, so the simulated one has to have the same shape. */
    @Test
    void hasTheShapeOfRealEvents() throws IOException {
        List<String> real =
                Files.readAllLines(Path.of("../examples/gitops-repo/src/test/audit-rules/article-events.jsonl"));
        for (String line : real) {
            JsonNode event = tree(line);
            AuditEvent said = AuditEvent.of(
                            Field.USER, event.at("/user/username").textValue())
                    .and(Field.VERB, event.get("verb").textValue())
                    .and(Field.STAGE, event.get("stage").textValue());
            for (Field field : List.of(Field.NAMESPACE, Field.NAME, Field.SUBRESOURCE)) {
                JsonNode value = event.at("/" + String.join("/", field.path()));
                said = value.isMissingNode() ? said : said.and(field, value.textValue());
            }
            JsonNode ours = only(said);

            assertThat(keys(ours)).as(line).isEqualTo(keys(event));
            for (String key : List.of("user", "objectRef")) {
                assertThat(keys(ours.get(key))).as(line).isEqualTo(keys(event.get(key)));
            }
            assertThat(ours.at("/responseStatus/code")).isEqualTo(event.at("/responseStatus/code"));
            assertThat(path(ours)).isEqualTo(path(event));
        }
    }

    private static String path(JsonNode event) {
        return event.get("requestURI").textValue().replaceAll("\\?.*", "");
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<String> groups(String user) {
        List<String> groups = new ArrayList<>();
        only(AuditEvent.of(Field.USER, user)).at("/user/groups").forEach(group -> groups.add(group.textValue()));
        return groups;
    }

    private static List<String> lines(AuditEvent event) {
        return Happening.of(Duration.ZERO, event).entries(AT, Labels.EMPTY, "id").stream()
                .map(Entry::line)
                .toList();
    }

    private static List<JsonNode> events(AuditEvent event) {
        return lines(event).stream().map(ApiServerTest::tree).toList();
    }

    private static JsonNode only(AuditEvent event) {
        List<JsonNode> events = events(event);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static JsonNode tree(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String joined(String lines) {
        return lines.replace("\n", "");
    }
}
