package io.auditrules;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A real peer that a test asks, where it is installed. Where it is absent the test says so and is skipped; in CI that is a
 * failure.
 */
public final class InstalledProgram {
    private InstalledProgram() {}

    /**
     * The path of a program; ends the test where there is none.
     *
     * @param peer what is asked: {@code against a real Alertmanager}
     * @param debianPackage what to install
     * @param names that the program may have
     */
    public static Path find(String peer, String debianPackage, String... names) {
        Optional<Path> found = onPath(names);
        if (found.isEmpty()) {
            notTested(peer, "no " + String.join(" or ", names) + " on the PATH; install Debian's " + debianPackage);
        }
        return found.orElseThrow();
    }

    /** Says loudly why the running test cannot ask its peer, and ends it; where CI is at work it fails. */
    public static void notTested(String peer, String reason) {
        String message = "NOT TESTED " + peer + ": " + reason;
        System.err.println(message);
        if ("true".equals(System.getenv("CI"))) {
            fail(message + " (required, because CI=true)");
        }
        assumeTrue(false, message);
    }

    private static Optional<Path> onPath(String... names) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Arrays.stream(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
