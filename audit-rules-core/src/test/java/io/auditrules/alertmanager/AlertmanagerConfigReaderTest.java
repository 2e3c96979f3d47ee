package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.alertmanager.AlertmanagerConfig.Version;
import io.auditrules.alertmanager.RoutingProblems.Kind;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertmanagerConfigReaderTest {
    private static final Path WRITTEN =
            Path.of("src/test/resources/golden/render/routing-outputs/expected/alertmanager");

    @ParameterizedTest
    @EnumSource(Version.class)
    void readsBackWhatIsWritten(Version version) throws IOException {
        RoutingProblems problems = new RoutingProblems();
        Routing file = RoutingReader.readAll(mapping(WRITTEN.resolve("alertmanager.yaml")), new Places(), problems);
        Routing resource = AlertmanagerConfigReader.read(
                mapping(WRITTEN.resolve("audit." + version.name().toLowerCase(Locale.ROOT) + ".yaml")),
                version,
                new Places(),
                problems);

        assertThat(resource.root()).isEqualTo(file.root());
        assertThat(resource.inhibitRules()).isEqualTo(file.inhibitRules());
        assertThat(resource.timeIntervals()).isEqualTo(file.timeIntervals());
        assertThat(resource.receivers())
                .extracting(Receiver::name)
                .isEqualTo(file.receivers().stream().map(Receiver::name).toList());
        assertThat(Arrays.stream(Kind.values()).flatMap(kind -> problems.of(kind).stream()))
                .isEmpty();
    }

    @Test
    void knowsWhereMatchersStandThatAreNoTexts() {
        Places places = new Places();
        YamlMapping resource = mapping("""
            apiVersion: monitoring.coreos.com/v1beta1
            kind: AlertmanagerConfig
            spec:
              route:
                receiver: a
                matchers:
                  - name: severity
                    matchType: =~
                    value: crit.*\\d
              receivers: [{name: a}]
            """);

        Routing routing = AlertmanagerConfigReader.read(resource, Version.V1BETA1, places, new RoutingProblems());

        assertThat(routing.root().matchers()).singleElement().satisfies(matcher -> {
            assertThat(matcher).isEqualTo(Matcher.regexp("severity", "crit.*\\d"));
            assertThat(places.of(matcher, resource.place())).hasToString("resource.yaml:9:16");
        });
    }

    private static YamlMapping mapping(Path file) throws IOException {
        return mapping(Files.readString(file));
    }

    private static YamlMapping mapping(String text) {
        Problems problems = new Problems();
        YamlMapping mapping = (YamlMapping)
                YamlReader.read(new Source("resource.yaml", text), problems).get(0);
        problems.throwIfAny();
        return mapping;
    }
}
