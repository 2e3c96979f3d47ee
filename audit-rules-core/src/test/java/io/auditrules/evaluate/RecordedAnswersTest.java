package io.auditrules.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.evaluate.RecordedAnswers.Exchange;
import io.auditrules.golden.GoldenCase;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether what Loki was asked says enough about it. */
class RecordedAnswersTest {
    private static final List<RecordedAnswers> SETS =
            RecordedAnswers.names().stream().map(RecordedAnswers::load).toList();

    static List<GoldenCase> cases() {
        return GoldenCase.all("evaluate");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyProductionOfTheLanguageIsAskedOften(GoldenCase golden) {
        Productions productions = new Productions();
        exchanges().forEach(exchange -> productions.add(exchange.question().query()));

        assertThat(productions.rarerThan(20)).as(productions.toString()).isEmpty();
        golden.assertProduces(Map.of("productions.tsv", productions.toString()));
    }

    @ParameterizedTest
    @EnumSource
    void theEntriesCanBeMadeAgain(RandomEntries.Kind kind) {
        assertThat(RecordedAnswers.load(kind.logType()).entries()).isEqualTo(RandomEntries.set(kind));
    }

    @Test
    void thereAreManyAnswersOfEachKind() {
        assertThat(SETS)
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(set -> assertThat(set.entries()).hasSizeGreaterThanOrEqualTo(600));
        assertThat(of(RecordedQuestion.Kind.INSTANT)).hasSizeGreaterThanOrEqualTo(6_000);
        assertThat(of(RecordedQuestion.Kind.RANGE)).hasSizeGreaterThanOrEqualTo(500);
        assertThat(of(RecordedQuestion.Kind.LOG)).hasSizeGreaterThanOrEqualTo(600);
    }

    @Test
    void halfOfTheInstantAnswersHaveSeriesAndSomeAreRefusals() {
        List<Exchange> instants = of(RecordedQuestion.Kind.INSTANT);

        assertThat(percent(
                        instants,
                        answer -> answer instanceof RecordedAnswer.InstantVector vector
                                && !vector.points().isEmpty()))
                .isGreaterThanOrEqualTo(50);
        assertThat(percent(instants, RecordedAnswer.Refusal.class::isInstance)).isBetween(5L, 20L);
    }

    private static Stream<Exchange> exchanges() {
        return SETS.stream().flatMap(set -> set.exchanges().stream());
    }

    private static List<Exchange> of(RecordedQuestion.Kind kind) {
        return exchanges()
                .filter(exchange -> exchange.question().kind() == kind)
                .toList();
    }

    private static long percent(List<Exchange> exchanges, Predicate<RecordedAnswer> predicate) {
        return exchanges.stream()
                        .filter(exchange -> predicate.test(exchange.answer()))
                        .count()
                * 100
                / exchanges.size();
    }
}
