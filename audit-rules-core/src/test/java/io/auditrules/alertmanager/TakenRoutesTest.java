package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which routes an alert takes through the tree, and what they inherit. */
class TakenRoutesTest {
    private static final Routing ROUTING = Routing.root(Route.to("default")
                    .groupBy("alertname")
                    .groupWait("10s")
                    .routes(
                            Route.to("team")
                                    .matching("team = \"a\", ns =~ \"x|y\"")
                                    .continues()
                                    .groupBy("...")
                                    .routes(
                                            Route.inheriting()
                                                    .matching("severity = \"critical\"")
                                                    .groupBy(List.of())
                                                    .groupInterval("1m")
                                                    .build(),
                                            Route.to("pager")
                                                    .matching("severity != \"info\"")
                                                    .build())
                                    .build(),
                            Route.to("slack")
                                    .matching("team = \"a\"")
                                    .continues()
                                    .build(),
                            Route.to("log").build())
                    .build())
            .receivers(
                    Receiver.named("default").build(),
                    Receiver.named("team").build(),
                    Receiver.named("pager").build(),
                    Receiver.named("slack").build(),
                    Receiver.named("log").build())
            .build();

    @TempDir
    Path folder;

    @Test
    void drawsTheBranchesThatAnAlertTakes() {
        assertThat(ROUTING.routesFor(Map.of("team", "a", "ns", "x", "severity", "critical")))
                .hasToString("""
                        .
                        └── default-route
                            ├── {ns=~"x|y",team="a"}
                            │   └── {severity="critical"}  receiver: team
                            ├── {team="a"}  receiver: slack
                            └── default-route  receiver: log
                        """);
    }

    @Test
    void amtoolDrawsTheSame() throws IOException {
        Amtool amtool = Amtool.installed();
        Path file = Files.writeString(folder.resolve("alertmanager.yaml"), ROUTING.toString());
        List<Map<String, String>> asked = List.of(
                Map.of("team", "a", "ns", "x", "severity", "critical"),
                Map.of("team", "a", "ns", "y"),
                Map.of("team", "a", "ns", "y", "severity", "info"),
                Map.of("team", "a"),
                Map.of("team", "b"));

        assertThat(asked)
                .allSatisfy(labels -> assertThat(amtool.tree(file, labels))
                        .isEqualTo(ROUTING.routesFor(labels).toString()));
    }

    @Test
    void knowsEveryBranchByItsPath() {
        assertThat(ROUTING.tree().all())
                .extracting(RouteNode::path)
                .containsExactly(List.of(), List.of(0), List.of(0, 0), List.of(0, 1), List.of(1), List.of(2));

        TakenRoutes taken = ROUTING.routesFor(Map.of("team", "a", "ns", "x"));

        assertThat(ROUTING.tree().all())
                .filteredOn(taken::passes)
                .extracting(RouteNode::path)
                .containsExactly(List.of(), List.of(0), List.of(0, 1), List.of(1), List.of(2));
        assertThat(taken.receivers()).containsExactly("pager", "slack", "log");
    }

    @Test
    void routesInheritWhatTheyLeaveOut() {
        RouteNode team = ROUTING.tree().children().get(0);
        RouteNode critical = team.children().get(0);

        assertThat(critical.receiver()).isEqualTo("team");
        assertThat(critical.groupBy()).containsExactly("...");
        assertThat(critical.groupWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(critical.groupInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(team.groupInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(critical.repeatInterval()).isEqualTo(Duration.ofHours(4));
        assertThat(critical.key()).isEqualTo("{}/{ns=~\"x|y\",team=\"a\"}/{severity=\"critical\"}");
    }

    @Test
    void groupLabelsAreThoseThatAnAlertHas() {
        Map<String, String> labels = Map.of("alertname", "A", "ns", "x");

        assertThat(ROUTING.tree().groupLabels(labels)).isEqualTo(Map.of("alertname", "A"));
        assertThat(ROUTING.tree().groupLabels(Map.of("ns", "x"))).isEmpty();
        assertThat(ROUTING.tree().children().get(0).groupLabels(labels)).isEqualTo(labels);
    }
}
