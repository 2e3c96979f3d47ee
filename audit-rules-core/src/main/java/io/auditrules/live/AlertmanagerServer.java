package io.auditrules.live;

import io.auditrules.alertmanager.Routing;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.files.TemporaryFolder;
import io.auditrules.yaml.YamlWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An Alertmanager that is started for one scenario, on loopback. */
final class AlertmanagerServer implements AlertmanagerPeer {
    private static final Pattern ADDRESS = Pattern.compile("Listening on.*address=\\S*:(\\d+)");

    private static final Pattern LOADED =
            Pattern.compile("ts=(\\S+) .*msg=\"Completed loading of configuration file\"");

    /** It gives up: what it is to say cannot be said. */
    private static final Pattern COMPLAINT = Pattern.compile(
            "msg=\"Notify for alerts failed\".* err=\"((?:[^\"\\\\]|\\\\.)*unrecoverable(?:[^\"\\\\]|\\\\.)*)\"");

    private final Server server;
    private final TemporaryFolder folder;
    private final URI address;
    private final Instant start;

    private AlertmanagerServer(Server server, TemporaryFolder folder, URI address, Instant start) {
        this.server = server;
        this.folder = folder;
        this.address = address;
        this.start = start;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param told gets the notifications, under {@code RECEIVER/KEY/NUMBER}
     * @throws IllegalValueException if it cannot be started, with what it says
     */
    static AlertmanagerServer start(Path program, Routing routing, URI told, Http http, InstantSource clock)
            throws InterruptedException {
        TemporaryFolder folder = TemporaryFolder.create("audit-rules-alertmanager");
        Path config = folder.write("alertmanager.yaml", YamlWriter.write(AlertmanagerConfig.of(routing, told)));
        Server server;
        try {
            server = Server.start(
                    "Alertmanager",
                    List.of(
                            program.toString(),
                            "--config.file=" + config,
                            "--web.listen-address=127.0.0.1:0",
                            "--cluster.listen-address=",
                            "--web.external-url=" + EXTERNAL_URL,
                            "--storage.path=" + folder.path().resolve("data")));
        } catch (IllegalValueException e) {
            folder.close();
            throw e;
        }
        try {
            server.await(each -> port(each).isPresent());
            URI address = URI.create("http://127.0.0.1:" + port(server).orElseThrow());
            server.awaitReady(http, address.resolve("/-/ready"));
            return new AlertmanagerServer(server, folder, address, begin(server).orElseGet(clock::instant));
        } catch (IllegalValueException | InterruptedException e) {
            server.close();
            folder.close();
            throw e;
        }
    }

    private static Optional<String> port(Server server) {
        return find(server, ADDRESS);
    }

    /** When it began to dispatch: right after it has read its configuration. */
    private static Optional<Instant> begin(Server server) {
        return find(server, LOADED).map(text -> OffsetDateTime.parse(text).toInstant());
    }

    private static Optional<String> find(Server server, Pattern pattern) {
        return server.begin().stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public Instant start() {
        return start;
    }

    @Override
    public List<String> complaints() {
        return server.end().stream()
                .map(COMPLAINT::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1).replace("\\\"", "\""))
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        server.close();
        folder.close();
    }
}
