package io.auditrules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.logql.Stage;
import io.auditrules.rule.Platform;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.rulefile.RuleFileReader;
import io.auditrules.yaml.YamlReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SieveTest {
    private static final SampleEvent CREATE = SampleEvent.of("verb", "create", "objectRef.resource", "pods");
    private static final SampleEvent GET = CREATE.with("verb", "get");

    private static List<Sieve> sieves(String query) {
        Problems problems = new Problems();
        String rule = "groups: [{name: g, rules: [{alert: A, expr: 'sum(count_over_time(" + query + " [5m])) > 0'}]}]";
        List<RuleFile> files = new RuleFileReader(problems)
                .read(YamlReader.read(new Source("rules.yaml", rule), problems).get(0));
        assertThat(problems.list()).isEmpty();
        Scene scene =
                new Scene(Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build(), files, List.of());
        return scene.sieves(scene.rules().get(0));
    }

    private static Sieve sieve(String stages) {
        return sieves("{log_type=\"audit\"} " + stages).get(0);
    }

    private static Optional<String> dividing(String stages) {
        return sieve(stages).dividing(CREATE, GET).map(Stage::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "| json | verb=\"create\"; verb=\"create\"",
                "| json | verb=~\"cr.*\"; verb=~\"cr.*\"",
                "| json | verb!=\"get\"; verb!=\"get\"",
                "| json v=\"verb\" | v=\"create\"; v=\"create\"",
                "| json | stage=\"x\" and verb=\"create\"; verb=\"create\"",
                "| json | (verb=\"create\" or verb=\"patch\"); verb=\"create\" or verb=\"patch\"",
                "|= `\"verb\":\"create\"`; |= `\"verb\":\"create\"`",
                "|~ `\"verb\":\"(create|patch)\"`; |~ `\"verb\":\"(create|patch)\"`",
                "!= `\"verb\":\"get\"`; != `\"verb\":\"get\"`",
            })
    void namesTheFilterThatTellsTwoEventsApart(String stages, String filter) {
        assertThat(dividing(stages)).hasValue(filter);
    }

    /** Loki v3.7.6 looks for {@code -debug} anywhere in the value here, but for all of it where one character must come before. */
    @Test
    void readsARegularExpressionAsLokiDoes() {
        SampleEvent oldName = SampleEvent.of("objectRef.name", "worker-1-debug");
        SampleEvent newName = SampleEvent.of("objectRef.name", "worker-1-debug-x7k2p");

        assertThat(sieve("| json | objectRef_name=~\".*-debug\"").dividing(oldName, newName))
                .isEmpty();
        assertThat(sieve("| json | objectRef_name=~\".+-debug\"").dividing(oldName, newName))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "| json",
                "| json | verb=~\"create|get\"",
                "| json | verb=\"patch\"",
                "| json | objectRef_name=\"web-0\"",
                // nobody knows the user
                "| json | (verb=\"create\" or user_username=\"alice\")",
                // another label
                "| json | label_format verb=stage | verb=\"create\"",
                "| json other=\"stage\" | verb=\"create\"",
                // another line
                "| line_format `{{.x}}` |= `\"verb\":\"create\"`",
            })
    void saysNothingOfFiltersThatTreatThemAlikeOrAskForMore(String stages) {
        assertThat(dividing(stages)).isEmpty();
    }

    @Test
    void tellsWantingFromExcluding() {
        assertThat(sieve("| json | verb=\"create\"").wanting(CREATE, GET)).isPresent();
        assertThat(sieve("| json | verb=\"create\"").excluding(CREATE, GET)).isEmpty();
        assertThat(sieve("| json | verb!=\"get\"").wanting(CREATE, GET)).isEmpty();
        assertThat(sieve("| json | verb!=\"get\"").excluding(CREATE, GET)).isPresent();
    }

    @Test
    void comparesCodesAsNumbersToo() {
        Sieve sieve = sieve("| json | responseStatus_code >= 400");
        assertThat(sieve.mayPass(CREATE.with("responseStatus.code", "403"))).isTrue();
        assertThat(sieve.mayPass(CREATE.with("responseStatus.code", "201"))).isFalse();
        assertThat(sieve.mayPass(CREATE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{log_type=\"audit\"}; true",
                "{openshift_log_type=~\"audit|infrastructure\"}; true",
                "{job=\"kube-audit\"} | json who=\"user.username\"; true",
                "{job=\"kube-audit\"} | json | objectRef_resource=\"pods\"; true",
                "{job=\"kube-audit\"}; false",
                "{app=\"web\"} | json | verb=\"GET\"; false",
                "{log_type!=\"audit\", app=\"web\"}; false",
            })
    void isOnlyForTheAuditLog(String query, boolean isAudit) {
        assertThat(!sieves(query).isEmpty()).isEqualTo(isAudit);
    }
}
