package io.auditrules.files;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.ProblemsException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Generated files by their paths. Each text begins with two lines that say where it comes from, so that a later run
 * knows its own files and sees whether a person has edited one:
 *
 * <pre>{@code
 * FileSet files = FileSet.builder()
 *         .add("exec.yaml", List.of("src/main/audit-rules/exec.yaml"), YamlWriter.write(manifest))
 *         .build();
 * Comparison comparison = files.compareWith(directory, project);
 * comparison.write();
 * }</pre>
 */
public final class FileSet {
    private final SortedMap<String, String> texts;

    private FileSet(SortedMap<String, String> texts) {
        this.texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The whole text of each file, by its path. */
    public SortedMap<String, String> texts() {
        return texts;
    }

    /**
     * What would change if these files, and no other generated ones, were in a directory. Only files inside it are
     * looked at: those in the way of these, and those that begin as generated ones do. Nothing is written.
     *
     * @param directory need not exist
     * @param base what paths in messages are relative to: the project
     * @throws ProblemsException if something else than a directory is in its place
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public Comparison compareWith(Path directory, Path base) {
        return new DirectoryReader(directory, base).compare(texts);
    }

    /** Collects files; the order in which they are added does not matter. */
    public static final class Builder {
        /** What no system, or not every one, allows in a name; and the dot in front, as hidden files are passed over. */
        private static final Pattern LEGAL_NAME = Pattern.compile("(?!\\.)[^/\\\\:*?\"<>|\\p{Cntrl}]+(?<![. ])");

        private final SortedMap<String, String> texts = new TreeMap<>();
        private final SortedMap<String, String> pathsInLowerCase = new TreeMap<>();

        private Builder() {}

        /**
         * Adds a file.
         *
         * @param path relative, with {@code /}
         * @param sources what the header says that the file comes from
         * @param body what follows the header; its comments begin with {@code #}
         * @throws IllegalValueException if the path is not one that every system allows, or is taken
         */
        public Builder add(String path, Collection<String> sources, String body) {
            String[] names = path.split("/", -1);
            for (String name : names) {
                if (!LEGAL_NAME.matcher(name).matches()) {
                    throw new IllegalValueException(
                            "\"" + path + "\" is not a path that every system allows for a generated file",
                            "write a relative path with \"/\", without \"..\", names that begin with a dot, and any of"
                                    + " \\ : * ? \" < > |");
                }
            }
            String key = path.toLowerCase(Locale.ROOT);
            String first = pathsInLowerCase.putIfAbsent(key, path);
            if (first != null) {
                throw new IllegalValueException(
                        first.equals(path)
                                ? "two files would be written to \"" + path + "\""
                                : "\"" + first + "\" and \"" + path + "\" are one file where case does not count",
                        "give one of them another name");
            }
            texts.put(path, Header.of(sources, body));
            return this;
        }

        public FileSet build() {
            for (String path : pathsInLowerCase.keySet()) {
                for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                    String file = pathsInLowerCase.get(path.substring(0, slash));
                    if (file != null) {
                        throw new IllegalValueException(
                                "\"" + file + "\" would be both a file and a directory", "give it another name");
                    }
                }
            }
            return new FileSet(texts);
        }
    }

    /** The files one after the other, each with its path in front: for people and tests. */
    @Override
    public String toString() {
        StringBuilder all = new StringBuilder();
        texts.forEach(
                (path, text) -> all.append("==> ").append(path).append(" <==\n").append(text));
        return all.toString();
    }
}
