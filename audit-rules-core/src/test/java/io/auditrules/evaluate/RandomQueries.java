package io.auditrules.evaluate;

import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.logql.LogQl;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random queries over {@link RandomEntries}, in all of the language; the same seed gives the same queries. */
final class RandomQueries {
    /**
     * What can be asked about a kind of entry.
     *
     * @param parsers stages that make labels of a line
     * @param groups labels of few values
     * @param labels labels of many values, or of none
     * @param values of these labels
     * @param texts that lines contain
     * @param regexes that lines match
     * @param numbers labels to unwrap
     */
    private record Vocabulary(
            List<String> parsers,
            List<String> groups,
            List<String> labels,
            List<String> values,
            List<String> texts,
            List<String> regexes,
            List<String> numbers) {}

    private static final Map<RandomEntries.Kind, Vocabulary> VOCABULARIES = Map.of(
            RandomEntries.Kind.AUDIT,
            new Vocabulary(
                    List.of(
                            "json",
                            "json",
                            "json",
                            "json",
                            "json verb, user=\"user.username\", ns=\"objectRef.namespace\", code=\"responseStatus.code\"",
                            "json ns=\"objectRef.namespace\", name=\"objectRef.name\", verb=\"verb\"",
                            "json g0=\"user.groups[0]\", ip=\"sourceIPs[0]\", ip1=\"sourceIPs[1]\", verb",
                            "json dec=\"annotations[\\\"authorization.k8s.io/decision\\\"]\", obj=\"objectRef\"",
                            "json ips=\"sourceIPs\", image=`requestObject.spec.containers[0].image`, stage",
                            "json verb=\"verb\", level=\"level\", arg=`requestObject.spec.containers[1][\"args\"][1][2]`",
                            "json privileged=`requestObject.spec.containers[0].securityContext[\"privileged\"]`, replicas=`requestObject.spec[\"replicas\"]`",
                            "json user=\"user\", missing=\"a.b.c\", md=`requestObject[\"metadata\"]`",
                            "regexp \"\\\"verb\\\":\\\"(?P<verb>[a-z]+)\\\"\"",
                            "pattern \"<_>\\\"stage\\\":\\\"<stage>\\\"<_>\\\"verb\\\":\\\"<verb>\\\"<_>\"",
                            "unpack"),
                    List.of(
                            "verb",
                            "stage",
                            "objectRef_namespace",
                            "objectRef_resource",
                            "responseStatus_code",
                            "user_username",
                            "level",
                            "cluster",
                            "log_type",
                            "verb_extracted",
                            "level_extracted",
                            "objectRef_namespace_extracted",
                            "ns",
                            "dec",
                            "code",
                            "annotations_authorization_k8s_io_decision"),
                    List.of(
                            "objectRef_name",
                            "objectRef_subresource",
                            "requestURI",
                            "userAgent",
                            "auditID",
                            "user",
                            "ip",
                            "g0",
                            "image",
                            "privileged",
                            "arg",
                            "obj",
                            "missing",
                            "sourceIPs",
                            "responseStatus_message",
                            "requestObject_spec_hostNetwork",
                            "trace_id"),
                    List.of(
                            "get",
                            "list",
                            "create",
                            "delete",
                            "dev1",
                            "dev2",
                            "kube-system",
                            "team-1",
                            "ResponseComplete",
                            "RequestReceived",
                            "403",
                            "200",
                            "pods",
                            "secrets",
                            "allow",
                            "exec",
                            "of-stream",
                            "of-metadata",
                            ""),
                    List.of(
                            "/exec",
                            "exec",
                            "secrets",
                            "\"verb\":\"create\"",
                            "dev1",
                            "ResponseComplete",
                            "403",
                            "watch",
                            "kube-system",
                            "allow",
                            "team-",
                            "privileged\":true",
                            ""),
                    List.of(
                            "/exec?",
                            "/(exec|attach)",
                            "(?i)EXEC",
                            "dev[0-9]+",
                            "^\\{",
                            ".*",
                            "code.:40[0-9]",
                            "team-(1|2)",
                            "\\bwatch=true\\b",
                            "(list|watch).*Complete",
                            "(?i)responsecomplete",
                            "^$",
                            "}$"),
                    List.of(
                            "responseStatus_code",
                            "responseStatus_code",
                            "requestObject_spec_replicas",
                            "code",
                            "verb")),
            RandomEntries.Kind.LOGFMT,
            new Vocabulary(
                    List.of(
                            "logfmt",
                            "logfmt",
                            "logfmt",
                            "logfmt --strict",
                            "logfmt --keep-empty",
                            "logfmt --strict --keep-empty",
                            "logfmt --keep-empty --strict",
                            "logfmt level, verb, s=\"status\"",
                            "logfmt --strict took, n=\"n\", verb=\"verb\"",
                            "logfmt --keep-empty m=\"msg\", a, lvl=\"level\"",
                            "logfmt --strict --keep-empty a=\"a\", b, bare",
                            "logfmt dotted=\"a.b/c\", verb, level",
                            "regexp \"level=(?P<level>\\\\w+)\"",
                            "pattern \"<_>verb=<verb> <rest>\"",
                            "json"),
                    List.of(
                            "level",
                            "verb",
                            "status",
                            "app",
                            "log_type",
                            "level_extracted",
                            "verb_extracted",
                            "s",
                            "lvl"),
                    List.of(
                            "msg",
                            "took",
                            "size",
                            "n",
                            "ip",
                            "a",
                            "b",
                            "bare",
                            "a_b_c",
                            "_9x",
                            "rest",
                            "m",
                            "missing",
                            "trace_id",
                            "_",
                            "f",
                            "d",
                            "dotted"),
                    List.of(
                            "info",
                            "warn",
                            "error",
                            "get",
                            "list",
                            "200",
                            "403",
                            "web",
                            "all ok",
                            "of-metadata",
                            "",
                            "again"),
                    List.of("level=info", "verb=get", "msg=", "status=4", "error", "\"", "ms", "=", ""),
                    List.of(
                            "level=(info|warn)",
                            "status=[45]",
                            "(?i)ERROR",
                            "n=\\d",
                            "took=\\d+ms",
                            "msg=\".*\"",
                            "^level",
                            "^(level|verb)=",
                            "x|n|z"),
                    List.of("n", "status", "took", "size", "missing")),
            RandomEntries.Kind.ACCESS,
            new Vocabulary(
                    List.of(
                            "pattern `<ip> - <user> [<_>] \"<method> <path> <_>\" <status> <bytes> <took>`",
                            "pattern `<ip> - <user> [<_>] \"<method> <path> <_>\" <status> <bytes> <took>`",
                            "pattern \"<ip> <_>\"",
                            "pattern `<_> \"<method> <_>`",
                            "pattern `<_>\" <status> <rest>`",
                            "regexp `^(?P<ip>\\S+) - (?P<user>\\S+) .*\"(?P<method>[A-Z]+) (?P<path>\\S+)`",
                            "regexp `\" (?P<status>\\d{3}) (?P<bytes>\\d+|-) (?P<took>.*)$`",
                            "regexp \"(?P<status>[45][0-9][0-9])\"",
                            "regexp `(?P<a>x)?(?P<method>GET|POST)`",
                            "json",
                            "logfmt"),
                    List.of(
                            "method",
                            "status",
                            "user",
                            "pod",
                            "log_type",
                            "path",
                            "ip",
                            "pod_extracted",
                            "status_extracted"),
                    List.of("bytes", "took", "rest", "missing", "a", "trace_id", "level"),
                    List.of("GET", "POST", "200", "403", "404", "dev1", "-", "/", "10.0.0.1", "web-1", ""),
                    List.of("GET", "POST", "\" 200 ", "/api", "HTTP/1.1", "dev1", "10.0.0", "[20/Nov", ""),
                    List.of(
                            "\"(GET|PUT) ",
                            " [45]\\d\\d ",
                            "^10\\.",
                            "^\\d+\\.\\d+",
                            "ms$",
                            "(?i)get /",
                            "\\x1b\\[",
                            "é",
                            "HTTP/1\\.[01]"),
                    List.of("bytes", "status", "took", "missing")),
            RandomEntries.Kind.PACKED,
            new Vocabulary(
                    List.of(
                            "unpack",
                            "unpack",
                            "unpack",
                            "unpack | logfmt",
                            "unpack | json",
                            "json",
                            "json verb, e=\"_entry\"",
                            "unpack | unpack"),
                    List.of("verb", "pod", "log_type", "level", "verb_extracted", "pod_extracted"),
                    List.of("n", "msg", "_entry", "e", "missing", "status"),
                    List.of("get", "list", "create", "p1", "p2", "web-1", "inner", "info", ""),
                    List.of("verb", "_entry", "inner", "GET", "packed", "level=info", "p1", ""),
                    List.of("\"verb\":\"(get|list)\"", "inner|side", "^\\{", "^level", "n=[0-4]", "packed"),
                    List.of("n", "verb", "missing")),
            RandomEntries.Kind.NUMBERS,
            new Vocabulary(
                    List.of(
                            "json",
                            "json",
                            "json",
                            "json",
                            "json n, took, host",
                            "json size, host, counter=\"counter\"",
                            "json status, h=\"host\", ratio=\"ratio\", ip"),
                    List.of("host", "app", "status", "log_type", "level", "h", "status_extracted"),
                    List.of("n", "took", "size", "ratio", "counter", "ip", "missing", "n_extracted", "trace_id"),
                    List.of("h1", "h2", "200", "403", "web", "1", "-5", "NaN", "5m", "20MB", "10.0.0.1", ""),
                    List.of("\"host\":\"h1\"", "ms", "NaN", "e3", "KB", "\"n\":", "Inf", ""),
                    List.of(
                            "host.:.h[12]",
                            "\"n\":\"?-",
                            "\"took\":\"\\d+ms\"",
                            "(?i)inf",
                            "[0-9]{3,}",
                            "\"size\":\"[0-9.]+[KM]i?B\""),
                    List.of("n", "n", "took", "size", "ratio", "ratio", "counter", "counter", "status", "missing")),
            RandomEntries.Kind.ODD,
            new Vocabulary(
                    List.of(
                            "json",
                            "json",
                            "json",
                            "json",
                            "json verb, a",
                            "json ab=\"a.b/c\", x=`[\"a.b/c\"]`, verb",
                            "json nine=\"[\\\"9x\\\"]\", e=`[\"é\"]`, empty=`[\"\"]`, s=`[\"s p\"]`",
                            "json first=\"a[0]\", deep=`b[\"a\"].c`, c=\"c[1].verb\", a=\"a\"",
                            "json a=\"b.a\", b=\"a.b\", verb_extracted=\"verb\"",
                            "unpack",
                            "logfmt",
                            "regexp \"\\\"(?P<verb>get|list|create)\\\"\""),
                    List.of(
                            "verb",
                            "log_type",
                            "level",
                            "status",
                            "log_type_extracted",
                            "verb_extracted",
                            "a_extracted",
                            "verb_extracted_extracted",
                            "c",
                            "_"),
                    List.of(
                            "a", "b", "n", "a_b_c", "_9x", "s_p", "A", "user", "x_y", "k_n", "_1", "a_b", "__x", "a_a",
                            "a_verb", "b_a", "missing", "_x", "first", "ab", "x", "nine"),
                    List.of(
                            "get",
                            "list",
                            "create",
                            "plain",
                            "",
                            "s1",
                            "a b",
                            "true",
                            "1",
                            "quote\"q\"",
                            "back\\slash",
                            "é😀",
                            "\uFFFD",
                            "of-metadata",
                            "tab\tend",
                            "été"),
                    List.of("verb", "plain", "é", "😀", "\\u", "\"a\":", "null", "\\", "\t", "{\"", ""),
                    List.of(
                            "\"verb\":\"(get|list)\"",
                            "\\\\u[0-9a-f]{4}",
                            "^\\s*\\{",
                            "}\\s*$",
                            "[^\\x00-\\x7f]",
                            "(?s).*",
                            "\"a\":(\\[|\\{)",
                            "\\p{L}{3}",
                            "^.{0,40}$",
                            "."),
                    List.of("n", "a", "b", "status", "_1", "c", "_9x")),
            RandomEntries.Kind.TEXT,
            new Vocabulary(
                    List.of(
                            "pattern \"<first> <rest>\"",
                            "pattern \"<_>: <after>\"",
                            "regexp \"(?P<word>error|warn|info)\"",
                            "regexp `(?P<ip>\\d+\\.\\d+\\.\\d+\\.\\d+)`",
                            "logfmt",
                            "json",
                            "decolorize | pattern \"<first> <_>\""),
                    List.of("log_type", "pod", "word", "ip", "level", "verb"),
                    List.of("first", "rest", "after", "x", "id", "missing", "trace_id", "GET", "user"),
                    List.of("error", "warn", "info", "GET", "10.0.0.1", "web-1", "1", "", "7f3a"),
                    List.of("error", "warn", "GET", "10.0.0", "x=1", "Ünï", "\u001b[", " ", "took", ""),
                    List.of(
                            "error|warn",
                            "(?i)ERROR",
                            "\\d+\\.\\d+",
                            "^\\S+ \\S+",
                            "[[:upper:]]{3}",
                            "id=[0-9a-f]+",
                            "\\x1b",
                            "ünï",
                            "(?i)ünï",
                            "^$",
                            "took.*s"),
                    List.of("x", "n", "status", "missing")));

    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("verb", List.of("get", "list", "create", "watch", "delete", "patch")),
            Map.entry("stage", List.of("ResponseComplete", "RequestReceived", "ResponseStarted", "Panic")),
            Map.entry("objectRef_namespace", List.of("kube-system", "team-1", "team-2", "of-stream")),
            Map.entry("ns", List.of("kube-system", "team-1", "team-2")),
            Map.entry("objectRef_resource", List.of("pods", "secrets", "nodes")),
            Map.entry("responseStatus_code", List.of("200", "403", "101")),
            Map.entry("code", List.of("200", "403")),
            Map.entry("status", List.of("200", "403", "404", "500")),
            Map.entry("user_username", List.of("dev1", "dev2", "system:admin")),
            Map.entry("level", List.of("info", "warn", "error", "Metadata", "Request", "")),
            Map.entry("cluster", List.of("a", "b", "")),
            Map.entry("app", List.of("web", "api")),
            Map.entry("host", List.of("h1", "h2", "h3")),
            Map.entry("method", List.of("GET", "POST", "PUT")),
            Map.entry("user", List.of("dev1", "alice", "-")),
            Map.entry("pod", List.of("web-1", "p1", "")),
            Map.entry("word", List.of("error", "warn")),
            Map.entry("log_type", List.of("audit", "logfmt", "access", "packed", "numbers", "odd", "text")));

    private static final List<String> ANY_LABELS = List.of(
            "__error__",
            "__error_details__",
            "__preserve_error__",
            "trace_id",
            "level_extracted",
            "verb_extracted",
            "detected_level",
            "nope",
            "verb",
            "level",
            "took");
    private static final List<String> ADDRESSES = List.of(
            "10.0.0.1",
            "10.0.0.0/8",
            "10.0.0.1-10.0.0.20",
            "192.168.0.0/16",
            "::1",
            "2001:db8::/32",
            "fe80::1-fe80::ff",
            "::ffff:10.0.0.1",
            "0.0.0.0/0");
    private static final List<String> LINE_PATTERNS = List.of(
            "<_>verb<_>",
            "<_>\"verb\":\"get\"<_>",
            "level=<_> verb=<_>",
            "<_> - - <_>",
            "<_>\"GET <_> HTTP<_>",
            "<_>200<_>",
            "{<_>}",
            "<_>error<_>",
            "error <_>",
            "<_> ok<_>",
            "<_>",
            "",
            "GET",
            "<_>:<_>",
            "<_>ms");
    private static final List<String> RANGES = List.of(
            "5m",
            "10m",
            "5m",
            "10m",
            "1h",
            "2h",
            "30s",
            "1m",
            "90s",
            "1h30m",
            "600s",
            "7200s",
            "5m0s",
            "1d",
            "300000ms",
            "1w",
            "3m20s",
            "1y");
    private static final List<String> OFFSETS = List.of(
            "5m", "10m", "1h", "-5m", "-10m", "30s", "1m30s", "0s", "1.5m", "-30s", "24h", "1d", "90m", "-1ns", "1ns",
            "-0.5h");
    private static final List<String> NUMBERS = List.of(
            "0", "1", "2", "5", "10", "100", "200", "0.5", "1e1", ".5", "5.", "1_0", "017", "0x1p-2", "1E+2", "2e-1",
            "1000000");
    private static final List<String> DURATIONS = List.of(
            "1s", "500ms", "1.5s", "1m", "5m", "1h30m", "-3s", "1d", "1w", "10us", "3µs", "7ns", "20us", "4µs", "0s",
            "1ms", "2h", "100ms", "1m30s");
    private static final List<String> SIZES = List.of(
            "1KB", "20MB", "12KiB", "5B", "500kB", "1GB", "0B", "100b", "0.5MiB", "1.5kb", "1TB", "1k", "2M", "1Gi");
    private static final List<String> QUANTILES = List.of("0.5", "0.9", "0.99", "0", "1", ".25", "2", "1e-1");

    /** Templates; {@code $L} stands for a label. */
    private static final List<String> TEMPLATES = List.of(
            "{{.$L}}",
            "{{ .$L }}",
            "{{.$L}}",
            "x{{.$L}}-{{.$L}}",
            "fixed",
            "",
            "{{ .$L | ToUpper }}",
            "{{ ToLower .$L }}",
            "{{ .$L | lower }}",
            "{{ upper .$L }}",
            "{{ .$L | title }}",
            "{{ Replace .$L \"e\" \"E\" 1 }}",
            "{{ Replace .$L \"e\" \"\" -1 }}",
            "{{ .$L | replace \"e\" \"_\" }}",
            "{{ Trim .$L \"ges\" }}",
            "{{ TrimLeft .$L \"gl\" }}",
            "{{ TrimRight .$L \"t1\" }}",
            "{{ TrimPrefix .$L \"ge\" }}",
            "{{ TrimSuffix .$L \"t\" }}",
            "{{ TrimSpace .$L }}",
            "{{ trim .$L }}",
            "{{ trimAll \"gt\" .$L }}",
            "{{ trimPrefix \"g\" .$L }}",
            "{{ trimSuffix \"t\" .$L }}",
            "{{ trunc 3 .$L }}",
            "{{ .$L | trunc -2 }}",
            "{{ substr 1 3 .$L }}",
            "{{ substr -1 2 .$L }}",
            "{{ substr 1 -1 .$L }}",
            "{{ if contains \"e\" .$L }}yes{{ else }}no{{ end }}",
            "{{ if hasPrefix \"g\" .$L }}p{{ end }}{{ if hasSuffix \"t\" .$L }}s{{ end }}",
            "{{ indent 2 .$L }}",
            "{{ nindent 1 .$L }}",
            "{{ repeat 2 .$L }}",
            "{{ .$L | int }}",
            "{{ float64 .$L }}",
            "{{ add 1 (int .$L) }}",
            "{{ sub (int .$L) 1 2 }}",
            "{{ mul 2 (int .$L) }}",
            "{{ div (int .$L) 100 }}",
            "{{ mod (int .$L) 100 }}",
            "{{ div 100 (int .$L) }}",
            "{{ mod 7 (int .$L) }}",
            "{{ addf 1.5 (float64 .$L) }}",
            "{{ subf (float64 .$L) 0.1 }}",
            "{{ mulf .$L 2 }}",
            "{{ divf (float64 .$L) 3 }}",
            "{{ divf 1 .$L }}",
            "{{ max 1 2 (int .$L) }}",
            "{{ min 250 (int .$L) }}",
            "{{ maxf 1.5 .$L }}",
            "{{ minf 1.5 (float64 .$L) 2 }}",
            "{{ ceil .$L }}",
            "{{ floor .$L }}",
            "{{ round .$L 1 }}",
            "{{ round 3.14159 2 }}",
            "{{ round 2.5 0 0.6 }}",
            "{{ regexReplaceAll \"([a-z])t\" .$L \"${1}T\" }}",
            "{{ regexReplaceAll \"(?P<x>[a-z]+)\" .$L \"<$x>\" }}",
            "{{ regexReplaceAllLiteral \"[aeiou]\" .$L \"$1\" }}",
            "{{ regexReplaceAll \"(\" .$L \"\" }}",
            "{{ count \"[aeiou]\" .$L }}",
            "{{ __line__ | count \"e\" }}",
            "{{ .$L | urldecode }}",
            "{{ urlencode .$L }}",
            "{{ b64enc .$L }}",
            "{{ b64dec .$L }}",
            "{{ .$L | b64enc | b64dec }}",
            "{{ bytes .$L }}",
            "{{ .$L | duration }}",
            "{{ duration_seconds .$L }}",
            "{{ alignLeft 5 .$L }}|",
            "{{ alignRight 5 .$L }}|",
            "{{ default \"none\" .$L }}",
            "{{ .$L | default \"-\" | upper }}",
            "{{ __line__ }}",
            "{{ __line__ | trunc 20 }}",
            "{{ __line__ | len }}",
            "{{ __timestamp__ | date \"2006-01-02T15:04:05.000Z07:00\" }}",
            "{{ __timestamp__ | unixEpoch }}",
            "{{ unixEpochMillis __timestamp__ }}",
            "{{ __timestamp__ | unixEpochNanos }}",
            "{{ __timestamp__ }}",
            "{{ date \"Jan 2 Mon 3:04PM\" __timestamp__ }}",
            "{{ toDate \"2006-01-02\" \"2026-11-20\" | date \"02.01.06\" }}",
            "{{ toDate \"2006-01-02\" .$L | unixEpoch }}",
            "{{ toDateInZone \"2006-01-02 15:04\" \"Europe/Berlin\" \"2026-07-20 12:00\" | unixEpoch }}",
            "{{ toDateInZone \"2006-01-02\" \"nowhere\" \"2026-07-20\" | unixEpochMillis }}",
            "{{ unixToTime \"1763625600\" | date \"2006\" }}",
            "{{ unixToTime .$L | date \"2006\" }}",
            "{{ (fromJson __line__).verb }}",
            "{{ with fromJson __line__ }}{{ .verb }}{{ end }}",
            "{{ range $k, $v := fromJson __line__ }}{{ $k }}={{ $v }};{{ end }}",
            "{{ range $i, $e := fromJson \"[1,\\\"b\\\",null,2.50,{\\\"z\\\":1,\\\"a\\\":[]}]\" }}{{ $i }}:{{ $e }} {{ end }}",
            "{{ if eq .$L \"get\" \"list\" }}read{{ else if eq .$L \"create\" }}write{{ else }}other{{ end }}",
            "{{ if ne .$L \"\" }}{{ .$L }}{{ else }}empty{{ end }}",
            "{{ if and .$L (gt (len .$L) 3) }}long{{ end }}",
            "{{ if or (lt (int .$L) 300) (ge (int .$L) 500) }}odd{{ end }}",
            "{{ if not .$L }}none{{ end }}",
            "{{ if le (float64 .$L) 1.5 }}small{{ end }}",
            "{{ with .$L }}[{{ . }}]{{ else }}nothing{{ end }}",
            "{{ $x := .$L }}{{ $x | upper }}{{ $x = \"z\" }}{{ $x }}",
            "{{- .$L -}} x {{- /* gone */ -}} y",
            "{{/* only */}}a",
            "{{ printf \"%s|%5s|%-5s|%q\" .$L .$L .$L .$L }}",
            "{{ printf \"%d %05.2f %x %v %t\" (int .$L) 1.5 .$L 2 true }}",
            "{{ printf \"%d\" .$L }}",
            "{{ print .$L 1 2 \"a\" \"b\" 3 }}",
            "{{ println .$L }}",
            "{{ len .$L }}",
            "{{ index .$L 0 }}",
            "{{ index . \"$L\" }}",
            "{{ slice .$L 1 2 }}",
            "{{ slice .$L 0 }}",
            "{{ html .$L }}",
            "{{ js .$L }}",
            "{{ urlquery .$L }}",
            "{{ eq .$L .$L }}",
            "{{ and .$L \"x\" }}{{ or .$L \"y\" }}{{ not .$L }}",
            "{{ define \"t\" }}<{{ . }}>{{ end }}{{ template \"t\" .$L }}",
            "{{ block \"b\" .$L }}({{ . }}){{ end }}",
            "{{ range $i, $c := fromJson \"[1,2,3]\" }}{{ if eq $c 2.0 }}{{ continue }}{{ end }}{{ if eq $i 2 }}{{ break }}{{ end }}{{ $c }}{{ end }}",
            "{{ .$L.sub }}",
            "{{ .$L | nope }}",
            "{{ .$L",
            "{{ true }} {{ 1.0 }} {{ 'a' }} {{ 0x10 }} {{ `raw` }} {{ 1e3 }}",
            "{{ . }}",
            "{{ .__error__ }}",
            "{{ .missing }}|{{ .nope }}",
            "{{ .$L }}\n\ttab",
            "{{ add 1 .$L }}",
            "{{ int \"017\" }} {{ int \"0x10\" }} {{ int 3.9 }} {{ float64 \"1e3\" }} {{ int \"x\" }}");

    private static final List<String> COMPARISONS = List.of("==", "!=", ">", ">=", "<", "<=");
    private static final List<String> GROUPABLE = List.of(
            "avg_over_time",
            "min_over_time",
            "max_over_time",
            "stdvar_over_time",
            "stddev_over_time",
            "quantile_over_time",
            "first_over_time",
            "last_over_time");
    private static final List<String> UNWRAPPING = List.of(
            "avg_over_time",
            "min_over_time",
            "max_over_time",
            "stdvar_over_time",
            "stddev_over_time",
            "quantile_over_time",
            "first_over_time",
            "last_over_time",
            "sum_over_time",
            "rate",
            "rate_counter",
            "sum_over_time");
    private static final List<String> COUNTING =
            List.of("count_over_time", "count_over_time", "rate", "bytes_over_time", "bytes_rate");

    private final SplittableRandom random;
    private final RandomEntries.Kind most;
    private int templates;

    /** Queries above all about that kind of entry. */
    RandomQueries(long seed, RandomEntries.Kind most) {
        this.random = new SplittableRandom(seed);
        this.most = most;
        this.templates = random.nextInt(TEMPLATES.size());
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private String join(String separator, int least, int most, Supplier<String> item) {
        Set<String> items = new LinkedHashSet<>();
        for (int i = least + below(most - least + 1); i > 0; i--) {
            items.add(item.get());
        }
        return String.join(separator, items);
    }

    /** A metric query. */
    String metricQuery() {
        return legal(() -> chance(1) ? variants() : metric(2));
    }

    /** A query whose answer is lines. */
    String logQuery() {
        return legal(() -> {
            RandomEntries.Kind kind = kind();
            return selector(kind) + pipeline(kind, chance(60));
        });
    }

    private String legal(Supplier<String> queries) {
        while (true) {
            String query = queries.get();
            try {
                LogQl.parse(new Source("query", query));
                return query;
            } catch (ProblemsException cannotBeAsked) {
                // The vocabulary does not know which words may follow which.
            }
        }
    }

    private RandomEntries.Kind kind() {
        return chance(65) ? most : pick(List.of(RandomEntries.Kind.values()));
    }

    private Vocabulary words(RandomEntries.Kind kind) {
        return Objects.requireNonNull(VOCABULARIES.get(kind));
    }

    // texts and blanks

    private String quoted(String text) {
        boolean isRaw = text.indexOf('`') < 0 && chance(text.indexOf('\\') >= 0 || text.indexOf('"') >= 0 ? 60 : 15);
        if (isRaw) {
            return "`" + text + "`";
        }
        int manner = below(12);
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c == '\n') {
                quoted.append("\\n");
            } else if (c == '\t') {
                quoted.append("\\t");
            } else if (c < 32 || (c < 127 && manner == 0 && below(3) == 0)) {
                quoted.append(String.format(Locale.ROOT, below(2) == 0 ? "\\x%02x" : "\\%03o", c));
            } else if (manner == 1 && below(3) == 0) {
                quoted.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    private String gap() {
        return switch (below(60)) {
            case 0 -> "\n  ";
            case 1 -> " # a comment\n";
            case 2 -> " /* here */ ";
            case 3 -> " // there\n";
            case 4 -> "\t";
            default -> " ";
        };
    }

    private String word(String word) {
        return chance(2) ? word.toUpperCase(Locale.ROOT) : word;
    }

    // selectors and stages

    /** Not the same twice: Loki v3.7.6 finds a stream in its ingester once for each text that a selector lists. */
    private static List<RandomEntries.Kind> othersThan(RandomEntries.Kind kind) {
        return Stream.of(RandomEntries.Kind.values())
                .filter(other -> other != kind)
                .toList();
    }

    private String selector(RandomEntries.Kind kind) {
        String own = kind.logType();
        String matcher = switch (below(12)) {
            case 0 -> "log_type=~" + quoted(own + "|" + pick(othersThan(kind)).logType());
            case 1 -> "log_type=~" + quoted("(?i)" + own.toUpperCase(Locale.ROOT));
            case 2 -> "log_type!=" + quoted("") + ",log_type=" + quoted(own);
            case 3 -> "log_type!~" + quoted("no.*") + ", log_type=" + quoted(own);
            default -> "log_type=" + quoted(own);
        };
        if (chance(12)) {
            matcher += "," + gap()
                    + pick(List.of(
                            "cluster=\"a\"",
                            "cluster!=\"b\"",
                            "cluster=~\"a|b\"",
                            "app=\"web\"",
                            "app!~\"w.*\"",
                            "level=\"\"",
                            "level!=\"\"",
                            "pod=\"web-1\"",
                            "verb=~\".+\"",
                            "nope=\"\"",
                            "nope=~\".*\"",
                            "pod!=\"web-1\""));
        }
        return "{" + matcher + "}";
    }

    private String lineFilter(Vocabulary words) {
        String operator = pick(List.of("|=", "|=", "|=", "!=", "|~", "|~", "!~", "|>", "!>"));
        int most = chance(25) ? 4 : 1;
        String alternatives = join(" " + word("or") + " ", 1, most, () -> {
            if (operator.endsWith("=") && chance(12)) {
                return "ip(" + quoted(pick(ADDRESSES)) + ")";
            }
            return quoted(
                    operator.endsWith("=")
                            ? pick(
                                    operator.startsWith("!") && chance(70)
                                            ? List.of("nothing", "xyz", "Panic", "open")
                                            : words.texts)
                            : operator.endsWith("~")
                                    ? pick(
                                            operator.startsWith("!") && chance(70)
                                                    ? List.of("no.hing", "x{3}", "Pani[ck]", "5\\d\\d$")
                                                    : words.regexes)
                                    : pick(LINE_PATTERNS));
        });
        return gap() + operator + " " + alternatives;
    }

    private String label(Vocabulary words) {
        return switch (below(20)) {
            case 0 -> pick(ANY_LABELS);
            case 1, 2, 3, 4, 5, 6 -> pick(words.labels);
            default -> common(words.groups);
        };
    }

    private String common(List<String> labels) {
        return pick(chance(75) ? labels.subList(0, Math.min(5, labels.size())) : labels);
    }

    private String value(Vocabulary words, String label) {
        List<String> own = VALUES.get(label);
        return pick(own == null || chance(10) ? words.values : own);
    }

    private String condition(Vocabulary words, int depth) {
        if (depth > 0 && chance(25)) {
            String joint = pick(List.of(" and ", " or ", " or ", ", ", " "));
            String joined = join(joint.isBlank() ? " and " : joint, 2, 3, () -> condition(words, depth - 1));
            return chance(60) ? "(" + joined + ")" : joined;
        }
        return switch (below(19)) {
            case 0, 1 ->
                label(words) + " " + pick(COMPARISONS) + " " + pick(List.of("", "", "", "-", "+")) + pick(NUMBERS);
            case 2 ->
                pick(words.numbers)
                        + pick(List.of(" > ", " >= ", " <= ", " != ", " = ", " == ", " < "))
                        + pick(List.of("", "", "-"))
                        + pick(NUMBERS);
            case 3, 15 ->
                pick(List.of("took", "took", "missing", "n", "verb")) + " " + pick(COMPARISONS) + " " + pick(DURATIONS);
            case 4, 14, 16 ->
                pick(List.of("size", "size", "bytes", "missing", "n")) + " " + pick(COMPARISONS) + " " + pick(SIZES);
            case 5 ->
                pick(List.of("ip", "ip", "ip", "missing", "sourceIPs", "verb")) + " " + pick(List.of("=", "==", "!="))
                        + " ip(" + quoted(pick(ADDRESSES)) + ")";
            case 6, 7, 8 ->
                label(words) + "=~"
                        + quoted(pick(List.of(
                                ".+",
                                ".*",
                                "(?i)GET",
                                "get|list",
                                "[a-z]+",
                                "dev.*",
                                "team-[0-9]",
                                "4..",
                                "",
                                "h[12]",
                                "info|warn",
                                "system:.*",
                                "(get|create)")));
            case 9 -> label(words) + "!~" + quoted(pick(List.of("x.*", "4..", "delete|patch", "", "system.*", "e")));
            case 10, 11 -> label(words) + "!=" + quoted(pick(words.values));
            default -> {
                String label = common(words.groups);
                yield label + "=" + quoted(value(words, label));
            }
        };
    }

    private String selections(Vocabulary words) {
        return join(
                ", ",
                1,
                4,
                () -> chance(70)
                        ? label(words)
                        : label(words)
                                + pick(List.of("=", "!=", "=~", "!~"))
                                + quoted(pick(words.values).replaceAll("\\W", ".")));
    }

    private String template(Vocabulary words) {
        String template = nextTemplate() + (chance(30) ? nextTemplate() : "");
        while (template.contains("$L")) {
            String label = chance(40) ? pick(words.numbers) : label(words);
            template = template.substring(0, template.indexOf("$L"))
                    + label
                    + template.substring(template.indexOf("$L") + 2);
        }
        return template;
    }

    /** One after another, so that none is rare. */
    private String nextTemplate() {
        return TEMPLATES.get(templates++ % TEMPLATES.size());
    }

    private String assignments(Vocabulary words) {
        return join(", ", 1, 3, () -> {
            if (chance(3)) {
                return "__preserve_error__=" + quoted(pick(List.of("true", "true", "false", "{{ .nope }}")));
            }
            String made = chance(50) ? pick(List.of("made", "out", "verb_extracted")) : label(words);
            return made + "=" + (chance(35) ? label(words) : quoted(template(words)));
        });
    }

    private String pipeline(RandomEntries.Kind kind, boolean parses) {
        Vocabulary words = words(kind);
        StringBuilder pipeline = new StringBuilder();
        for (int i = pick(List.of(0, 0, 0, 1, 1, 2)); i > 0; i--) {
            pipeline.append(lineFilter(words));
        }
        if (chance(3)) {
            pipeline.append(" | ").append(word("decolorize"));
        }
        if (chance(3)) {
            pipeline.append(" | ").append(condition(words, 1));
        }
        if (parses) {
            pipeline.append(gap()).append("| ").append(pick(words.parsers));
            if (chance(8)) {
                pipeline.append(" | ").append(pick(words.parsers));
            }
        }
        for (int i = pick(List.of(0, 0, 0, 1, 1, 2, 3)); i > 0; i--) {
            pipeline.append(stage(words));
        }
        if (chance(parses ? 72 : 10)) {
            pipeline.append(pick(List.of(
                    " | __error__=\"\"",
                    " | __error__=\"\"",
                    " | __error__ = ``",
                    " | __error__!~\".+\"",
                    " | drop __error__, __error_details__",
                    " | drop __error__",
                    " | __error__!=\"JSONParserErr\"",
                    " | __error__=~\".*Err\" | drop __error__, __error_details__")));
        }
        if (chance(4)) {
            pipeline.append(" | __error_details__=~").append(quoted(pick(List.of(".*", ".+", "", "Value.*"))));
        }
        return pipeline.toString();
    }

    private String stage(Vocabulary words) {
        return switch (below(28)) {
            case 0, 1 -> lineFilter(words);
            case 2, 3, 4, 5, 6 -> gap() + "| line_format " + quoted(template(words));
            case 7, 8, 9, 10, 11, 12, 13, 14 -> gap() + "| label_format " + assignments(words);
            case 15 -> " | " + word("keep") + " " + selections(words);
            case 16 -> " | drop " + selections(words);
            case 17 -> " | decolorize";
            case 18 -> " | " + pick(words.parsers);
            case 19, 20 ->
                " | line_format " + quoted(template(words)) + " | "
                        + pick(List.of(
                                "json", "logfmt", "pattern \"<first> <_>\"", "regexp \"(?P<word>[a-z]+)\"", "unpack"));
            default -> gap() + "| " + condition(words, 2);
        };
    }

    // metrics

    private String grouping(Vocabulary words) {
        return switch (below(10)) {
            case 0, 4 -> " without (" + join(", ", 0, 5, () -> label(words)) + ")";
            case 1 -> " by ()";
            case 2 -> "";
            case 3 -> " by (" + join(",", 1, 3, () -> label(words)) + ")";
            default -> " " + word("by") + " (" + join(", ", 1, 2, () -> common(words.groups)) + ")";
        };
    }

    private String ranged(RandomEntries.Kind kind, String unwrap) {
        String selector = selector(kind);
        String pipeline = pipeline(kind, !unwrap.isEmpty() || chance(75));
        String range =
                gap() + "[" + pick(RANGES) + "]" + (chance(18) ? " " + word("offset") + " " + pick(OFFSETS) : "");
        return switch (below(12)) {
            case 0 -> selector + range + pipeline + unwrap;
            case 1 -> "(" + selector + pipeline + unwrap + ")" + range;
            case 2 -> "(" + selector + pipeline + unwrap + range + ")";
            default -> selector + pipeline + unwrap + range;
        };
    }

    private String unwrap(Vocabulary words) {
        String label = pick(words.numbers);
        String conversion = label.equals("took")
                ? pick(List.of("duration", "duration_seconds", "duration_seconds", ""))
                : label.equals("size") || label.equals("bytes")
                        ? pick(List.of("bytes", "bytes", ""))
                        : pick(List.of("", "", "", "", "bytes", "duration"));
        String unwrapped =
                " | " + word("unwrap") + " " + (conversion.isEmpty() ? label : conversion + "(" + label + ")");
        if (chance(70)) {
            unwrapped += pick(List.of(
                    " | __error__=\"\"",
                    " | __error__=\"\"",
                    " | __error__!=\"SampleExtractionErr\"",
                    " | __error__=\"\" or __error__=\"x\""));
        }
        if (chance(15)) {
            unwrapped += " | " + condition(words, 1);
        }
        return unwrapped;
    }

    private String aggregated(String operation, String range) {
        return word(operation) + "(" + (operation.equals("quantile_over_time") ? pick(QUANTILES) + ", " : "") + range
                + ")";
    }

    private String rangeAggregation(RandomEntries.Kind kind) {
        Vocabulary words = words(kind);
        if (chance(5)) {
            return "absent_over_time("
                    + (chance(50)
                            ? ranged(kind, "")
                            : pick(List.of(
                                            "{log_type=\"nope\"}",
                                            "{log_type=\"audit\",cluster=\"z\",a=~\"x\"}",
                                            "{nope=\"x\", nope=\"y\", b=\"1\"}",
                                            selector(kind)))
                                    + lineFilter(words) + "[" + pick(RANGES) + "]")
                    + ")";
        }
        if (chance(38)) {
            String operation = pick(UNWRAPPING);
            boolean isGroupable = GROUPABLE.contains(operation);
            return aggregated(operation, ranged(kind, unwrap(words)))
                    + (isGroupable && chance(80) ? grouping(words) : "");
        }
        return aggregated(pick(COUNTING), ranged(kind, ""));
    }

    /** An aggregation of few series. */
    private String grouped(RandomEntries.Kind kind) {
        Vocabulary words = words(kind);
        String operand = rangeAggregation(kind);
        String operation = pick(List.of("sum", "sum", "sum", "count", "min", "max", "avg", "stddev", "stdvar"));
        String grouping = grouping(words);
        return chance(80)
                ? word(operation) + grouping + gap() + "(" + operand + ")"
                : operation + "(" + operand + ")" + grouping;
    }

    /** A metric that is seldom a number, since few can work on those. */
    private String series(int depth) {
        String metric = metric(depth);
        return metric.contains("{") || chance(6) ? metric : grouped(kind());
    }

    private String metric(int depth) {
        RandomEntries.Kind kind = kind();
        Vocabulary words = words(kind);
        return switch (below(depth > 0 ? 42 : 12)) {
            case 0, 1, 2 -> rangeAggregation(kind);
            case 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 -> grouped(kind);
            case 15, 16 ->
                pick(List.of("topk", "bottomk", "topk", "bottomk", "approx_topk")) + "("
                        + pick(List.of("1", "2", "3", "5", "100")) + "," + gap() + series(depth - 1) + ")";
            case 17 ->
                pick(List.of("topk", "bottomk")) + " by (" + pick(words.groups) + ") (" + pick(List.of("1", "2")) + ", "
                        + series(depth - 1) + ")";
            case 18, 19 ->
                pick(List.of("sort", "sort_desc", "sort()", "sort_desc")).replace("()", "") + "(" + series(depth - 1)
                        + ")";
            case 20, 21 ->
                "label_replace(" + series(depth - 1) + ", " + quoted(pick(List.of("kind", "verb", "made", "log_type")))
                        + ", " + quoted(pick(List.of("$1", "x-$1", "", "${1}y", "$2", "$0", "${a}", "fixed"))) + ", "
                        + quoted(pick(words.groups)) + ", "
                        + quoted(pick(List.of("(.*)", "(.)(.*)", "(?P<a>[a-z]+).*", "get", "", ".+", "(x)?.*"))) + ")";
            case 22 -> "vector(" + pick(NUMBERS) + ")";
            case 23 -> pick(List.of("", "", "-", "+")) + pick(NUMBERS);
            case 24, 25, 26, 27 ->
                series(depth - 1) + " " + pick(COMPARISONS) + " " + (chance(25) ? "bool " : "")
                        + pick(List.of("", "", "-")) + pick(NUMBERS);
            case 28, 29 ->
                series(depth - 1) + gap() + pick(List.of("+", "-", "*", "/", "%", "^")) + " " + pick(NUMBERS);
            case 30 ->
                pick(NUMBERS) + " " + pick(List.of("+", "-", "*", "/", "%", "^", ">", "<=", "== bool")) + " "
                        + series(depth - 1);
            case 31 ->
                "(" + series(depth - 1) + ") " + pick(List.of("or", "and", "unless", "OR")) + " vector(" + pick(NUMBERS)
                        + ")";
            case 32, 33, 34 -> matched(kind);
            case 35, 36 -> pair(kind);
            case 40 -> many();
            case 37 -> "sum by (" + pick(words.groups) + ") (" + series(depth - 1) + ")";
            case 38 ->
                "(" + series(depth - 1) + ") "
                        + pick(List.of(
                                "and", "or", "unless", "+", "-", "*", "/", "%", "^", "==", "> bool", "<", "!=", ">=",
                                "<="))
                        + gap() + "(" + series(depth - 1) + ")";
            default ->
                pick(List.of(
                        "2 ^ 3 ^ 2",
                        "1 + 2 * 3",
                        "-1 ^ 2",
                        "1 > 2",
                        "1 == bool 1",
                        "1 / 0",
                        "0 / 0",
                        "5 % 0",
                        "-5 % 3",
                        "2 ^ 0.5",
                        "vector(1) + vector(2)",
                        "1 - 1 - 1",
                        "vector(1) > 2",
                        "2 > bool vector(1)",
                        "1 < bool 2 + 1",
                        "0 * -1",
                        "1e308 * 10"));
        };
    }

    /** Two aggregations by the same labels. */
    private String pair(RandomEntries.Kind kind) {
        Vocabulary words = words(kind);
        String by = " by (" + join(", ", 1, 2, () -> common(words.groups)) + ") ";
        String operator = pick(List.of(
                "+", "-", "*", "/", "%", "^", "==", "!=", ">", ">=", "<", "<=", "and", "or", "unless", "> bool",
                "== bool", "<= bool", "!= bool", ">= bool", "< bool"));
        return "sum" + by + "(" + rangeAggregation(kind) + ")" + gap() + operator + " "
                + pick(List.of("sum", "count", "max")) + by + "(" + rangeAggregation(kind) + ")";
    }

    private String matched(RandomEntries.Kind kind) {
        Vocabulary words = words(kind);
        String one = common(words.groups);
        String other = common(words.groups);
        String third = pick(words.groups);
        String many = "sum by (" + one + ", " + other + ") (" + rangeAggregation(kind) + ")";
        String few = "sum by (" + one + (chance(25) ? ", " + third : "") + ") (" + rangeAggregation(kind) + ")";
        String on = chance(60)
                ? "on (" + (chance(85) ? one : one + ", " + third) + ")"
                : chance(85)
                        ? "ignoring (" + other + ")"
                        : pick(List.of("on ()", "ignoring ()", "ignoring (" + one + ")"));
        String include = chance(55) ? " (" + join(", ", 0, 2, () -> pick(words.groups)) + ")" : "";
        String operator = pick(List.of("+", "-", "*", "/", "%", "==", "!=", ">", "<", ">=", "> bool", "<= bool", "^"));
        return switch (below(9)) {
            case 0, 1, 2 -> many + " " + operator + " " + on + " group_left" + include + " " + few;
            case 3, 4, 8 -> few + " " + operator + " " + on + " group_right" + include + " " + many;
            case 5 -> many + " " + pick(List.of("and", "or", "unless")) + " " + on + " " + few;
            case 6 -> few + " " + operator + " " + on + " " + few.replace("sum by", "count by");
            default -> many + " " + operator + " " + on + " " + few;
        };
    }

    /** A series for each entry, more than Loki gives. */
    private String many() {
        String operation = pick(COUNTING) + "(";
        String every = operation + "{log_type=~\".+\"}" + pick(List.of("", " | json | logfmt", " !~ \"x{9}\""))
                + " | label_format each=\"{{ __timestamp__ | unixEpochNanos }}{{ __line__ | b64enc }}\" [1w] offset -1h)";
        return pick(List.of(
                every,
                "sum by (each) (" + every + ")",
                "topk(2, " + every + ")",
                "count(" + every + ")",
                every + " > 5",
                "vector(1) or " + every));
    }

    private String variants() {
        RandomEntries.Kind kind = kind();
        String selector = selector(kind);
        return "variants(" + join(", ", 1, 2, () -> "count_over_time(" + selector + "[5m])") + ") of (" + selector
                + "[5m])";
    }
}
