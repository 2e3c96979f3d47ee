package io.auditrules.report;

import io.auditrules.InstalledProgram;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/**
 * A real browser without a window, where one is installed (Debian: {@code chromium}). Where it is absent a test that needs
 * it says so and is skipped; in CI that is a failure.
 */
final class Chromium {
    private final Path chromium;
    private final Path folder;

    private Chromium(Path chromium, Path folder) {
        this.chromium = chromium;
        this.folder = folder;
    }

    /**
     * The installed one; ends the test where there is none.
     *
     * @param folder for all that it writes
     */
    static Chromium installed(Path folder) {
        Path chromium =
                InstalledProgram.find("in a real browser", "chromium", "chromium", "chromium-browser", "google-chrome");
        return new Chromium(chromium, folder);
    }

    /**
     * What a page became.
     *
     * @param dom the document as HTML
     * @param messages what the page, or the browser about it, wrote to the console
     */
    record Loaded(String dom, List<String> messages) {}

    /** Loads a page. */
    Loaded load(String page) throws IOException, InterruptedException {
        Path output = run(page, "--dump-dom", "--enable-logging=stderr", "--log-level=0");
        List<String> messages = Files.readAllLines(folder.resolve("stderr"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.contains(":CONSOLE"))
                .toList();
        return new Loaded(Files.readString(output), messages);
    }

    /** How a page looks in a window of a width. */
    BufferedImage screenshot(String page, int width) throws IOException, InterruptedException {
        Path image = folder.resolve("page.png");
        run(page, "--screenshot=" + image, "--hide-scrollbars", "--window-size=" + width + ",1600");
        return ImageIO.read(image.toFile());
    }

    private Path run(String page, String... arguments) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("page.html"), page);
        List<String> command = new ArrayList<>(List.of(
                chromium.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(Arrays.asList(arguments));
        command.add(file.toUri().toString());
        Path output = folder.resolve("stdout");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("chromium does not end: " + command);
        }
        return output;
    }
}
