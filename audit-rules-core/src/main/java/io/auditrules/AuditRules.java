package io.auditrules;

import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.files.FileSet;
import io.auditrules.files.SourceFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Placeholder. */
public record AuditRules(Map<String, String> texts) {
    public static AuditRules read(Path definitionsDirectory, Path base) {
        Problems problems = new Problems();
        Map<String, String> texts = new TreeMap<>();
        for (Source source : SourceFiles.read(definitionsDirectory, base, problems)) {
            int at = source.text().indexOf("severty");
            if (at >= 0) {
                problems.add(source.placeAt(at, at + 7), "unknown key \"severty\"", "did you mean \"severity\"?");
            }
            texts.put(source.path(), source.text());
        }
        problems.throwIfAny();
        return new AuditRules(texts);
    }

    public static AuditRules combine(List<AuditRules> all) {
        Map<String, String> texts = new TreeMap<>();
        all.forEach(rules -> texts.putAll(rules.texts()));
        return new AuditRules(texts);
    }

    public FileSet manifests() {
        return FileSet.builder()
                .add(
                        "audit-alerts.yaml",
                        texts.keySet(),
                        texts.values().stream().collect(Collectors.joining("\n")))
                .build();
    }
}
