package io.auditrules.report;

import io.auditrules.check.Finding;
import io.auditrules.check.Severity;
import io.auditrules.json.JsonWriter;
import io.auditrules.lint.LintReport;
import io.auditrules.lint.ReadCost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What lint found, for programs: one JSON object, its keys always in this order. Keys may be added; {@code version} changes if
 * one changes its meaning or goes.
 *
 * <pre>{@code
 * {"version": 1, "rules": 14, "ignored": 0, "counts": {"error": 1, "warning": 0, "note": 0},
 *  "cost": {"volume": 40000000000, "times": 65, "groups": {name: 65}, "rules": {name: 60, name: 5}},
 *  "findings": [{"id": "blind/unguarded", "severity": "error", "file": "rules.yaml", "line": 7, "column": 60, "endColumn": 64,
 *                "title": text, "detail": text, "consequence": text, "advice": text}]}
 * }</pre>
 *
 * <p>The volume is that of a day in bytes, if it is known; the cost says how many times the log of a day is read in a day. Lines and
 * columns count from 1, columns in characters; a finding about a file as a whole has line 0.
 */
final class LintJson {
    private static final int VERSION = 1;

    private LintJson() {}

    static String of(LintReport report) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            counts.put(severity.toString(), report.count(severity));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("rules", report.rules());
        json.put("ignored", report.ignored());
        json.put("counts", counts);
        json.put("cost", cost(report.cost()));
        json.put("findings", findings(report));
        return JsonWriter.write(json, JsonWriter.Escapes.NEEDED) + "\n";
    }

    private static Map<String, Object> cost(ReadCost cost) {
        Map<String, Object> json = new LinkedHashMap<>();
        cost.volume().ifPresent(volume -> json.put("volume", volume));
        json.put("times", cost.times());
        json.put("groups", cost.groups());
        Map<String, Object> rules = new LinkedHashMap<>();
        cost.rules().forEach(rule -> rules.put(rule.name(), rule.times()));
        json.put("rules", rules);
        return json;
    }

    private static List<Map<String, Object>> findings(LintReport report) {
        return report.findings().stream().map(LintJson::finding).toList();
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", finding.about().id());
        json.put("severity", finding.about().severity().toString());
        json.put("file", finding.place().source().path());
        json.put("line", finding.place().line());
        json.put("column", finding.place().column());
        json.put("endColumn", finding.place().column() + finding.place().length());
        json.put("title", finding.about().title());
        json.put("detail", finding.detail());
        json.put("consequence", finding.about().consequence());
        json.put("advice", finding.advice());
        return json;
    }
}
