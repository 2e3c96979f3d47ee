package io.auditrules.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.AuditRulesProvider;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ApiClassLoaderTest {
    private final ApiClassLoader loader = new ApiClassLoader(ApiClassLoaderTest.class.getClassLoader());

    @Test
    void passesTheSameApiClassesThrough() throws ClassNotFoundException {
        assertThat(loader.loadClass(AuditRulesProvider.class.getName())).isSameAs(AuditRulesProvider.class);
    }

    @Test
    void showsAllModulesOfTheJdk() throws ClassNotFoundException {
        assertThat(loader.loadClass("java.sql.Connection").getModule().getName())
                .isEqualTo("java.sql");
    }

    @Test
    void hidesWhatTheLibraryItselfUses() {
        assertThatThrownBy(() -> loader.loadClass("com.fasterxml.jackson.core.JsonFactory"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> loader.loadClass("org.apache.maven.project.MavenProject"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void hidesResourcesOfThePlugin() throws IOException {
        assertThat(loader.getResource("META-INF/maven/plugin.xml")).isNull();
        assertThat(loader.getResources(JavaRules.SERVICE_FILE).hasMoreElements())
                .isFalse();
    }
}
