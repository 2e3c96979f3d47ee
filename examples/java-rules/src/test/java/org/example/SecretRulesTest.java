package org.example;

import io.auditrules.junit.ScenarioTests;
import io.auditrules.rule.Field;
import io.auditrules.scenario.AuditEvent;
import io.auditrules.scenario.Expectation.ExpectedAlert;
import io.auditrules.scenario.Scenario;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SecretRulesTest {
    @TestFactory
    Stream<DynamicTest> rules() {
        AuditEvent read = AuditEvent.of(Field.USER, "alice")
                .and(Field.RESOURCE, "secrets")
                .and(Field.NAMESPACE, "payments")
                .and(Field.NAME, "db-password");
        return ScenarioTests.of(
                new SecretRules().auditRules(),
                Scenario.named("a person who reads a secret is told of")
                        .happens(Duration.ofMinutes(1), read)
                        .fires(ExpectedAlert.of("SecretReadPayments").with(Map.of("user_username", "alice")))
                        .build(),
                Scenario.named("a machine that reads a secret is not")
                        .happens(Duration.ofMinutes(1), read.and(Field.USER, "system:serviceaccount:payments:api"))
                        .staysSilent("SecretReadPayments")
                        .build());
    }
}
