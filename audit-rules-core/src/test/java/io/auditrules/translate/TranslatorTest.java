package io.auditrules.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditrules.diagnostic.Source;
import io.auditrules.logql.LogQl;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.LineFilter;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Rule;
import io.auditrules.rule.Threshold;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TranslatorTest {
    private static final Translator TRANSLATOR =
            new Translator(Platform.preset(Platform.Preset.OPENSHIFT_LOGGING).build());

    @Test
    void keepsTheArticlesExpressionToTheCharacter() {
        Rule article = rule().pipeline("|~ \"/exec?\" | json")
                .by(Field.NAMESPACE, Field.NAME, Field.USER)
                .window(Duration.ofHours(2))
                .build();

        assertThat(TRANSLATOR.translate(article).text())
                .isEqualTo("sum by (objectRef_namespace, objectRef_name, user_username)"
                        + " (count_over_time({log_type=\"audit\"} |~ \"/exec?\" | json [2h])) > 0");
    }

    @Test
    void countsALongRunningRequestWhenItBegins() {
        assertThat(text(Field.SUBRESOURCE.isOneOf("exec", "attach"))).contains("stage=\"ResponseStarted\"");
        assertThat(text(Field.VERB.is("watch"))).contains("stage=\"ResponseStarted\"");
    }

    @Test
    void countsAnyOtherRequestWhenItIsComplete() {
        assertThat(text(Field.RESOURCE.is("secrets"))).contains("stage=\"ResponseComplete\"");
        assertThat(text(Condition.any(Field.VERB.is("watch"), Field.VERB.is("list"))))
                .contains("stage=\"ResponseComplete\"");
    }

    @Test
    void leavesTheStageToWhoSpeaksOfIt() {
        assertThat(text(Condition.all(Field.VERB.is("list"), Field.STAGE.is("Panic"))))
                .contains("stage=\"Panic\"")
                .doesNotContain("ResponseComplete");
    }

    @Test
    void extractsOnlyTheFieldsUsed() {
        assertThat(text(Field.VERB.is("list"))).contains("| json verb=\"verb\", stage=\"stage\" |");
    }

    /** Loki v3.7.6 would look for dev, or for roles, anywhere in the value: pkg/logql/log, RegexSimplifier. */
    @Test
    void anchorsWhatLokiWouldLookForAnywhere() {
        assertThat(text(Field.USER.like("dev*"))).contains("user_username=~\"^dev.*\"");
        assertThat(text(Field.USER.like("*dev"))).contains("user_username=~\".*dev$\"");
        assertThat(text(Field.RESOURCE.isOneOf("roles", "rolebindings")))
                .contains("objectRef_resource=~\"^(roles|rolebindings)$\"");
        assertThat(text(Field.USER.matches(""))).contains("user_username=~\"^()$\"");
        assertThat(text(Field.USER.matches("dev.*|ops"))).contains("user_username=~\"^(dev.*|ops)$\"");
    }

    @Test
    void addsNoAnchorsWhereLokiReadsWhatIsMeant() {
        assertThat(text(Field.USER.like("*dev*"))).contains("user_username=~\".*dev.*\"");
        assertThat(text(Field.USER.like("a*b"))).contains("user_username=~\"a.*b\"");
        assertThat(text(Field.VERB.isOneOf("get", "list"))).contains("verb=~\"get|list\"");
        assertThat(text(Field.USER.matches("[a-z]+"))).contains("user_username=~\"[a-z]+\"");
    }

    /** What is printed is what was built, on one line or on several. */
    @Test
    void readsBackAsWhatWasBuilt() {
        for (long seed = 0; seed < 2_000; seed++) {
            Translation translation = TRANSLATOR.translate(random(new SplittableRandom(seed)));

            assertThat(LogQl.parseMetric(new Source("seed " + seed, translation.text())))
                    .as("seed %d", seed)
                    .isEqualTo(translation.query());
        }
    }

    /** The first 500 were given to Loki's own parser; its version is in the file's first line. */
    @Test
    void isWhatARealLokiAccepted() throws IOException {
        List<JsonNode> recorded = recorded("accepted.jsonl");
        List<JsonNode> answers = recorded.subList(1, recorded.size());

        assertThat(recorded.get(0).get("loki").asText()).startsWith("v3.");
        assertThat(answers)
                .hasSize(500)
                .allMatch(answer -> answer.get("v").asText().equals("+"));
        assertThat(answers.stream().map(answer -> answer.get("q").asText()))
                .as("record Loki's answers again if the translation has changed on purpose")
                .containsExactlyElementsOf(IntStream.range(0, answers.size())
                        .mapToObj(seed -> TRANSLATOR
                                .translate(random(new SplittableRandom(seed)))
                                .text())
                        .toList());
    }

    static Rule random(SplittableRandom random) {
        Rule.Builder rule = rule().when(RandomConditions.next(random));
        List<Field> fields = List.copyOf(RandomEvents.VALUES.keySet());
        rule.by(fields.stream().filter(field -> random.nextInt(6) == 0).toArray(Field[]::new));
        if (random.nextInt(3) == 0) {
            rule.except(RandomConditions.next(random));
        }
        if (random.nextInt(4) == 0) {
            rule.line(LineFilter.matches("(?i)exec|`a`|\\bx")).line(LineFilter.containsNot("say \"no\""));
        }
        rule.threshold(
                switch (random.nextInt(3)) {
                    case 0 -> Threshold.rate(Threshold.Operator.AT_LEAST, 0.25);
                    case 1 -> Threshold.distinct(Field.NAME, Threshold.Operator.ABOVE, 3);
                    default -> Threshold.ANY_EVENT;
                });
        return rule.window(Duration.ofSeconds(1 + random.nextInt(100_000))).build();
    }

    private static String text(Condition condition) {
        return TRANSLATOR.translate(rule().when(condition).build()).query().toString();
    }

    private static Rule.Builder rule() {
        return Rule.alert("A").annotation("summary", "s").annotation("description", "d");
    }

    private static List<JsonNode> recorded(String name) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TranslatorTest.class.getResourceAsStream(name), name),
                StandardCharsets.UTF_8))) {
            List<JsonNode> nodes = new java.util.ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                nodes.add(json.readTree(line));
            }
            return nodes;
        }
    }
}
