package io.auditrules.files;

import java.nio.file.Path;
import java.util.Map;

/** Placeholder. */
public record FileSet(Map<String, String> texts) {
    public Comparison compareWith(Path directory) {
        return new Comparison(texts, directory);
    }
}
