package io.auditrules.check.evaded;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Platform;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.rulefile.RuleFileReader;
import io.auditrules.yaml.YamlReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OneVerbTest {
    private static Stream<RuleFile> file(String path, String verb) {
        String rules = "groups: [{name: g, rules: [{alert: A, expr: 'sum(count_over_time({log_type=\"audit\"}"
                + " | json | objectRef_subresource=\"exec\" | verb=\"" + verb + "\" [5m])) > 0'}]}]";
        Problems problems = new Problems();
        return new RuleFileReader(problems)
                .read(YamlReader.read(new Source(path, rules), problems).get(0)).stream();
    }

    private static long found(Stream<RuleFile> one, Stream<RuleFile> other) {
        Platform platform = Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build();
        Findings findings = new Findings();
        new OneVerb().check(new Scene(platform, Stream.concat(one, other).toList(), List.of()), findings);
        return findings.list().size();
    }

    @Test
    void aRuleForTheOtherVerbMakesUpForIt() {
        assertThat(found(file("audit/older.yaml", "create"), file("audit/newer.yaml", "get")))
                .isZero();
    }

    @Test
    void aRuleOfAnotherClusterMakesUpForNothing() {
        assertThat(found(file("paris/exec.yaml", "create"), file("oslo/exec.yaml", "get")))
                .isEqualTo(2);
    }
}
