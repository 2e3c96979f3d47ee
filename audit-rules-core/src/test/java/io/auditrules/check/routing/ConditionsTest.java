package io.auditrules.check.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.alertmanager.Matcher;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "a=\"x\" → a=\"x\"",
                "a=\"x\" → a=~\"x|y\"",
                "a=\"x\" → a!=\"y\"",
                "a=\"x\" → a=~\".+\"",
                "a=\"x\" → b=~\".*\"",
                "a=~\"x|y\" → a=~\"(x|y|z)\"",
                "a=~\"x|y\" → a!~\"z\"",
                "a=~\"x.+\" → a=~\"x.+\"",
                "a=~\"x.+\" → a!=\"\"",
                "a=~\"x.+\" → a=~\".+\"",
                "a=~\"x.+\" → a!=\"y\"",
                "a=~\"x.+\" → a!~\"y|z\"",
                "a!=\"\" → a=~\".+\"",
                "a=\"\" → a!=\"x\"",
                "a=\"x\",b=\"y\" → b=\"y\"",
            })
    void follows(String these, String other) {
        assertThat(new Conditions(Matcher.parse(these)).imply(Matcher.parse(other)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "a=~\"x|y\" → a=\"x\"",
                "a=~\"x.*\" → a=~\"x|y\"",
                "a=~\"x.*\" → a!=\"x\"",
                "a=~\"x.+\" → a!~\"y.+\"",
                "a!=\"x\" → a!=\"y\"",
                "a!=\"x\" → a=~\".+\"",
                "a=\"x\" → b=\"x\"",
                "b=\"x\" → a!=\"x\"",
                "a=~\"X|Y\" → a=~\"(?i:x)\"",
            })
    void doesNotFollow(String these, String other) {
        assertThat(new Conditions(Matcher.parse(these)).imply(Matcher.parse(other)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "a=\"x\",a=\"y\" → a=\"y\"",
                "a=\"x\",b=\"z\",a!=\"x\" → a!=\"x\"",
                "a=~\"x|y\",a=~\"y|z\",a!=\"y\" → a!=\"y\"",
                "a=~\"x.+\",a!~\"x.+\" → a!~\"x.+\"",
                "a=\"\",a=~\".+\" → a=~\".+\"",
            })
    void namesTheMatcherThatContradicts(String these, String contradicting) {
        assertThat(new Conditions(Matcher.parse(these)).contradiction())
                .contains(Matcher.parse(contradicting).get(0));
    }

    /** Whatever is said to follow or to contradict does so for values of all kinds. */
    @Test
    void saysNothingThatAValueRefutes() {
        List<Matcher> matchers = Stream.of(
                        "a=\"\"",
                        "a=\"x\"",
                        "a!=\"x\"",
                        "a!=\"\"",
                        "a=~\"x|y\"",
                        "a=~\"(x|xy)\"",
                        "a!~\"x|y\"",
                        "a=~\"x.*\"",
                        "a=~\"x.+\"",
                        "a!~\"x.*\"",
                        "a=~\".*\"",
                        "a=~\".+\"",
                        "a=~\"|x\"",
                        "a=~\"[xy]\"",
                        "a!~\".+\"")
                .map(text -> Matcher.parse(text).get(0))
                .toList();
        List<String> values = List.of("", "x", "y", "xy", "xyz", "z", "X", ".", "x|y");
        for (Matcher first : matchers) {
            for (Matcher second : matchers) {
                Conditions both = new Conditions(List.of(first, second));
                List<String> possible = values.stream()
                        .filter(value -> first.matches(Map.of("a", value)) && second.matches(Map.of("a", value)))
                        .toList();
                if (both.contradiction().isPresent()) {
                    assertThat(possible).as("%s and %s", first, second).isEmpty();
                }
                for (Matcher third : matchers) {
                    if (both.imply(List.of(third))) {
                        assertThat(possible)
                                .as("%s and %s, so %s", first, second, third)
                                .allMatch(value -> third.matches(Map.of("a", value)));
                    }
                }
            }
        }
    }
}
