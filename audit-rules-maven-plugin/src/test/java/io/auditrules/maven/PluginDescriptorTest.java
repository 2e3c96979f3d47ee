package io.auditrules.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.codehaus.plexus.configuration.PlexusConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginDescriptorTest {
    private PluginDescriptor plugin = new PluginDescriptor();

    private String text = "";

    @BeforeEach
    void readDescriptor() throws IOException, PlexusConfigurationException {
        try (InputStream stream = PluginDescriptorTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        plugin = new PluginDescriptorBuilder().build(new StringReader(text));
    }

    @Test
    void asksForTheOldestMavenThatIsSupported() {
        assertThat(plugin.getGoalPrefix()).isEqualTo("audit-rules");
        assertThat(text).contains("<requiredMavenVersion>3.8.7</", "<requiredJavaVersion>17</");
    }

    @Test
    void letsGoalsRunInParallel() {
        assertThat(plugin.getMojos())
                .extracting(MojoDescriptor::getGoal)
                .contains("generate", "check", "lint", "test", "query", "catalogue", "help");
        assertThat(plugin.getMojos()).allMatch(MojoDescriptor::isThreadSafe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"query", "catalogue"})
    void whatIsOnlyAskedNeedsNoProjectAndIsAskedOnceForAllModules(String goal) {
        MojoDescriptor mojo = plugin.getMojo(goal);

        assertThat(mojo.isProjectRequired()).isFalse();
        assertThat(mojo.isAggregator()).isTrue();
    }

    @Test
    void lintNeedsNoProject() {
        assertThat(plugin.getMojo("lint").isProjectRequired()).isFalse();
    }

    @Test
    void namesAndExplainsEveryParameter() throws IllegalAccessException {
        List<String> known = propertyNames();
        for (MojoDescriptor mojo : plugin.getMojos()) {
            if ("help".equals(mojo.getGoal())) {
                continue;
            }
            for (Parameter parameter : mojo.getParameters()) {
                String expression = mojo.getMojoConfiguration()
                        .getChild(parameter.getName())
                        .getValue();
                assertThat(known)
                        .as("property of <%s>", parameter.getName())
                        .contains(expression.replaceAll("^\\$\\{|}$", ""));
                assertThat(parameter.getDescription())
                        .as("description of <%s>", parameter.getName())
                        .endsWith(".");
            }
        }
    }

    private static List<String> propertyNames() throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        for (Field field : PropertyNames.class.getDeclaredFields()) {
            names.add((String) field.get(null));
        }
        return names;
    }
}
