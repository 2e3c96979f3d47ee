package io.auditrules.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@MojoTest
class CatalogueMojoTest {
    @TempDir
    private Path base;

    private final LogLines log = new LogLines();

    @Test
    @InjectMojo(goal = "catalogue")
    @MojoParameter(name = "pack", value = "access")
    @MojoParameter(name = "level", value = "Metadata")
    @MojoParameter(name = "attack", value = "T1609")
    @MojoParameter(name = "source", value = "sigma")
    void listsWhatIsAskedFor(CatalogueMojo mojo) throws Exception {
        assertThat(written(mojo))
                .content()
                .startsWith("id ")
                .contains("\npod-exec ")
                .doesNotContain("\nsecret-read ");
        assertThat(log.lines()).contains("Wrote " + base.resolve("list.txt"));
    }

    @Test
    @InjectMojo(goal = "catalogue")
    @MojoParameter(name = "id", value = "pod-exec")
    @MojoParameter(name = "format", value = "json")
    void showsOne(CatalogueMojo mojo) throws Exception {
        assertThat(written(mojo)).content().startsWith("{\"id\":\"pod-exec\",");
    }

    @Test
    @InjectMojo(goal = "catalogue")
    @MojoParameter(name = "id", value = "pod-exce")
    @MojoParameter(name = "format", value = "yaml")
    void tellsAllThatIsUnknown(CatalogueMojo mojo) {
        assertThatThrownBy(() -> written(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("did you mean \"pod-exec\"?")
                .hasMessageContaining("legal here: table, json")
                .hasMessageContaining("2 problems");
    }

    private File written(CatalogueMojo mojo) throws Exception {
        mojo.setLog(log);
        File output = base.resolve("list.txt").toFile();
        MojoExtension.setVariableValueToObject(mojo, "output", output);
        mojo.execute();
        return output;
    }
}
