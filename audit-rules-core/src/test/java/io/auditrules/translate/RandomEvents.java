package io.auditrules.translate;

import io.auditrules.rule.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Audit events as nested maps, from small pools of values so that random conditions hold for some of them. */
final class RandomEvents {
    static final Map<Field, List<String>> VALUES = values();

    static final Field CONTAINERS = Field.of("requestObject.spec.containers");
    static final Field INIT_CONTAINERS = Field.of("requestObject.spec.initContainers");
    static final List<String> IMAGES = List.of("quay.io/a/b:1", "docker.io/evil", "é<b>&\"q\"\\", "");
    static final List<String> CAPABILITIES = List.of("SYS_ADMIN", "NET_RAW", "ALL");
    static final List<String> USAGES = List.of("client auth", "digital signature", "");

    private RandomEvents() {}

    private static Map<Field, List<String>> values() {
        Map<Field, List<String>> values = new LinkedHashMap<>();
        values.put(Field.VERB, List.of("get", "list", "watch", "create", "update", "patch", "delete", ""));
        values.put(Field.RESOURCE, List.of("pods", "secrets", "nodes", "rolebindings", ""));
        values.put(Field.SUBRESOURCE, List.of("exec", "attach", "status", "token", ""));
        values.put(Field.NAMESPACE, List.of("default", "team-1", "team-22", "openshift-debug-x7k2q", ""));
        values.put(Field.NAME, List.of("web-0", "ip-10-0-1-5-debug", "12345", "true", "é<b>&\"q\"\\", ""));
        values.put(
                Field.USER, List.of("system:admin", "system:serviceaccount:team-1:builder", "dev1", "a/b=c+d'e", ""));
        values.put(Field.GROUPS, List.of("system:masters", "system:authenticated", "team:blue", "CN=ops,O=x"));
        values.put(Field.SOURCE_IPS, List.of("10.0.0.1", "2001:db8::1", "192.168.7.9"));
        values.put(Field.CODE, List.of("101", "200", "201", "403", "404"));
        values.put(Field.STAGE, List.of("RequestReceived", "ResponseStarted", "ResponseComplete"));
        values.put(Field.DECISION, List.of("allow", "forbid", ""));
        values.put(
                Field.REQUEST_URI,
                List.of(
                        "/api/v1/pods?limit=500",
                        "/api/v1/namespaces/a/pods/b/exec?command=sh&tty=true",
                        "/api/v1/namespaces/a/pods/b/exec?command=cat&command=%2Fetc%2Fpasswd&x=%zz%",
                        "/healthz"));
        values.put(Field.of("requestObject.spec.hostNetwork"), List.of("true", "false", ""));
        values.put(Field.of("requestObject.spec.replicas"), List.of("0", "3", "1000000"));
        values.put(
                Field.annotation("securitycontextconstraints.admission.openshift.io/chosen"),
                List.of("privileged", "restricted-v2", ""));
        return values;
    }

    /** An event in which each field has one of its values, or is absent where that is empty. */
    static Map<String, Object> next(SplittableRandom random) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("kind", "Event");
        event.put("apiVersion", "audit.k8s.io/v1");
        event.put("auditID", "a946069a-9832-4bc9-bd20-" + random.nextLong(1L << 40));
        VALUES.forEach((field, values) -> {
            if (field.isList()) {
                List<Object> elements = new ArrayList<>();
                values.forEach(value -> {
                    if (random.nextInt(3) == 0) {
                        elements.add(value);
                    }
                });
                put(event, field.path(), elements);
            } else {
                String value = values.get(random.nextInt(values.size()));
                if (!value.isEmpty()) {
                    put(event, field.path(), typed(field, value));
                }
            }
        });
        int body = random.nextInt(8);
        if (body == 0) {
            // The body of a JSON patch.
            event.put("requestObject", List.of(Map.of("op", "add", "path", "/spec/x", "value", "y")));
        } else if (body < 5) {
            put(event, CONTAINERS.path(), containers(random));
            put(event, INIT_CONTAINERS.path(), containers(random));
            put(event, Field.of("requestObject.spec.usages").path(), some(USAGES, random));
        }
        return event;
    }

    private static List<Object> containers(SplittableRandom random) {
        List<Object> containers = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Map<String, Object> container = new LinkedHashMap<>();
            container.put("name", "c" + i);
            put(random, container, "image", IMAGES.get(random.nextInt(IMAGES.size())));
            Map<String, Object> security = new LinkedHashMap<>();
            put(random, security, "privileged", random.nextBoolean());
            put(random, security, "runAsUser", random.nextBoolean() ? 0 : 1000);
            Map<String, Object> capabilities = new LinkedHashMap<>();
            put(random, capabilities, "add", some(CAPABILITIES, random));
            put(random, security, "capabilities", capabilities);
            put(random, container, "securityContext", security);
            containers.add(container);
        }
        return containers;
    }

    private static List<Object> some(List<String> values, SplittableRandom random) {
        List<Object> some = new ArrayList<>(values);
        some.removeIf(value -> random.nextBoolean());
        return some;
    }

    /** A key with a value, with null, or not there. */
    private static void put(SplittableRandom random, Map<String, Object> map, String key, Object value) {
        int kind = random.nextInt(10);
        if (kind > 1) {
            map.put(key, value);
        } else if (kind == 1) {
            map.put(key, null);
        }
    }

    private static Object typed(Field field, String value) {
        if (field.equals(Field.CODE) || field.jsonPath().endsWith("replicas")) {
            return Integer.valueOf(value);
        }
        return field.jsonPath().endsWith("hostNetwork") ? (Object) Boolean.valueOf(value) : value;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> event, List<String> path, Object value) {
        Map<String, Object> at = event;
        for (String step : path.subList(0, path.size() - 1)) {
            at = (Map<String, Object>) at.computeIfAbsent(step, key -> new LinkedHashMap<String, Object>());
        }
        at.put(path.get(path.size() - 1), value);
    }

    /** What stands at a path; null if nothing does. */
    static @Nullable Object get(Map<String, Object> event, Field field) {
        Object at = event;
        for (String step : field.path()) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return at;
    }
}
