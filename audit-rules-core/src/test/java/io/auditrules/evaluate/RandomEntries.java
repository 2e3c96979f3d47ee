package io.auditrules.evaluate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Random log entries of many kinds, sound and broken; the same seed gives the same entries. */
public final class RandomEntries {
    /** Entries lie around it, and questions are asked at it. */
    static final Instant BASE = Instant.parse("2026-11-20T08:00:00Z");

    static final long SECOND = 1_000_000_000L;
    static final long BASE_NANOS = BASE.getEpochSecond() * SECOND;

    /** What an entry is about; each has streams of its own, {@code log_type} tells them apart. */
    public enum Kind {
        AUDIT(0),
        LOGFMT(1),
        ACCESS(2),
        PACKED(3),
        NUMBERS(4),
        ODD(5),
        TEXT(6);

        private final int seed;

        Kind(int seed) {
            this.seed = seed;
        }

        /** What makes the random choices about it others than those about another. */
        int seed() {
            return seed;
        }

        /** The label of its streams. */
        String logType() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<Integer> EDGES = List.of(0, 1, 30, 60, 90, 120, 300, 600, 900, 1800, 3600, 5400, 7200);

    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "update", "patch", "delete");
    private static final List<String> USERS = List.of(
            "dev1",
            "dev2",
            "system:admin",
            "system:node:node-1",
            "system:serviceaccount:kube-system:controller",
            "alice@example.org");
    private static final List<String> NAMESPACES = List.of("kube-system", "team-1", "team-2", "test-audit");
    private static final List<String> RESOURCES = List.of("pods", "secrets", "configmaps", "deployments", "nodes");
    private static final List<String> NAMES = List.of("web-1", "web-1-debug", "master-0-debug-x7k2p", "api", "db.0");
    private static final List<String> STAGES =
            List.of("RequestReceived", "ResponseStarted", "ResponseComplete", "ResponseComplete", "Panic");
    private static final List<Integer> CODES = List.of(200, 200, 200, 201, 101, 403, 404, 409, 500);
    private static final List<String> ADDRESSES = List.of(
            "10.0.0.1",
            "10.0.0.17",
            "10.1.2.3",
            "192.168.4.5",
            "172.16.0.255",
            "::1",
            "2001:db8::17",
            "fe80::1",
            "::ffff:10.0.0.1",
            "256.1.1.1",
            "10.0.0");
    private static final List<String> COMMANDS = List.of(
            "sh",
            "cat%20%2Fetc%2Fshadow",
            "ls+-la",
            "curl%20http%3A%2F%2F10.0.0.1%3A8080%2F%3Fa%3Db%26c",
            "echo%20%C3%A9%F0%9F%98%80",
            "bad%zz",
            "%");

    private static final List<String> NUMBER_TEXTS = List.of(
            "0",
            "1",
            "-5",
            "2.5",
            "1e3",
            "1E-2",
            "NaN",
            "Inf",
            "-Inf",
            "+7",
            "0x10",
            "0b11",
            "017",
            "1_000",
            ".5",
            "5.",
            "",
            " 3",
            "abc",
            "1,5",
            "1e400",
            "-0",
            "12345678901234567890",
            "0.1",
            "0.2",
            "100");
    private static final List<String> DURATION_TEXTS = List.of(
            "1.5s", "200ms", "1h30m", "5m", "-3s", "1d", "0", "10us", "3µs", "1m1", "s", "", "2H", "1.5", "7ns", ".5s",
            "1w", "+2s");
    private static final List<String> SIZE_TEXTS = List.of(
            "20MB", "12KiB", "5B", "1.5GB", "1k", "3 MB", "0", "7", "-1KB", "1e3B", "2Kib", "", "MB", "1TB", "0.5MiB",
            "1,000B", "4kB");
    /** JSON numbers, some of which no double holds. */
    private static final List<String> JSON_NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "2.50",
            "1e3",
            "1E+2",
            "5e-3",
            "-0",
            "-0.0",
            "1e400",
            "12345678901234567890",
            "0.1",
            "0.30000000000000004",
            "100",
            "42",
            "9007199254740993",
            "1.0",
            "123456.789e3");
    /** Pieces that readers of JSON know differently. */
    private static final List<String> JSON_STRINGS = List.of(
            "plain",
            "",
            " ",
            "a b",
            "tab\\tend",
            "line\\nbreak",
            "quote\\\"q\\\"",
            "back\\\\slash",
            "sl\\/ash",
            "\\u0041bc",
            "\\u00e9t\\u00e9",
            "\\ud83d\\ude00",
            "\\ud83d",
            "\\ude00x",
            "\\ud83dx\\ude00",
            "\\u0000",
            "\\u001b[31mred\\u001b[0m",
            "\\ufffd",
            "\uFFFD",
            "é😀",
            "\\u12",
            "\\x41",
            "\u0001ctl",
            "tab\traw",
            "{\\\"in\\\":{\\\"ner\\\":[1,2]}}",
            "10.0.0.1",
            "%41%zz+",
            "aGVsbG8=",
            "A.B/c",
            "<b>&'",
            "\u2028",
            "ǅ ß İ");

    private static final List<String> KEYS = List.of(
            "verb",
            "level",
            "a",
            "b",
            "c",
            "a.b/c",
            "9x",
            "é",
            "s p",
            "",
            "_",
            "__x",
            "verb_extracted",
            "a_extracted",
            "a_b",
            "log_type",
            "trace_id",
            "user",
            "x-y",
            "a\\u0062",
            "A",
            "😀",
            "k\\n",
            "status",
            "__error__",
            "n",
            "1",
            "a:b",
            "d\\\"q");
    private static final List<String> WORDS = List.of(
            "error",
            "warn",
            "info",
            "timeout",
            "GET",
            "user",
            "dev1",
            "exec",
            "failed",
            "ok",
            "10.0.0.1",
            "x=1",
            "Ünï",
            "conn:8080",
            "[10.1.2.3]",
            "took",
            "1.5s",
            "2001:db8::17",
            "id=7f3a",
            "\"q\"");

    private final SplittableRandom random;
    private long counter;

    private RandomEntries(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The event set that is above all about a kind of entry, though all are in it. */
    public static List<RecordedEntry> set(Kind most) {
        return set(1 + most.seed(), 680, most);
    }

    private static List<RecordedEntry> set(long seed, int count, Kind most) {
        RandomEntries random = new RandomEntries(seed);
        List<RecordedEntry> entries = new ArrayList<>();
        while (entries.size() < count) {
            Kind kind = random.chance(50) ? most : random.pick(Kind.values());
            RecordedEntry entry = random.entry(kind);
            entries.add(entry);
            if (random.chance(2)) {
                entries.add(entry);
            }
            if (random.chance(3)) {
                entries.add(new RecordedEntry(entry.labels(), entry.nanos(), random.line(kind), entry.metadata()));
            }
        }
        // Pushed in the order of time, as a collector does; those of one time stay in the order they were made in.
        entries.sort(Comparator.comparingLong(RecordedEntry::nanos));
        return Collections.unmodifiableList(entries);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private <T> T pick(T[] items) {
        return items[random.nextInt(items.length)];
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private RecordedEntry entry(Kind kind) {
        return new RecordedEntry(labels(kind), nanos(), line(kind), metadata());
    }

    private long nanos() {
        return switch (below(10)) {
            case 0, 1 -> BASE_NANOS - pick(EDGES) * SECOND + (chance(60) ? 0 : below(3) - 1);
            case 2, 3, 4, 5 -> BASE_NANOS - random.nextLong(600 * SECOND);
            case 6, 7 -> BASE_NANOS - random.nextLong(3600) * SECOND;
            case 8 -> BASE_NANOS - random.nextLong(7_200_000) * 1_000_000;
            default -> BASE_NANOS + random.nextLong(600 * SECOND);
        };
    }

    private Map<String, String> labels(Kind kind) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("log_type", kind.logType());
        switch (kind) {
            case AUDIT -> {
                labels.put("cluster", pick(List.of("a", "a", "b")));
                switch (below(8)) {
                    case 0 -> labels.put("verb", "of-stream");
                    case 1 -> labels.put("level", "Metadata");
                    case 2 -> labels.put("objectRef_namespace", "of-stream");
                    default -> {}
                }
            }
            case LOGFMT, NUMBERS -> {
                labels.put("app", pick(List.of("web", "api")));
                if (chance(20)) {
                    labels.put("level", "info");
                }
            }
            case ODD -> {
                if (chance(40)) {
                    labels.put(pick(List.of("a", "verb", "a_extracted", "_x")), pick(List.of("s1", "é \"q\"\\")));
                }
            }
            case ACCESS, PACKED, TEXT -> {
                if (chance(40)) {
                    labels.put("pod", pick(List.of("web-1", "web-2")));
                }
            }
        }
        return labels;
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (chance(25)) {
            for (int i = 1 + below(3); i > 0; i--) {
                String name = pick(List.of(
                        "trace_id",
                        "verb",
                        "level",
                        "user_username",
                        "pod",
                        "level_extracted",
                        "status",
                        "took",
                        "a",
                        "app",
                        "n"));
                metadata.put(
                        name,
                        switch (name) {
                            case "trace_id" -> "t" + below(4);
                            case "status", "n" -> pick(NUMBER_TEXTS);
                            case "took" -> pick(DURATION_TEXTS);
                            default -> pick(List.of("of-metadata", "m2", "é\"\\"));
                        });
            }
            // A name may be a label and metadata at once, but an empty value is no metadata.
            metadata.values().removeIf(String::isEmpty);
        }
        return metadata;
    }

    private String line(Kind kind) {
        return switch (kind) {
            case AUDIT -> chance(12) ? broken(audit()) : audit();
            case LOGFMT -> logfmt();
            case ACCESS -> access();
            case PACKED -> packed();
            case NUMBERS -> numbers();
            case ODD -> chance(35) ? broken(odd(2)) : odd(2);
            case TEXT -> text();
        };
    }

    // Kubernetes audit events

    private String audit() {
        String verb = pick(VERBS);
        String user = pick(USERS);
        String namespace = pick(NAMESPACES);
        String resource = pick(RESOURCES);
        String name = pick(NAMES);
        boolean isExec = chance(15);
        String sub = isExec ? pick(List.of("exec", "attach", "portforward")) : chance(10) ? "status" : "";
        int code = isExec && chance(60) ? 101 : pick(CODES);
        String uri = "/api/v1/namespaces/" + namespace + "/" + (isExec ? "pods" : resource) + "/" + name
                + (sub.isEmpty() ? "" : "/" + sub)
                + (isExec
                        ? "?command=" + pick(COMMANDS) + "&container=c&stdin=true"
                        : verb.equals("watch") ? "?watch=true" : "");
        List<String> fields = new ArrayList<>();
        fields.add("\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\"");
        fields.add(field("level", quoted(pick(List.of("Metadata", "Request", "RequestResponse")))));
        fields.add(field("auditID", quoted("id-" + below(10_000))));
        fields.add(field("stage", quoted(pick(STAGES))));
        fields.add(field("requestURI", quoted(uri)));
        fields.add(field("verb", quoted(isExec ? pick(List.of("create", "get")) : verb)));
        fields.add(field("user", user(user)));
        fields.add(field(
                "sourceIPs", "[" + quoted(pick(ADDRESSES)) + (chance(40) ? "," + quoted(pick(ADDRESSES)) : "") + "]"));
        fields.add(field(
                "userAgent",
                quoted(pick(List.of("kubectl/v1.31.0 (linux/amd64)", "oc/4.16", "Go-http-client/2.0", "")))));
        if (!chance(5)) {
            fields.add(field(
                    "objectRef",
                    "{" + field("resource", quoted(isExec ? "pods" : resource)) + ","
                            + field("namespace", quoted(namespace)) + ","
                            + field("name", quoted(name))
                            + (sub.isEmpty() ? "" : "," + field("subresource", quoted(sub)))
                            + ",\"apiVersion\":\"v1\"}"));
        }
        if (chance(85)) {
            fields.add(field(
                    "responseStatus",
                    "{\"metadata\":{},\"code\":" + code
                            + (code >= 400
                                    ? ",\"status\":\"Failure\",\"reason\":\"Forbidden\",\"message\":\"user \\\"" + user
                                            + "\\\" cannot\""
                                    : "")
                            + "}"));
        }
        if (chance(30)) {
            fields.add(field("requestObject", body()));
        }
        fields.add(field(
                "requestReceivedTimestamp", quoted("2026-11-20T07:5" + below(10) + ":00.12345" + below(10) + "Z")));
        fields.add(field(
                "annotations",
                "{\"authorization.k8s.io/decision\":" + quoted(chance(85) ? "allow" : "forbid")
                        + ",\"authorization.k8s.io/reason\":"
                        + quoted(chance(50) ? "" : "RBAC: allowed by \"cluster-admin\"") + "}"));
        if (chance(8)) {
            fields.add(field(pick(KEYS), value(1)));
        }
        if (chance(5)) {
            fields.add(field("verb", quoted("again")));
        }
        if (chance(10)) {
            Collections.swap(fields, below(fields.size()), below(fields.size()));
        }
        String blank = chance(8) ? " " : "";
        return "{" + blank + String.join("," + blank, fields) + blank + "}";
    }

    private String user(String user) {
        String username = chance(95)
                ? quoted(user)
                : pick(List.of("null", "7", "true", "1.50", "\"\"", "\"\\u00fcser \\\"q\\\"\"", "[\"x\"]"));
        return "{" + field("username", username) + "," + field("uid", quoted("u-" + below(3)))
                + ",\"groups\":[\"system:authenticated\"" + (chance(30) ? ",\"system:masters\"" : "") + "]"
                + (chance(15)
                        ? ",\"extra\":{\"scopes\":[\"a\",\"b\"],\"authentication.kubernetes.io/pod-name\":[\"p\"]}"
                        : "")
                + "}";
    }

    private String body() {
        return "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"web-1\",\"labels\":{\"app.kubernetes.io/name\":\"web\"},\"creationTimestamp\":null},"
                + "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"nginx:" + below(3)
                + "\",\"securityContext\":{\"privileged\":"
                + chance(50) + "}},{\"name\":\"d\",\"args\":[\"-x\",[1,2.50,null]]}],\"replicas\":" + pick(JSON_NUMBERS)
                + ",\"hostNetwork\":" + chance(50) + "}}";
    }

    private static String field(String key, String value) {
        return "\"" + key + "\":" + value;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    // other JSON

    private String value(int depth) {
        return switch (below(depth > 0 ? 9 : 6)) {
            case 0, 1, 2 -> "\"" + pick(JSON_STRINGS) + "\"";
            case 3 -> pick(JSON_NUMBERS);
            case 4 -> pick(List.of("true", "false", "null"));
            case 5 -> quoted(pick(NUMBER_TEXTS));
            case 6, 7 -> odd(depth - 1);
            default -> {
                List<String> items = new ArrayList<>();
                for (int i = below(4); i > 0; i--) {
                    items.add(value(depth - 1));
                }
                yield "[" + String.join(",", items) + "]";
            }
        };
    }

    private String odd(int depth) {
        List<String> fields = new ArrayList<>();
        for (int i = below(6); i >= 0; i--) {
            fields.add(field(pick(KEYS), value(depth)));
        }
        if (chance(60)) {
            fields.add(field("verb", quoted(pick(VERBS))));
        }
        String blank = chance(20) ? pick(List.of(" ", "\t", " \r ")) : "";
        return "{" + blank + String.join(blank + "," + blank, fields) + "}";
    }

    private String numbers() {
        List<String> fields = new ArrayList<>();
        counter = chance(5) ? 0 : counter + below(20);
        fields.add(field("n", chance(50) ? pick(JSON_NUMBERS) : quoted(pick(NUMBER_TEXTS))));
        fields.add(field("took", quoted(chance(60) ? below(3000) + "ms" : pick(DURATION_TEXTS))));
        fields.add(field(
                "size", quoted(chance(60) ? below(900) + pick(List.of("B", "KB", "KiB", "MB")) : pick(SIZE_TEXTS))));
        fields.add(field("status", String.valueOf(pick(CODES))));
        fields.add(field("ratio", below(1000) / 1000.0 + ""));
        fields.add(field("counter", counter + ""));
        fields.add(field("host", quoted(pick(List.of("h1", "h2", "h3")))));
        fields.add(field("ip", quoted(pick(ADDRESSES))));
        if (chance(30)) {
            fields.remove(below(fields.size()));
        }
        String line = "{" + String.join(",", fields) + "}";
        return chance(4) ? broken(line) : line;
    }

    /** The text with a mistake, or beside another. */
    private String broken(String json) {
        int at = json.isEmpty() ? 0 : below(json.length());
        return switch (below(22)) {
            case 0, 1, 2, 3 -> wholeCharacters(json.substring(0, at));
            case 4 -> json.substring(0, json.length() - 1);
            case 5 -> without(json, ",");
            case 6 -> without(json, ":");
            case 7 -> without(json, "\"");
            case 8 -> without(json, "}");
            case 9 -> json + pick(List.of("x", " trailing", "}", ",", "]", "\u0000", " {", "//c"));
            case 10 -> json + pick(List.of("", " ", "\t")) + "{\"verb\":\"second\"}";
            case 11 -> pick(List.of(" ", "\t", "  \r")) + json + pick(List.of("", " ", "\t "));
            case 12 -> "\uFEFF" + json;
            case 13 -> json.replace('"', '\'');
            case 14 -> json.replaceFirst("}$", ",}");
            case 15 -> json.replaceFirst("\\{", "{,");
            case 16 -> json.replaceFirst(":", ":NaN,\"x\":");
            case 17 -> json.replaceFirst("\"", "\"\\\\");
            case 18 ->
                pick(List.of(
                        "[1,2]",
                        "\"str\"",
                        "null",
                        "true",
                        "7",
                        "-",
                        "{}",
                        "{ }",
                        "[]",
                        "{\"verb\":\"get\",\"verb\":\"list\"}",
                        "nul",
                        "{\"a\":tru}",
                        "{\"a\":nulll,\"verb\":\"get\"}",
                        "{\"a\":01,\"verb\":\"get\"}",
                        "{\"a\":-,\"verb\":\"get\"}",
                        "{\"a\":.5,\"verb\":\"get\"}",
                        "{\"a\" \"b\"}",
                        "{a:1}",
                        "{\"verb\":\"get\" /* c */}",
                        "{\"verb\"",
                        "{\"verb\":",
                        "{\"verb\":\"ge",
                        "{\"verb\":\"get\\",
                        "{\"verb\":\"get\\u00",
                        "{\"n\":12",
                        "{\"verb\":\"get\",",
                        "{\"a\":{\"verb\":\"get\"}",
                        "{\"a\":[1,2",
                        "{\"verb\":\"get\"]"));
            case 19 -> pick(List.of("", " ", "not json", "level=info verb=get", "{", "}", "\"", "\\"));
            case 20 -> json.replaceFirst("true|false|null|[0-9]+", "@");
            default -> wholeCharacters(json.substring(at));
        };
    }

    private String without(String json, String part) {
        int at = json.indexOf(part, json.isEmpty() ? 0 : below(json.length()));
        return at < 0 ? json : json.substring(0, at) + json.substring(at + part.length());
    }

    private static String wholeCharacters(String text) {
        int from = !text.isEmpty() && Character.isLowSurrogate(text.charAt(0)) ? 1 : 0;
        int last = text.length() - 1;
        boolean isCut = last >= from && Character.isHighSurrogate(text.charAt(last));
        return text.substring(from, isCut ? last : last + 1);
    }

    // lines that are not JSON

    private String logfmt() {
        List<String> pairs = new ArrayList<>();
        pairs.add("level=" + pick(List.of("info", "warn", "error", "\"de bug\"")));
        pairs.add("verb=" + pick(VERBS));
        pairs.add("status=" + pick(CODES));
        pairs.add("took=" + (chance(70) ? below(2000) + "ms" : pick(DURATION_TEXTS)));
        pairs.add("size=" + (chance(70) ? below(2000) + "KB" : "\"" + pick(SIZE_TEXTS) + "\""));
        pairs.add("n=" + pick(NUMBER_TEXTS).replace(" ", ""));
        if (chance(50)) {
            pairs.add("msg=\""
                    + pick(List.of(
                            "all ok",
                            "user \\\"x\\\" failed",
                            "tab\\there",
                            "a=b c=d",
                            "é \\u00e9",
                            "\\ud83d",
                            "bad \\q",
                            ""))
                    + "\"");
        }
        if (chance(40)) {
            pairs.add("ip=" + pick(ADDRESSES));
        }
        if (chance(35)) {
            pairs.add(pick(List.of(
                    "bare",
                    "=x",
                    "a=",
                    "a=\"\"",
                    "b=\"open",
                    "c=\"x\"y",
                    "k\"q=1",
                    "a.b/c=1",
                    "9x=2",
                    "é=3",
                    "level=again",
                    "d==e",
                    "\"quoted key\"=1",
                    "f= g",
                    "\\=1",
                    "verb_extracted=ve",
                    "log_type=clash",
                    "h=1=2",
                    "x=\u0001",
                    "__error__=own",
                    "i='s q'",
                    "j=[1,2]",
                    "={",
                    "\"")));
        }
        for (int i = pairs.size() - 1; i > 0; i--) {
            if (chance(25)) {
                Collections.swap(pairs, i, below(i));
            }
        }
        if (chance(10)) {
            pairs.remove(below(pairs.size()));
        }
        return String.join(chance(8) ? pick(List.of("  ", "\t")) : " ", pairs);
    }

    private String access() {
        String line = pick(ADDRESSES) + " - " + pick(List.of("-", "dev1", "alice")) + " [20/Nov/2026:07:"
                + (10 + below(49)) + ":00 +0000] \""
                + pick(List.of("GET", "POST", "PUT", "DELETE")) + " "
                + pick(List.of("/", "/api/v1/pods", "/login?next=%2Fhome", "/static/a.css", "/é")) + " HTTP/1."
                + below(2) + "\" " + pick(CODES) + " "
                + (chance(90) ? below(50_000) + "" : "-") + " " + below(3000) + "ms";
        return switch (below(14)) {
            case 0 -> wholeCharacters(line.substring(0, below(line.length())));
            case 1 -> "\u001b[3" + below(8) + "m" + line + "\u001b[0m";
            case 2 -> line.replace("\"", "");
            default -> line;
        };
    }

    private String packed() {
        List<String> fields = new ArrayList<>();
        fields.add(field("verb", quoted(pick(VERBS))));
        if (chance(60)) {
            fields.add(field("pod", quoted(pick(List.of("p1", "p2")))));
        }
        if (chance(85)) {
            String entry = switch (below(4)) {
                case 0 -> "level=info msg=\"in side\" n=" + below(9);
                case 1 -> "{\"verb\":\"inner\",\"n\":" + below(9) + "}";
                case 2 -> "GET /packed 200";
                default -> "";
            };
            fields.add(
                    below(fields.size() + 1),
                    field("_entry", chance(92) ? quoted(entry) : pick(List.of("7", "null", "{\"a\":1}", "true"))));
        }
        if (chance(15)) {
            fields.add(field(pick(KEYS), value(1)));
        }
        String line = "{" + String.join(",", fields) + "}";
        return chance(12) ? broken(line) : line;
    }

    private String text() {
        if (chance(4)) {
            return pick(List.of("", " ", "\u001b[31m", "a", "\n", "é", "😀", "\u0000", "\uFFFD", "<_>", "."));
        }
        StringBuilder line = new StringBuilder();
        for (int i = below(7); i >= 0; i--) {
            boolean isColoured = chance(12);
            line.append(isColoured ? "\u001b[1;3" + below(8) + "m" : "")
                    .append(pick(WORDS))
                    .append(isColoured ? "\u001b[0m" : "")
                    .append(pick(List.of(" ", " ", " ", ": ", ",", "\t")));
        }
        return line.append(chance(30) ? pick(ADDRESSES) : "").toString();
    }
}
