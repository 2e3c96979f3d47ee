package io.auditrules.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.rule.AuditProfile;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.LineFilter;
import io.auditrules.rule.Rule;
import io.auditrules.rule.Threshold;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which requests rules must see, and how much of them. */
class NeedsTest {
    private static final Field PRIVILEGED = Field.of("requestObject.spec.hostNetwork");
    private static final Field STATUS = Field.of("responseObject.status.phase");
    private static final Condition WRITE = Field.VERB.isOneOf("create", "update", "patch");

    @Test
    void metadataIsRecordedByEveryProfileButNone() {
        Needs needs = Needs.of(Field.RESOURCE.is("secrets"));

        assertThat(needs.leastProfile()).isEqualTo(AuditProfile.DEFAULT);
        assertThat(needs.isMetBy(AuditProfile.DEFAULT)).isTrue();
        assertThat(needs.isMetBy(AuditProfile.NONE)).isFalse();
    }

    @Test
    void aBodyOfAWriteNeedsTheProfileWithBodiesOfWrites() {
        Needs needs = Needs.of(Condition.all(Field.RESOURCE.is("pods"), WRITE, PRIVILEGED.is("true")));

        assertThat(needs.isMetBy(AuditProfile.DEFAULT)).isFalse();
        assertThat(needs.leastProfile()).isEqualTo(AuditProfile.WRITE_REQUEST_BODIES);
    }

    @Test
    void aRequestBodyIsThatOfAWriteWhateverTheVerb() {
        assertThat(Needs.of(PRIVILEGED.is("true")).leastProfile()).isEqualTo(AuditProfile.WRITE_REQUEST_BODIES);
    }

    @Test
    void theResponseToAReadNeedsAllBodies() {
        assertThat(Needs.of(STATUS.is("Failed")).leastProfile()).isEqualTo(AuditProfile.ALL_REQUEST_BODIES);
        assertThat(Needs.of(Condition.all(WRITE, STATUS.is("Failed"))).leastProfile())
                .isEqualTo(AuditProfile.WRITE_REQUEST_BODIES);
    }

    @Test
    void writtenIdentitiesAreRecordedByTheDefaultProfile() {
        assertThat(Needs.of(Condition.all(
                                Field.RESOURCE.is("identities"),
                                Field.VERB.is("create"),
                                Field.of("requestObject.user.name").is("admin")))
                        .leastProfile())
                .isEqualTo(AuditProfile.DEFAULT);
    }

    @Test
    void noProfileRecordsSecretsSoNoneIsAskedForOnTheirAccount() {
        Needs needs = Needs.of(Condition.all(
                Field.RESOURCE.is("secrets"),
                WRITE,
                Field.of("requestObject.type").is("x")));

        assertThat(needs.isMetBy(AuditProfile.ALL_REQUEST_BODIES)).isFalse();
        assertThat(needs.leastProfile()).isEqualTo(AuditProfile.DEFAULT);
    }

    @Test
    void aBodyInAnExceptionIsNeededToo() {
        assertThat(Needs.of(rule(Field.RESOURCE.is("pods"))
                                .except(PRIVILEGED.is("false"))
                                .build())
                        .leastProfile())
                .isEqualTo(AuditProfile.WRITE_REQUEST_BODIES);
    }

    @Test
    void aBodyThatIsGroupedOrCountedByIsNeededToo() {
        assertThat(Needs.of(rule(Field.RESOURCE.is("pods")).by(STATUS).build()).leastProfile())
                .isEqualTo(AuditProfile.ALL_REQUEST_BODIES);
        assertThat(Needs.of(rule(Field.RESOURCE.is("pods"))
                                .threshold(Threshold.distinct(STATUS, Threshold.Operator.ABOVE, 3))
                                .build())
                        .leastProfile())
                .isEqualTo(AuditProfile.ALL_REQUEST_BODIES);
    }

    @Test
    void aBodyThatMustNotBeIsNeededToo() {
        assertThat(Needs.of(Condition.all(WRITE, Condition.not(PRIVILEGED.is("true"))))
                        .leastProfile())
                .isEqualTo(AuditProfile.WRITE_REQUEST_BODIES);
    }

    @Test
    void logQlNeedsWhatItNames() {
        assertThat(Needs.of(logQl("count_over_time({a=\"b\"} |= \"requestObject\" [5m]) > 0"))
                        .leastProfile())
                .isEqualTo(AuditProfile.WRITE_REQUEST_BODIES);
        assertThat(Needs.of(logQl("count_over_time({a=\"b\"} | json | responseObject_kind=\"x\" [5m]) > 0"))
                        .leastProfile())
                .isEqualTo(AuditProfile.ALL_REQUEST_BODIES);
    }

    @Test
    void whoWatchesWhetherEventsComeNeedsNoneInParticular() {
        assertThat(Needs.of(logQl("absent_over_time({a=\"b\"} |= `\"auditID\"` [15m])")))
                .isEqualTo(Needs.NONE);
        assertThat(Needs.of(logQl("vector(1) > 0"))).isEqualTo(Needs.NONE);
        assertThat(Needs.of(logQl("sum by (h) (count_over_time({a=\"b\"} |= `\"auditID\"` [2h]))"
                        + " unless sum by (h) (count_over_time({a=\"b\"} |= `\"auditID\"` [15m]))")))
                .isEqualTo(Needs.NONE);
        assertThat(Needs.of(logQl("absent_over_time({a=\"b\"} |= `\"backup\"` [15m])")))
                .isNotEqualTo(Needs.NONE);
        assertThat(Needs.of(logQl("count_over_time({a=\"b\"} |= `\"auditID\"` [15m]) > 9")))
                .isNotEqualTo(Needs.NONE);
    }

    @Test
    void whoFiresWhenNoEventHasComeNeedsNoneInParticular() {
        assertThat(Needs.of(byLine("\"auditID\"", Threshold.events(Threshold.Operator.EQUAL, 0))))
                .isEqualTo(Needs.NONE);
        assertThat(Needs.of(byLine("\"backup\"", Threshold.events(Threshold.Operator.EQUAL, 0))))
                .isNotEqualTo(Needs.NONE);
        assertThat(Needs.of(byLine("\"auditID\"", Threshold.events(Threshold.Operator.ABOVE, 9))))
                .isNotEqualTo(Needs.NONE);
    }

    private static Rule byLine(String text, Threshold threshold) {
        return Rule.alert("A")
                .annotation("summary", "s")
                .annotation("description", "d")
                .line(LineFilter.contains(text))
                .threshold(threshold)
                .build();
    }

    @Test
    void theOrderOfRulesHasNoSay() {
        Rule one = rule(Field.VERB.is("get")).build();
        Rule two = rule(Condition.all(Field.VERB.is("list"), Field.RESOURCE.is("pods")))
                .build();
        Rule three = rule(Condition.all(Field.VERB.is("list"), Field.RESOURCE.is("nodes")))
                .build();

        assertThat(Needs.of(List.of(three, one, two))).isEqualTo(Needs.of(List.of(one, two, three)));
    }

    @Test
    void aConditionOfManyAlternativesIsTakenTogether() {
        Condition many = Condition.any(IntStream.range(0, 200)
                .mapToObj(i -> Condition.all(Field.RESOURCE.is("r" + i), Field.NAMESPACE.is("n" + i)))
                .toList());

        assertThat(Needs.of(Condition.all(many, many, many)).list()).hasSizeLessThanOrEqualTo(64);
    }

    private static Rule.Builder rule(Condition condition) {
        return Rule.alert("A")
                .annotation("summary", "s")
                .annotation("description", "d")
                .when(condition);
    }

    private static Rule logQl(String expression) {
        return Rule.alert("A")
                .annotation("summary", "s")
                .annotation("description", "d")
                .expr(expression)
                .build();
    }
}
