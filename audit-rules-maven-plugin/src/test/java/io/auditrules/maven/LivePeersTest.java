package io.auditrules.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.live.LiveSettings;
import io.auditrules.live.Peer;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LivePeersTest {
    private static LivePeers named(
            @Nullable String lokiBinary,
            @Nullable String lokiUrl,
            @Nullable String alertmanagerBinary,
            @Nullable String alertmanagerUrl,
            @Nullable File alertmanagerConfig) {
        return new LivePeers(
                lokiBinary, lokiUrl, alertmanagerBinary, alertmanagerUrl, alertmanagerConfig, LiveSettings.HERE, "15m");
    }

    @Test
    void nothingIsPlayedWithoutPeers() throws Exception {
        assertThat(named(null, null, null, null, null).settings()).isEmpty();
    }

    @Test
    void aProgramAndOneThatRunsGoTogether() throws Exception {
        LiveSettings settings = named("/usr/bin/loki", null, null, "http://127.0.0.1:9093", new File("am.yaml"))
                .settings()
                .orElseThrow();

        assertThat(settings.loki()).isEqualTo(new Peer.Program(Path.of("/usr/bin/loki")));
        assertThat(settings.alertmanager())
                .isEqualTo(new Peer.Running(URI.create("http://127.0.0.1:9093"), Optional.of(Path.of("am.yaml"))));
        assertThat(settings.here()).isEqualTo(URI.create("http://127.0.0.1:19093"));
        assertThat(settings.longest()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void bothMustBeNamed() {
        assertThatThrownBy(named("/usr/bin/loki", null, null, null, null)::settings)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("name both, a Loki and an Alertmanager");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(
                        named("/usr/bin/loki", "http://127.0.0.1:3100", null, "http://10.0.0.1:9093", null)::settings)
                .hasMessageContaining("name loki.binary or loki.url, not both")
                .hasMessageContaining("\"http://10.0.0.1:9093\" is not an address of this machine")
                .hasMessageContaining("name the file that the Alertmanager at http://10.0.0.1:9093 reads");
    }

    @Test
    void aFileIsOfNoUseToAProgram() {
        assertThatThrownBy(named("/usr/bin/loki", null, "/usr/bin/alertmanager", null, new File("am.yaml"))::settings)
                .hasMessageContaining("alertmanager.config is for an Alertmanager that runs");
    }

    @Test
    void anAddressOfThisMachineMustHaveAPort() {
        LivePeers peers = new LivePeers(
                null,
                "http://127.0.0.1:3100",
                null,
                "http://127.0.0.1:9093",
                new File("am.yaml"),
                "host.docker.internal",
                "15m");

        assertThatThrownBy(peers::settings).hasMessageContaining("\"host.docker.internal\" is not an address");
    }
}
