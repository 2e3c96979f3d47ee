package io.auditrules.check.evaded;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.check.Finding;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Platform;
import io.auditrules.rulefile.RuleFileReader;
import io.auditrules.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebugPodNamesTest {

    private static List<String> found(String name) {
        String rules = "groups: [{name: g, rules: [{alert: A, expr: '"
                + "sum(count_over_time({log_type=\"audit\"} | json | objectRef_name" + name + " [5m])) > 0'}]}]";
        Problems problems = new Problems();
        Scene scene = new Scene(
                Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build(),
                new RuleFileReader(problems)
                        .read(YamlReader.read(new Source("rules.yaml", rules), problems)
                                .get(0)),
                List.of());
        Findings findings = new Findings();
        new DebugPodNames().check(scene, findings);
        return findings.list().stream().map(Finding::detail).toList();
    }

    @Test
    void tellsTheNewNamesThatAnOldPatternMisses() {
        assertThat(found("=~\".+-debug\"")).singleElement().asString().contains("oc from 4.14");
    }

    @Test
    void tellsTheOldNamesThatANewPatternMisses() {
        assertThat(found("=~\".+-debug-[a-z0-9]{5}\""))
                .singleElement()
                .asString()
                .contains("oc to 4.13");
    }

    @Test
    void isContentWithBothAndWithAll() {
        assertThat(found("=~\".+-debug(-[a-z0-9]{5})?\"")).isEmpty();
        assertThat(found("=~\".*debug.*\"")).isEmpty();
        assertThat(found("=~\".+\"")).isEmpty();
        assertThat(found("=~\"node-debugger-.+\"")).isEmpty();
    }
}
