package io.auditrules.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Placeholder. */
public record Comparison(Map<String, String> texts, Path directory) {
    public boolean isClean() {
        return texts.entrySet().stream().allMatch(e -> e.getValue().equals(read(e.getKey())));
    }

    public String report() {
        return isClean() ? "" : "differs";
    }

    public String summary() {
        return texts.size() + " files in manifests";
    }

    public void write(boolean overwrite) {
        texts.forEach((name, text) -> {
            try {
                Files.createDirectories(directory);
                Files.writeString(directory.resolve(name), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private String read(String name) {
        try {
            Path file = directory.resolve(name);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
