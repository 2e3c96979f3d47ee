package io.auditrules;

import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.files.FileSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Placeholder. */
public record AuditRules(Map<String, String> texts) {
    public static AuditRules read(Path definitionsDirectory, Path base) {
        if (!Files.isDirectory(definitionsDirectory)) {
            Source source = new Source(base.relativize(definitionsDirectory).toString(), "");
            throw new ProblemsException(List.of(new Problem(source.place(), "no such directory", "create it")));
        }
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(definitionsDirectory)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                String text = Files.readString(file);
                if (text.contains("broken")) {
                    Source source = new Source(base.relativize(file).toString(), text);
                    int at = text.indexOf("broken");
                    throw new ProblemsException(
                            List.of(new Problem(source.placeAt(at, at + 6), "unknown key \"broken\"", "remove it")));
                }
                texts.put(file.getFileName().toString(), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AuditRules(texts);
    }

    public static AuditRules combine(List<AuditRules> all) {
        Map<String, String> texts = new TreeMap<>();
        all.forEach(rules -> texts.putAll(rules.texts()));
        return new AuditRules(texts);
    }

    public FileSet manifests() {
        return new FileSet(texts);
    }
}
