package io.auditrules.files;

import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the texts that people wrote: YAML files in UTF-8, by paths that are the same on every system. */
public final class SourceFiles {
    private SourceFiles() {}

    /**
     * All files below a directory whose names end in {@code .yaml} or {@code .yml}, sorted by path. Names that begin
     * with a dot are passed over, and so is what lies below them. A missing directory, one without such a file, and a
     * file that cannot be read are problems.
     *
     * @param base what the paths of the sources are relative to: the project
     */
    public static List<Source> read(Path directory, Path base, Problems problems) {
        Source place = new Source(shownPath(directory, base), "");
        if (!Files.isDirectory(directory)) {
            boolean missing = Files.notExists(directory);
            problems.add(
                    place.place(),
                    missing ? "this directory does not exist" : "this is not a directory",
                    "create it and put a .yaml file into it, or name the directory that has your files");
            return List.of();
        }
        // Sorted by the shown path, not by Path, whose order differs between systems.
        Map<String, Path> files = new TreeMap<>();
        try {
            Files.walkFileTree(
                    directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                            return !visited.equals(directory) && isHidden(visited)
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (!isHidden(file) && isYaml(file)) {
                                files.put(shownPath(file, base), file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure) {
                            problems.add(
                                    new Source(shownPath(file, base), "").place(),
                                    failure instanceof FileSystemLoopException
                                            ? "this symbolic link leads back to a directory above it"
                                            : "cannot be read: " + reason(failure),
                                    failure instanceof FileSystemLoopException ? "delete the link" : "");
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            problems.add(place.place(), "cannot be read: " + reason(e), "");
            return List.of();
        }
        if (files.isEmpty()) {
            problems.add(
                    place.place(),
                    "this directory has no file whose name ends in .yaml or .yml",
                    "put one into it, or name the directory that has your files");
        }
        List<Source> sources = new ArrayList<>();
        files.forEach((path, file) -> read(file, path, problems).ifPresent(sources::add));
        return List.copyOf(sources);
    }

    /** The same, but a directory that is missing has no files. */
    public static List<Source> readIfThere(Path directory, Path base, Problems problems) {
        return Files.notExists(directory) ? List.of() : read(directory, base, problems);
    }

    /**
     * Files, whatever their names, and all YAML files of directories; each once. What cannot be read is a problem.
     *
     * @param base what the paths of the sources are relative to: the project
     */
    public static List<Source> read(List<Path> filesAndDirectories, Path base, Problems problems) {
        Set<Source> sources = new LinkedHashSet<>();
        for (Path path : filesAndDirectories) {
            if (Files.isDirectory(path)) {
                sources.addAll(read(path, base, problems));
            } else {
                readFile(path, base, problems).ifPresent(sources::add);
            }
        }
        return List.copyOf(sources);
    }

    /**
     * One file, whatever its name; empty if it cannot be read, which is a problem.
     *
     * @param base what the path of the source is relative to: the project
     */
    public static Optional<Source> readFile(Path file, Path base, Problems problems) {
        return read(file, shownPath(file, base), problems);
    }

    private static Optional<Source> read(Path file, String path, Problems problems) {
        Source nothing = new Source(path, "");
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            problems.add(nothing.place(), "this file does not exist", "create it, or correct the path");
            return Optional.empty();
        } catch (IOException e) {
            String what = Files.isDirectory(file) ? "this is a directory, not a file" : "cannot be read: " + reason(e);
            problems.add(nothing.place(), what, "");
            return Optional.empty();
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            problems.add(nothing.place(), "the file is encoded in UTF-16", "save it as UTF-8");
            return Optional.empty();
        }
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            decoder.flush(out);
            return Optional.of(new Source(path, out.flip().toString()));
        }
        int offset = in.position();
        // For the excerpt only: what is malformed shows as U+FFFD.
        Source shown = new Source(path, new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8));
        problems.add(
                shown.placeAt(out.position(), out.position() + 1),
                String.format(
                        Locale.ROOT, "the file is not UTF-8: byte 0x%02X at offset %d", bytes[offset] & 0xFF, offset),
                "save it as UTF-8");
        return Optional.empty();
    }

    /** The path as people write it: relative to the base if it lies below, with {@code /}. */
    static String shownPath(Path path, Path base) {
        Path absolute = path.toAbsolutePath().normalize();
        Path start = base.toAbsolutePath().normalize();
        Path shown = absolute.startsWith(start) ? start.relativize(absolute) : absolute;
        String text = shown.toString().replace(shown.getFileSystem().getSeparator(), "/");
        return text.isEmpty() ? "." : text;
    }

    static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** What the system said, without the path, which the message has already. */
    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "access denied";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
