package io.auditrules.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.LineFilter;
import io.auditrules.rule.Site;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ImpliedLineFilterTest {

    @Test
    void looksForTheRarestValue() {
        assertThat(filter(Condition.all(
                        Field.VERB.isOneOf("create", "get"), Field.RESOURCE.is("pods"), Field.SUBRESOURCE.is("exec"))))
                .isEqualTo(LineFilter.contains("\"exec\""));
    }

    @Test
    void looksForAnyOfSeveralValues() {
        assertThat(filter(Field.SUBRESOURCE.isOneOf("exec", "attach")))
                .isEqualTo(LineFilter.matches("\"(exec|attach)\""));
    }

    @Test
    void looksForTheLongestPartOfAGlob() {
        assertThat(filter(Field.USER.like("system:serviceaccount:*:builder")))
                .isEqualTo(LineFilter.contains("\"system:serviceaccount:"));
    }

    @Test
    void looksForTheKeyOfABodyFieldThatIsNoText() {
        assertThat(filter(Field.of("requestObject.spec.hostNetwork").is("true")))
                .isEqualTo(LineFilter.contains("\"hostNetwork\""));
    }

    @Test
    void putsNoQuotesAroundWhatMayBeANumber() {
        assertThat(filter(Field.CODE.is("403"))).isEqualTo(LineFilter.contains("403"));
    }

    @Test
    void leavesOutWhatAnEncoderMayEscape() {
        assertThat(filter(Field.REQUEST_URI.is("/exec?command=sh&tty=true"))).isEqualTo(LineFilter.contains("command"));
        assertThat(filter(Field.USER.is("CN=ops&dev<admins>"))).isEqualTo(LineFilter.contains("admins"));
    }

    @Test
    void looksForAnyAuditEventWhereNothingElseIsImplied() {
        assertThat(filter(Field.USER.isNot("system:admin"))).isEqualTo(ImpliedLineFilter.ANY_AUDIT_EVENT);
        assertThat(filter(Field.SUBRESOURCE.isOneOf("exec", ""))).isEqualTo(ImpliedLineFilter.ANY_AUDIT_EVENT);
        assertThat(filter(Field.USER.matches("dev[0-9]+"))).isEqualTo(ImpliedLineFilter.ANY_AUDIT_EVENT);
        assertThat(filter(Condition.any(Field.VERB.is("list"), Field.USER.isNot("x"))))
                .isEqualTo(ImpliedLineFilter.ANY_AUDIT_EVENT);
    }

    /** The law: whoever encoded the line, an event that fulfils the condition passes the filter. */
    @Test
    void neverLosesAnEventThatTheConditionMatches() {
        int matched = 0;
        int selective = 0;
        for (long seed = 0; seed < 10_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Condition condition = RandomConditions.next(random);
            LineFilter filter = filter(condition);
            for (int i = 0; i < 8; i++) {
                Map<String, Object> event = RandomEvents.next(random);
                if (RandomConditions.holds(condition, event)) {
                    String line = JsonLine.next(random).write(event);
                    matched++;
                    selective += filter.equals(ImpliedLineFilter.ANY_AUDIT_EVENT) ? 0 : 1;
                    assertThat(passes(filter, line))
                            .as("seed %d: %s must let pass%n%s%nwhich fulfils %s", seed, filter, line, condition)
                            .isTrue();
                }
            }
        }
        assertThat(matched).isGreaterThan(20_000);
        assertThat(selective).isGreaterThan(4_000);
    }

    private static LineFilter filter(Condition condition) {
        return ImpliedLineFilter.of(Clause.of(condition.at(Site.DEFAULT), List.of()));
    }

    private static boolean passes(LineFilter filter, String line) {
        return switch (filter.operator()) {
            case CONTAINS -> line.contains(filter.text());
            case MATCHES -> Pattern.compile(filter.text()).matcher(line).find();
            case CONTAINS_NOT, MATCHES_NOT -> throw new AssertionError("an implied filter is never negative");
        };
    }
}
