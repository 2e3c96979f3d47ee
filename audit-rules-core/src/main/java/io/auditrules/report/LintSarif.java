package io.auditrules.report;

import io.auditrules.check.About;
import io.auditrules.check.Finding;
import io.auditrules.json.JsonWriter;
import io.auditrules.lint.LintReport;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What lint found as SARIF 2.1.0 (OASIS), which code scanning shows in a pull request. Columns count in code points
 * ({@code columnKind}), and paths are relative to the project.
 */
final class LintSarif {
    private LintSarif() {}

    static String of(LintReport report) {
        List<About> rules = report.findings().stream()
                .map(Finding::about)
                .distinct()
                .sorted(Comparator.comparing(About::id))
                .toList();
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "audit-rules");
        driver.put("rules", rules.stream().map(LintSarif::rule).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "unicodeCodePoints");
        run.put("results", report.findings().stream().map(LintSarif::result).toList());
        Map<String, Object> sarif = new LinkedHashMap<>();
        sarif.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        sarif.put("version", "2.1.0");
        sarif.put("runs", List.of(run));
        return JsonWriter.write(sarif, JsonWriter.Escapes.NEEDED) + "\n";
    }

    private static Map<String, Object> rule(About about) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", about.id());
        rule.put("shortDescription", text(about.title()));
        rule.put("fullDescription", text(about.consequence()));
        Map<String, Object> help = text(about.why());
        help.put("markdown", about.why());
        rule.put("help", help);
        rule.put("defaultConfiguration", Map.of("level", about.severity().toString()));
        return rule;
    }

    private static Map<String, Object> result(Finding finding) {
        Map<String, Object> artifact = new LinkedHashMap<>();
        artifact.put("uri", uri(finding.place().source().path()));
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("artifactLocation", artifact);
        if (finding.place().line() > 0) {
            Map<String, Object> region = new LinkedHashMap<>();
            region.put("startLine", finding.place().line());
            region.put("startColumn", finding.place().column());
            region.put(
                    "endColumn",
                    finding.place().column() + Math.max(1, finding.place().length()));
            location.put("region", region);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", finding.about().id());
        result.put("level", finding.about().severity().toString());
        result.put("message", text(LintText.words(finding)));
        result.put("locations", List.of(Map.of("physicalLocation", location)));
        return result;
    }

    /** A relative reference (RFC 3986), with what a path may have and a reference may not. */
    private static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean isPlain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~/".indexOf(c) >= 0;
            uri.append(isPlain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return uri.toString();
    }

    private static Map<String, Object> text(String text) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("text", text);
        return message;
    }
}
