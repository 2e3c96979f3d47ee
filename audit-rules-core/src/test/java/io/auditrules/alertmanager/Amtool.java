package io.auditrules.alertmanager;

import io.auditrules.InstalledProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A real Alertmanager, where one is installed (Debian: {@code prometheus-alertmanager}): the judge of what it accepts and
 * of whom it tells. Where it is absent a test that needs it says so and is skipped; in CI that is a failure.
 */
public final class Amtool {
    private static final String PEER = "against a real Alertmanager";

    private final Path amtool;

    private Amtool(Path amtool) {
        this.amtool = amtool;
    }

    /** What a command said. */
    public record Answer(int exit, String output) {
        /** True if the command was content. */
        public boolean isSuccess() {
            return exit == 0;
        }
    }

    /** The installed one; ends the test where there is none. */
    public static Amtool installed() {
        return new Amtool(binary("amtool"));
    }

    /** The path of the server, under one of its names; ends the test where there is none. */
    public static Path server() {
        return binary("prometheus-alertmanager", "alertmanager");
    }

    private static Path binary(String... names) {
        return InstalledProgram.find(PEER, "prometheus-alertmanager", names);
    }

    /** Says loudly why the running test cannot ask its peer, and ends it; where CI is at work it fails. */
    static void notTested(String reason) {
        InstalledProgram.notTested(PEER, reason);
    }

    /** The number alone: {@code 0.25.0}. */
    public String version() {
        return run("--version").output().replaceAll("(?s)amtool, version ([0-9.]+).*", "$1");
    }

    /** What {@code amtool check-config} says of files. */
    public Answer checkConfig(Path... files) {
        List<String> command = new ArrayList<>(List.of("check-config"));
        Arrays.stream(files).forEach(file -> command.add(file.toString()));
        return run(command.toArray(String[]::new));
    }

    /** The tree that {@code amtool config routes show} draws. */
    public String routes(Path file) {
        return run("config", "routes", "show", "--config.file=" + file).output();
    }

    /** The receivers that {@code amtool config routes test} names, in its order. */
    public List<String> receiversFor(Path file, Map<String, String> labels) {
        return Arrays.asList(testRoutes(file, labels).strip().split(",", -1));
    }

    /** The branches that {@code amtool config routes test --tree} draws, without its heading and non-breaking spaces. */
    public String tree(Path file, Map<String, String> labels) {
        String output = testRoutes(file, labels, "--tree");
        return output.substring(output.indexOf('\n') + 1, output.indexOf("\n\n") + 1)
                .replace('\u00a0', ' ');
    }

    private String testRoutes(Path file, Map<String, String> labels, String... options) {
        List<String> command = new ArrayList<>(List.of("config", "routes", "test", "--config.file=" + file));
        command.addAll(Arrays.asList(options));
        new TreeMap<>(labels)
                .forEach((name, value) ->
                        command.add(Matcher.equal(name, value).toString().replace(" = \"", "=\"")));
        Answer answer = run(command.toArray(String[]::new));
        if (!answer.isSuccess()) {
            throw new IllegalStateException(answer.output());
        }
        return answer.output();
    }

    private Answer run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(amtool.toString()));
        command.addAll(Arrays.asList(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            // No configuration of the user's, no server of the machine's; texts as UTF-8.
            builder.environment().keySet().removeIf(name -> name.startsWith("ALERTMANAGER"));
            builder.environment().put("HOME", "/nonexistent");
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("amtool does not end: " + command);
            }
            return new Answer(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
