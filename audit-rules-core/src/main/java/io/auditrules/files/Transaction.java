package io.auditrules.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes and deletes files, all or none. All that can run out of space comes first: new texts are written beside their
 * targets and old ones are copied; then there are only renames and deletions, each of which can be taken back.
 */
final class Transaction {
    static final Fault NO_FAULT = step -> {};

    /** Where a test can make any step fail. */
    interface Fault {
        void before(String step) throws IOException;
    }

    private interface Step {
        void run() throws IOException;
    }

    private final Path directory;
    private final Fault fault;
    private final String mark = UUID.randomUUID().toString();
    /** How to take back what was done, the last thing first. */
    private final Deque<Step> undo = new ArrayDeque<>();

    private final Map<Path, Path> temporaries = new LinkedHashMap<>();
    private final Map<Path, Path> backups = new LinkedHashMap<>();

    Transaction(Path directory, Fault fault) {
        this.directory = directory;
        this.fault = fault;
    }

    void run(List<Change> writes, List<Change> deletions) {
        Path current = directory;
        try {
            for (Change change : writes) {
                current = change.file();
                createDirectories(parent(current));
                stage(change);
            }
            for (Change change : deletions) {
                current = change.file();
                backUp(current);
            }
            for (Change change : writes) {
                current = change.file();
                replace(current);
            }
            for (Change change : deletions) {
                current = change.file();
                delete(current);
            }
        } catch (IOException | RuntimeException e) {
            takeBack(current, e);
        }
        tidy(deletions);
    }

    private void createDirectories(Path wanted) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path path = wanted; !Files.isDirectory(path); path = parent(path)) {
            missing.add(0, path);
        }
        for (Path path : missing) {
            fault.before("create " + path);
            Files.createDirectory(path);
            undo.push(() -> Files.delete(path));
        }
    }

    private void stage(Change change) throws IOException {
        Path file = change.file();
        Path temporary = beside(file, "new");
        undo.push(() -> Files.deleteIfExists(temporary));
        fault.before("write " + temporary);
        Files.writeString(temporary, change.after(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        temporaries.put(file, temporary);
        if (change.state() != Change.State.CREATED) {
            backUp(file);
            keepPermissions(file, temporary);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(from, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            Files.setPosixFilePermissions(to, view.readAttributes().permissions());
        }
    }

    private void backUp(Path file) throws IOException {
        Path backup = beside(file, "old");
        undo.push(() -> {
            // It is still here after a failure to restore, and then it is the only copy.
            if (backups.containsKey(file)) {
                Files.deleteIfExists(backup);
            }
        });
        backups.put(file, backup);
        fault.before("copy " + file);
        Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }

    private void replace(Path file) throws IOException {
        Path temporary = temporaries.get(file);
        if (temporary == null) {
            throw new IllegalStateException("not staged: " + file);
        }
        fault.before("replace " + file);
        if (backups.containsKey(file)) {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            undo.push(() -> restore(file));
        } else {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(file.toString(), null, "it has just been created by someone else");
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            undo.push(() -> Files.delete(file));
        }
    }

    private void delete(Path file) throws IOException {
        fault.before("delete " + file);
        Files.delete(file);
        undo.push(() -> restore(file));
    }

    private void restore(Path file) throws IOException {
        Path backup = backups.remove(file);
        if (backup != null) {
            Files.move(backup, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Leaves everything as it was before, and throws. */
    private void takeBack(Path failed, Exception cause) {
        List<IOException> failures = new ArrayList<>();
        while (!undo.isEmpty()) {
            try {
                undo.pop().run();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        failures.forEach(cause::addSuppressed);
        String outcome = failures.isEmpty()
                ? "; the files are as they were before"
                : "; and not all files could be restored, old texts lie beside them: " + failures.get(0);
        IOException reason = cause instanceof IOException e ? e : new IOException(cause);
        throw new UncheckedIOException("cannot write " + failed + ": " + cause + outcome, reason);
    }

    /** All files are as they should be; what remains is what nobody should see. */
    private void tidy(List<Change> deletions) {
        try {
            for (Path backup : backups.values()) {
                Files.deleteIfExists(backup);
            }
            for (Change change : deletions) {
                deleteEmpty(parent(change.file()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files are written, but this could not be deleted: " + e, e);
        }
    }

    private void deleteEmpty(Path deepest) throws IOException {
        for (Path path = deepest; !path.equals(directory); path = parent(path)) {
            try {
                Files.delete(path);
            } catch (DirectoryNotEmptyException e) {
                return;
            } catch (NoSuchFileException e) {
                // An earlier deletion has emptied it as well.
            }
        }
    }

    /** In the same directory, as a rename is atomic only there; hidden, so that no reader takes it for a source. */
    private Path beside(Path file, String kind) {
        return file.resolveSibling("." + file.getFileName() + "." + mark + "." + kind);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException("no directory above " + path);
        }
        return parent;
    }
}
