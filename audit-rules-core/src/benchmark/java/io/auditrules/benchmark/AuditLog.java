package io.auditrules.benchmark;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A made-up audit log of a busy cluster on standard output, about 1 KB a line, one shell in 5,000 events: {@code AuditLog
 * COUNT}. The same count gives the same log.
 */
public final class AuditLog {
    private static final List<String> RESOURCES = List.of(
            "leases", "leases", "leases", "leases", "configmaps", "pods", "pods", "secrets", "endpoints", "deployments",
            "events", "rolebindings");
    private static final List<String> VERBS = List.of("get", "get", "list", "watch", "update", "update", "patch", "create");
    private static final List<String> ACCOUNTS = List.of("default", "operator", "prometheus-k8s", "router", "builder");

    private final SplittableRandom random = new SplittableRandom(20261123);

    private AuditLog() {}

    /** Prints the log. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        write(Integer.parseInt(arguments[0]), out);
        out.flush();
    }

    static void write(int count, PrintStream out) {
        AuditLog log = new AuditLog();
        for (int i = 0; i < count; i++) {
            if (i % 5_000 == 2_500) {
                out.print(log.shell(i, "ResponseStarted") + "\n" + log.shell(i, "ResponseComplete") + "\n");
            }
            out.print(log.event(i) + "\n");
        }
    }

    private String event(int number) {
        String resource = pick(RESOURCES);
        String verb = pick(VERBS);
        String namespace = namespace();
        String name = resource + "-" + random.nextInt(4_000);
        String uri = "/api/v1/namespaces/" + namespace + "/" + resource
                + (verb.equals("watch")
                        ? "?allowWatchBookmarks=true&resourceVersion=" + random.nextInt(100_000_000) + "&watch=true"
                        : "/" + name);
        String user = random.nextInt(4) == 0
                ? "system:node:worker-" + random.nextInt(50) + ".example.com"
                : "system:serviceaccount:" + namespace() + ":" + pick(ACCOUNTS);
        int code = random.nextInt(20) == 0 ? 403 : 200;
        return line(number, "ResponseComplete", uri, verb, user, resource, "", namespace, name, code);
    }

    private String shell(int number, String stage) {
        String namespace = "team-" + number % 40;
        String name = "app-" + number % 60;
        String uri = "/api/v1/namespaces/" + namespace + "/pods/" + name
                + "/exec?command=%2Fbin%2Fsh&container=c&stdin=true&stdout=true&tty=true";
        return line(number, stage, uri, "create", "dev" + number % 5, "pods", "exec", namespace, name, 101);
    }

    private String line(
            int number,
            String stage,
            String uri,
            String verb,
            String user,
            String resource,
            String subresource,
            String namespace,
            String name,
            int code) {
        String time = String.format(
                Locale.ROOT, "2026-11-23T08:%02d:%02d.%06dZ", number / 60_000 % 60, number / 1_000 % 60, number % 1_000 * 1_000);
        return "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"auditID\":\"" + uuid()
                + "\",\"stage\":\"" + stage + "\",\"requestURI\":\"" + uri + "\",\"verb\":\"" + verb
                + "\",\"user\":{\"username\":\"" + user + "\",\"uid\":\"" + uuid()
                + "\",\"groups\":[\"system:serviceaccounts\",\"system:serviceaccounts:" + namespace
                + "\",\"system:authenticated\"]},\"sourceIPs\":[\"10." + random.nextInt(256) + "." + random.nextInt(256) + "."
                + random.nextInt(256) + "\"],\"userAgent\":\"operator/v0.0.0 (linux/amd64) kubernetes/$Format\","
                + "\"objectRef\":{\"resource\":\"" + resource + "\",\"namespace\":\"" + namespace + "\",\"name\":\"" + name
                + "\",\"uid\":\"" + uuid() + "\",\"apiVersion\":\"v1\""
                + (subresource.isEmpty() ? "" : ",\"subresource\":\"" + subresource + "\"") + ",\"resourceVersion\":\""
                + random.nextInt(100_000_000) + "\"},\"responseStatus\":{\"metadata\":{},\"code\":" + code
                + "},\"requestReceivedTimestamp\":\"" + time + "\",\"stageTimestamp\":\"" + time
                + "\",\"annotations\":{\"authorization.k8s.io/decision\":\"allow\",\"authorization.k8s.io/reason\":"
                + "\"RBAC: allowed by ClusterRoleBinding \\\"" + resource + "\\\" of ClusterRole \\\"" + resource
                + "\\\" to ServiceAccount \\\"x/" + namespace + "\\\"\"}}";
    }

    private String namespace() {
        int number = random.nextInt(50);
        return number < 40 ? "team-" + number : "openshift-" + pick(ACCOUNTS);
    }

    private String uuid() {
        return String.format(
                Locale.ROOT,
                "%08x-%04x-4%03x-8%03x-%012x",
                random.nextInt(),
                random.nextInt(1 << 16),
                random.nextInt(1 << 12),
                random.nextInt(1 << 12),
                random.nextLong(1L << 48));
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
