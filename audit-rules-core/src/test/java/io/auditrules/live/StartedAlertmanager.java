package io.auditrules.live;

import io.auditrules.alertmanager.Amtool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An Alertmanager as somebody has started it before us, with a file that we may write. */
record StartedAlertmanager(Server server, Peer.Running peer) implements AutoCloseable {
    static final String NOTHING = "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n";

    static StartedAlertmanager start(Path folder, String... more) throws IOException, InterruptedException {
        Path config =
                Files.writeString(folder.resolve("alertmanager.yaml"), RunningAlertmanager.HEADER + "\n" + NOTHING);
        String host = "127.0.0.1:" + freePort();
        List<String> command = new ArrayList<>(List.of(
                Amtool.server().toString(),
                "--config.file=" + config,
                "--web.listen-address=" + host,
                "--storage.path=" + folder.resolve("data")));
        command.addAll(List.of(more));
        Server server = Server.start("Alertmanager", command);
        URI address = URI.create("http://" + host);
        server.awaitReady(new Http(), address.resolve("/-/ready"));
        return new StartedAlertmanager(server, Peer.running(address.toString()).reading(config));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
