package io.auditrules.logql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the parser says of mistakes: {@code column+length message | advice}, one line a problem. */
class LogQlErrorsTest {

    private record Example(String query, List<String> problems) {}

    private static Example example(String query, String... problems) {
        return new Example(query, List.of(problems));
    }

    static List<Example> examples() {
        return List.of(
                example("", "1+0 nothing is written here | write a query"),
                example("# only a comment", "17+0 nothing is written here | write a query"),
                example("{app=\"x\" |= \"y\"", "1+1 unclosed selector, add \"}\""),
                example("{app=\"x\"", "1+1 unclosed selector, add \"}\""),
                example("{app=x}", "6+1 expected a string but found \"x\" | put it in quotes: \"x\""),
                example("{app='x'}", "6+3 a string cannot be in single quotes | use \"…\" or `…`"),
                example(
                        "{app=“x”}",
                        "6+1 expected a string but found \"“\" | strings are in straight quotes: \"…\" or `…`"),
                example("{app==\"x\"}", "5+2 expected one of = != =~ !~ but found \"==\" | write a single ="),
                example(
                        "{by=\"x\"}",
                        "2+2 expected a label's name but found \"by\" | \"by\" is a reserved word of LogQL and cannot be a label's name here"),
                example(
                        "{\"app\"=\"x\"}",
                        "2+5 expected a label's name but found the string \"app\" | names of labels have no quotes"),
                example("{app=\"x\",}", "10+1 expected a matcher but found \"}\" | remove the \",\" before it"),
                example(
                        "{app=\"x\" b=\"y\"}",
                        "10+1 expected \",\" or \"}\" but found \"b\" | matchers are separated by \",\""),
                example(
                        "{}",
                        "1+2 a selector without a matcher selects every stream, which Loki refuses | add a matcher that names a value, such as app=\"x\" or app=~\".+\""),
                example(
                        "{app=~\".*\"}",
                        "1+11 all matchers of the selector match an absent label, which Loki refuses | add a matcher that names a value, such as app=\"x\" or app=~\".+\""),
                example(
                        "{app=~\"(\", b=~\"*\"} |~ \"[\" | json",
                        "7+3 the regular expression is not RE2: missing closing ) in \"(\" | put a backslash before a character that is meant as it is",
                        "15+3 the regular expression is not RE2: missing argument to repetition operator in \"*\" | put a backslash before a character that is meant as it is, and write .* for any text",
                        "23+3 the regular expression is not RE2: missing closing ] | put a backslash before a [ that is meant as it is"),
                example(
                        "{app=\"x\"} | jsn",
                        "13+3 \"jsn\" is neither a stage nor a label filter | did you mean \"json\"? legal here: decolorize, drop, json, keep, label_format, line_format, logfmt, pattern, regexp, unpack; a label filter has a value: jsn=\"…\""),
                example("{app=\"x\"} | json a=b", "20+1 expected a string but found \"b\" | put it in quotes: \"b\""),
                example(
                        "{app=\"x\"} | json a=\"b-c\"",
                        "20+5 \"b-c\" is not a path to a JSON value | write names and dots, such as user.username, and brackets for the rest: groups[0], annotations[\"a.b/c\"]"),
                example(
                        "{app=\"x\"} | json a.b",
                        "19+1 unexpected \".\" | a path stands in quotes after a label: | json a=\"b.c\""),
                example("{app=\"x\"} |= x", "14+1 expected a string but found \"x\" | put it in quotes: \"x\""),
                example(
                        "{app=\"x\"} | \"y\"",
                        "13+3 a text after \"|\" says not what to do with it | write |= \"…\" or |~ \"…\""),
                example("{app=\"x\"} || json", "12+1 \"|\" twice | write \"or\" between alternatives"),
                example(
                        "{app=\"x\"} |",
                        "12+0 \"|\" without a stage after it | remove it, or add a stage such as json"),
                example(
                        "{app=\"x\"} | level == \"error\"",
                        "22+7 expected a number, a duration or a size after \"==\" but found the string \"error\" | a text is compared with a single ="),
                example(
                        "{app=\"x\"} | status > \"5\"",
                        "22+3 expected a number, a duration or a size after \">\" but found the string \"5\" | a number has no quotes"),
                example(
                        "{app=\"x\"} | x in (1)",
                        "15+2 expected an operator after \"x\" but found \"in\" | legal here: = != =~ !~ == > >= < <="),
                example(
                        "{app=\"x\"} | unwrap x",
                        "13+6 unwrap is legal only inside a function such as sum_over_time | write sum_over_time({…} | unwrap x [5m])"),
                example(
                        "{app=\"x\"}[5m]",
                        "10+4 a range is legal only inside a function such as count_over_time or rate | write count_over_time({…} … [5m])"),
                example("rate({app=\"x\"})", "15+1 expected a range but found \")\" | add a range such as [5m]"),
                example(
                        "rate({app=\"x\"}[5])",
                        "15+3 \"5\" cannot be a range | write whole numbers and units, the largest first, without blanks, such as 5m or 1h30m; the units are y, w, d, h, m, s, ms"),
                example(
                        "rate({app=\"x\"}[1.5h])",
                        "15+6 \"1.5h\" cannot be a range | write whole numbers and units, the largest first, without blanks, such as 5m or 1h30m; the units are y, w, d, h, m, s, ms"),
                example("rate({app=\"x\"}[5m)", "15+1 unclosed range | add \"]\""),
                example("rate({app=\"x\"}[5m]", "5+1 unclosed parenthesis, add \")\""),
                example("rate({app=\"x\"}[5m]))", "20+1 \")\" closes nothing | remove it, or add \"(\" before"),
                example(
                        "sum({app=\"x\"})",
                        "5+9 a log query has no numbers to work on | wrap it in count_over_time(… [5m])"),
                example(
                        "sum({app=\"x\"}[5m])",
                        "14+4 sum works on numbers, not on a range of lines | write sum(count_over_time({…} … [5m]))"),
                example(
                        "sum by (a) (rate({app=\"x\"}[5m])) by (b)",
                        "34+2 sum is grouped twice | keep the one before or the one after"),
                example(
                        "sum by a (rate({app=\"x\"}[5m]))",
                        "1+3 sum by needs labels in parentheses | write sum by (label) (…)"),
                example(
                        "sum by (\"a\") (rate({app=\"x\"}[5m]))",
                        "9+3 expected a label's name but found the string \"a\" | names of labels have no quotes"),
                example(
                        "sum by (json) (rate({app=\"x\"}[5m]))",
                        "9+4 expected a label's name but found \"json\" | \"json\" is a reserved word of LogQL and cannot be a label's name here"),
                example(
                        "foo{app=\"x\"}",
                        "1+3 LogQL has no metric names such as \"foo\" | begin with the selector {…}"),
                example(
                        "rate(sum(rate({app=\"x\"}[5m])))",
                        "6+3 expected a selector but found \"sum\" | a range aggregation works on log lines: {…}[5m]"),
                example(
                        "sum_over_time({app=\"x\"}[5m])",
                        "1+13 sum_over_time needs numbers | add | unwrap and a label before the range"),
                example(
                        "count_over_time({app=\"x\"} | unwrap y [5m])",
                        "1+15 count_over_time works on lines | remove unwrap, or use sum_over_time"),
                example(
                        "rate({app=\"x\"}[5m]) by (a)",
                        "1+4 rate cannot group | group around it: sum by (…) (rate(…))"),
                example(
                        "rate by (a) ({app=\"x\"}[5m])",
                        "6+2 the grouping of rate stands after its parentheses | write rate(…) by (…)"),
                example(
                        "quantile_over_time({app=\"x\"} | unwrap y [5m])",
                        "1+18 quantile_over_time needs a quantile | write quantile_over_time(0.99, {…} | unwrap … [5m])"),
                example("topk(rate({app=\"x\"}[5m]))", "1+4 topk needs a number of series | write topk(10, …)"),
                example(
                        "topk(0, rate({app=\"x\"}[5m]))",
                        "6+1 \"0\" is not a number of series | write a whole number of at least 1"),
                example("sum(5, rate({app=\"x\"}[5m]))", "5+1 sum takes no parameter | remove \"5\""),
                example("sort by (a) (vector(1))", "1+4 sort cannot group | group inside it: sort(sum by (…) (…))"),
                example(
                        "{app=\"x\"} > 5",
                        "1+11 a log query has no numbers to work on | wrap it in count_over_time(… [5m])"),
                example("rate({app=\"x\"}[5m]) = 5", "21+1 \"=\" does not compare queries | write =="),
                example("rate({app=\"x\"}[5m]) && 5", "21+1 unexpected \"&\" | write \"and\""),
                example(
                        "rate({app=\"x\"}[5m]) and 5",
                        "21+3 \"and\" needs series on both sides, not a number | write vector(…) for a series without labels"),
                example(
                        "-rate({app=\"x\"}[5m])",
                        "2+4 expected a number but found \"rate\" | a minus stands before numbers only: write 0 - (…)"),
                example(
                        "vector(1) / group_left vector(2)",
                        "13+10 group_left needs on (…) or ignoring (…) before it | write on (label) group_left"),
                example(
                        "rate({app=\"x\"}[5m] offset 5)",
                        "27+1 expected a duration but found \"5\" | write a number and a unit, such as offset 1h"),
                example(
                        "rate({app=\"x\"}[5m]) offset 5m",
                        "21+6 an offset follows a range directly | write it after \"]\""),
                example(
                        "rate({app=\"x\"} | json offset 5m [5m])",
                        "23+6 expected a range but found \"offset\" | \"offset\" is a reserved word of LogQL and cannot be a label's name here"),
                example("5m", "1+2 expected a query but found \"5m\" | begin it with a selector {…} or a function"),
                example(
                        "0x10",
                        "1+4 \"0x10\" is not a number that Loki reads | write it in decimals, such as 0.99 or 1e6"),
                example("08 + 1", "1+2 \"08\" is not a number that Loki reads | write it without the leading 0"),
                example(
                        "{app=\"a\\d\"}",
                        "8+2 \"\\d\" is not an escape of LogQL | double the backslash, or put the string in backticks, where a backslash is a backslash"),
                example(
                        "{app=\"a",
                        "6+1 unclosed string | add a '\"' at its end; a string in double quotes is one line"),
                example("{app=`a", "6+1 unclosed string | add a \"`\" at its end"),
                example("/* open", "1+2 unclosed comment | add */"),
                example("1 + \0", "5+1 a NUL character | remove it"),
                example("{a=\"b\"} | drop \0", "16+1 a NUL character | remove it"),
                example("{a=\"b\"} | keep \uD800, b", "16+1 half a character (an unpaired surrogate) | remove it"),
                example(
                        "{app=\"x\"} |~ \"a(?=b)\"",
                        "14+8 the regular expression is not RE2: invalid or unsupported Perl syntax in \"(?=\" | RE2 has no lookahead, lookbehind or atomic group: filter in two stages instead"),
                example(
                        "{app=\"x\"} |~ \"(a{500}){3}\"",
                        "14+13 the regular expression is not RE2: invalid repeat count in \"{3}\" | repeats multiply, and RE2 allows 1000"),
                example(
                        "{app=\"x\"} | regexp \"x\"",
                        "20+3 the regular expression has no named group | name what becomes a label: (?P<verb>GET|PUT)"),
                example(
                        "{app=\"x\"} | pattern \"x\"",
                        "21+3 the pattern captures nothing | name what becomes a label: <name>"),
                example(
                        "{app=\"x\"} | pattern \"<a><b>\"",
                        "21+8 two captures of the pattern touch at \"<b>\" | put a text between them"),
                example(
                        "{app=\"x\"} | pattern \"<a> <a>\"",
                        "21+9 the pattern captures \"<a>\" twice | give each capture its own name, or <_>"),
                example(
                        "{app=\"x\"} |> \"<a>\"",
                        "14+5 a line filter cannot capture \"<a>\" | write <_>, or use | pattern"),
                example(
                        "{app=\"x\"} |= ip(\"300.1.1.1\")",
                        "17+11 \"300.1.1.1\" is not an IP address, range or CIDR | write 10.0.0.1, 10.0.0.1-10.0.0.9 or 10.0.0.0/8"),
                example(
                        "{app=\"x\"} |~ ip(\"10.0.0.1\")",
                        "17+10 \"|~\" cannot be used with ip() | use |= ip(…) or != ip(…)"),
                example(
                        "{app=\"x\"} | addr >= ip(\"10.0.0.1\")",
                        "18+2 \">=\" cannot be used with ip() | use = ip(…) or != ip(…)"),
                example(
                        "{app=\"x\"} | label_format a=b,a=c",
                        "30+1 label_format makes \"a\" twice | use a second label_format stage"),
                example(
                        "{app=\"x\"} | label_format a",
                        "27+0 expected \"=\" but found the end of the query | write a=other or a=\"{{.other}}\""),
                example(
                        "{app=\"x\"} | line_format",
                        "24+0 expected a string but found the end of the query | write | line_format \"{{.label}}\""),
                example(
                        "{app=\"x\"} | logfmt --strictly",
                        "20+1 logfmt has no such flag | legal here: --strict, --keep-empty"),
                example(
                        "sum_over_time({app=\"x\"} | unwrap kb(x) [5m])",
                        "34+2 unwrap knows no conversion \"kb\" | legal here: bytes, duration, duration_seconds"),
                example(
                        "sum_over_time({app=\"x\"} | unwrap x | json [5m])",
                        "38+4 only label filters can follow unwrap, not \"json\" | put it before unwrap"),
                example(
                        "{app=\"x\"} | json a=\"(\", b=\"-\" | c=~\"(\" | line_format | drop | x",
                        "20+3 \"(\" is not a path to a JSON value | write names and dots, such as user.username, and brackets for the rest: groups[0], annotations[\"a.b/c\"]",
                        "27+3 \"-\" is not a path to a JSON value | write names and dots, such as user.username, and brackets for the rest: groups[0], annotations[\"a.b/c\"]",
                        "36+3 the regular expression is not RE2: missing closing ) in \"(\" | put a backslash before a character that is meant as it is",
                        "54+1 expected a string but found \"|\" | write | line_format \"{{.label}}\"",
                        "61+1 expected a label's name but found \"|\"",
                        "63+1 \"x\" is neither a stage nor a label filter | legal here: decolorize, drop, json, keep, label_format, line_format, logfmt, pattern, regexp, unpack; a label filter has a value: x=\"…\""),
                example(
                        "label_replace(rate({app=\"x\"}[5m]), \"a\", \"$1\", \"b\", \"(\")",
                        "52+3 the regular expression is not RE2: missing closing ) in \"(\" | put a backslash before a character that is meant as it is"),
                example(
                        "label_replace(rate({app=\"x\"}[5m]), \"a\")",
                        "39+1 expected \",\" but found \")\" | write label_replace(…, \"to\", \"$1\", \"from\", \"(.*)\")"),
                example("vector(-1)", "8+1 expected a number but found \"-\" | write it without a sign and a unit"),
                example("vector(1e999)", "8+5 \"1e999\" is too large for a number"),
                example(
                        "(variants(rate({app=\"x\"}[1m])) of ({app=\"x\"}[1m]))",
                        "1+49 variants cannot stand in parentheses | remove them"),
                example("bytes(5)", "1+5 \"bytes\" is not a function of queries | it is for unwrap: | unwrap bytes(x)"),
                example("sum(", "5+0 the query ends where a query is expected | begin one with a selector: {…}"),
                example("{app=\"x\"})", "10+1 \")\" closes nothing | remove it, or add \"(\" before"),
                example("{app=\"x\"}}", "10+1 \"}\" closes nothing | remove it, or add \"{\" before"),
                example(
                        "{app=\"x\"} |~ \"\\xff\"",
                        "14+6 the regular expression is not RE2: invalid UTF-8 | use \\x{…} or ."),
                example("{app=\"x\"} |> \"\\xff<_>\"", "14+9 the pattern begins with a byte that is not UTF-8"),
                example(
                        "{app=\"x\"} | (addr = ip(\"nowhere\"))",
                        "13+22 \"nowhere\" is not an IP address, range or CIDR | write 10.0.0.1, 10.0.0.1-10.0.0.9 or 10.0.0.0/8"),
                example("{app=\"x\"} | n < 1e999", "17+5 \"1e999\" is too large for a number"),
                example(
                        "1 + 0x10",
                        "5+4 \"0x10\" is not a number that Loki reads | write it in decimals, such as 0.99 or 1e6"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void tellsWhatIsWrong(Example example) {
        assertThat(problems(example.query())).isEqualTo(example.problems());
    }

    @Test
    void refusesALogQueryAsAnAlert() {
        assertThatThrownBy(() -> LogQl.parseMetric(new Source("rule", "{log_type=\"audit\"} | json")))
                .hasMessageContaining("rule:1:1: a log query cannot be an alert: wrap it in count_over_time(… [5m])");
    }

    @Test
    void placesAProblemInItsLine() {
        assertThatThrownBy(() -> LogQl.parse(new Source("rule.logql", """
                        {log_type="audit"}
                          |~ "(exec"
                          | json verb=
                          | verb=~"*"
                        """))).hasMessage("""
                        rule.logql:2:6: the regular expression is not RE2: missing closing ) in "(exec"
                          2 |   |~ "(exec"
                            |      ^^^^^^^
                          put a backslash before a character that is meant as it is

                        rule.logql:4:3: expected a string but found "|"
                          4 |   | verb=~"*"
                            |   ^
                          write verb="…"

                        rule.logql:4:11: the regular expression is not RE2: missing argument to repetition operator in "*"
                          4 |   | verb=~"*"
                            |           ^^^
                          put a backslash before a character that is meant as it is, and write .* for any text

                        3 problems""");
    }

    @Test
    void refusesAQueryThatIsTooLong() {
        assertThatThrownBy(() -> LogQl.parse(new Source("q", "x".repeat(131_072))))
                .hasMessageStartingWith("q: the query has 131072 bytes, and Loki reads up to 131071");
    }

    @Test
    void endsAListOfProblemsSomewhere() {
        assertThat(problems("{a=\"b\"}" + " |~ \"(\"".repeat(1_000))).hasSize(20);
    }

    private static List<String> problems(String query) {
        try {
            return List.of("none: " + LogQl.parse(new Source("q", query)));
        } catch (ProblemsException e) {
            return e.problems().stream().map(LogQlErrorsTest::line).collect(Collectors.toList());
        }
    }

    private static String line(Problem problem) {
        String place = problem.place().column() + "+" + problem.place().length() + " ";
        return place + problem.message() + (problem.advice().isEmpty() ? "" : " | " + problem.advice());
    }
}
