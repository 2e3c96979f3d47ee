package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {
    private static final Place PLACE = new Source("alertmanager.yaml", "").place();

    @Test
    void takesAnAbsentLabelForEmpty() {
        Map<String, String> none = Map.of();

        assertThat(Matcher.equal("a", "").matches(none)).isTrue();
        assertThat(Matcher.notEqual("a", "x").matches(none)).isTrue();
        assertThat(Matcher.regexp("a", ".*").matches(none)).isTrue();
        assertThat(Matcher.regexp("a", ".+").matches(none)).isFalse();
        assertThat(Matcher.notRegexp("a", "x").matches(none)).isTrue();
    }

    @Test
    void matchesTheWholeValue() {
        assertThat(Matcher.regexp("a", "b|c").matches(Map.of("a", "b"))).isTrue();
        assertThat(Matcher.regexp("a", "b|c").matches(Map.of("a", "bc"))).isFalse();
        assertThat(Matcher.regexp("a", ".*").matches(Map.of("a", "two\nlines"))).isFalse();
        assertThat(Matcher.notRegexp("a", "b").matches(Map.of("a", "b"))).isFalse();
    }

    @Test
    void isWrittenSoThatBothParsersReadItBack() {
        for (String value :
                List.of("", "x", "a b", "q\"t", "back\\slash", "two\nlines", "{x}", "a,b", "\\", "\t", "é💥")) {
            Matcher matcher = Matcher.notEqual("label", value);

            assertThat(Matcher.parse(matcher.toString())).containsExactly(matcher);
            RoutingProblems problems = new RoutingProblems();
            assertThat(MatcherText.read(matcher.toString(), PLACE, problems)).containsExactly(matcher);
            assertThat(problems.of(RoutingProblems.Kind.CLASSIC_ONLY)).isEmpty();
        }
        assertThat(Matcher.regexp("a", "b\\.\"c\"")).hasToString("a =~ \"b\\\\.\\\"c\\\"\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "a=b → a = \"b\"",
                " a  =~  \"b|c\"  → a =~ \"b|c\"",
                "{a=\"b\",c!=\"d\"} → a = \"b\", c != \"d\"",
                "a=b, c!~d, → a = \"b\", c !~ \"d\"",
                "a=\"x,y\" → a = \"x,y\"",
                "a:b=c → a:b = \"c\"",
                "a=\"x\\\\y\" → a = \"x\\\\y\"",
                "a=0 → a = \"0\""
            })
    void readsWhatBothParsersReadTheSame(String text, String written) {
        RoutingProblems problems = new RoutingProblems();

        assertThat(MatcherText.read(text, PLACE, problems).toString()).isEqualTo("[" + written + "]");
        assertThat(problems.of(RoutingProblems.Kind.CLASSIC_ONLY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "a= → a = \"\"",
                "a=b c → a = \"b c\"",
                "a=~\"\\w+\" → a =~ \"\\\\w+\"",
                "a=~\\d → a =~ \"\\\\d\"",
                "{a=b → a = \"b\"",
                "a=b} → a = \"b\"",
                "a==b → a = \"=b\"",
                "a='b' → a = \"'b'\"",
                "a=~b{2} → a =~ \"b{2\"",
                "a=b c=d, → a = \"b c=d\"",
                "a=\"\\ud800\" → a = \"\\\\ud800\"",
                "a=\"\\xff\" → a = \"\\\\xff\""
            })
    void readsAndNotesWhatOnlyTheClassicParserReads(String text, String written) {
        RoutingProblems problems = new RoutingProblems();

        assertThat(MatcherText.read(text, PLACE, problems).toString()).isEqualTo("[" + written + "]");
        assertThat(problems.of(RoutingProblems.Kind.CLASSIC_ONLY))
                .singleElement()
                .extracting(Problem::message, Problem::advice)
                .containsExactly(
                        "only the classic parser of Alertmanager reads this matcher", "write it as " + written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\"=\"b\"",
                "1a=b",
                "a-b=c",
                "{a=b} ",
                "a=\"\\t\"",
                "a=\"\\u00e9\"",
                "a=\"\\x41\"",
                "a=\"\\101\"",
                "a=\"\\U0001F4A5\"",
                "a",
                "=b",
                "a~b",
                "a=\"b",
                "a=b\"",
                "a=\"b\"c",
                ",",
                "a=b,,c=d",
                "{",
                "}",
                "a=\"b\\\""
            })
    void rejectsWhatSomeVersionRefusesOrReadsAnotherWay(String text) {
        assertThatThrownBy(() -> MatcherText.parse(text)).isInstanceOf(IllegalValueException.class);
    }

    @Test
    void readsGoEscapesInUtf8Mode() {
        assertThat(Utf8Matchers.parse("\"a b\"=\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\\x41\\101\\u00e9\\U0001F4A5é\""))
                .containsExactly(new MatcherTerm("a b", Matcher.Operator.EQUAL, "\u0007\b\f\n\r\t\u000b\\\"AAé💥é"));
        assertThat(Utf8Matchers.parse("\u00a0foo\u3000!~\u2003日本\u0085"))
                .containsExactly(new MatcherTerm("foo", Matcher.Operator.NOT_REGEXP, "日本"));
        assertThat(Utf8Matchers.parse(" { } ")).isEmpty();
    }
}
