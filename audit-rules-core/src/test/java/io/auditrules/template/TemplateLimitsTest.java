package io.auditrules.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hostile ends in an error, soon, whatever Go would make of it. */
@Timeout(20)
class TemplateLimitsTest {
    private static String expand(String template) throws ExpansionException {
        return LineTemplate.ofLine(template).expand(Map.of("a", "aé", "js", "[".repeat(2_000_000)), "", 0, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{repeat 1000000000 \"ab\"}}",
                "{{repeat 9223372036854775807 \"a\"}}",
                "{{indent 2000000000 .a}}",
                "{{nindent 9000000 .a}}",
                "{{alignLeft 9223372036854775807 .a}}",
                "{{alignRight 100000000 .a}}",
                "{{range 9223372036854775807}}{{end}}",
                "{{range 100000}}{{range 100000}}{{range 100000}}{{end}}{{end}}{{end}}",
                "{{range 1000000}}{{repeat 1000000 \"a\" | len}}{{end}}",
                "{{$x := \"ab\"}}{{range 100}}{{$x = print $x $x}}{{end}}",
                "{{$x := repeat 1000000 \"0\"}}{{range 100000}}{{$y := float64 $x}}{{end}}",
                "{{$x := repeat 1000000 \"a\"}}{{range 400000}}{{$y := contains \"b\" $x}}{{end}}",
                "{{$x := repeat 1000000 \"a\"}}{{Replace $x \"\" $x -1}}",
                "{{$x := repeat 1000000 \"a\"}}{{regexReplaceAll \"a\" $x $x}}",
                "{{$x := repeat 1000000 \"a\"}}{{range 100000}}{{count \"(a*)*b\" $x}}{{end}}",
                "{{fromJson .js}}",
                "{{define \"r\"}}{{template \"r\" .}}{{end}}{{template \"r\" .}}",
                "{{define \"a\"}}{{if true}}{{template \"b\" (((.)))}}{{end}}{{end}}"
                        + "{{define \"b\"}}{{range 2}}{{template \"a\" .}}{{end}}{{end}}{{template \"a\" 1}}",
                "{{range 100000}}{{printf \"%1000000d\" 1}}{{end}}",
                "{{$x := 1e300}}{{range 1000}}{{$x = mulf 1e300 1e300 1e300 1e300 1e300 1e300 1e300}}{{end}}"
                        + "{{repeat 10000000 .a}}",
            })
    void endsInAnError(String template) {
        assertThatThrownBy(() -> expand(template))
                .isInstanceOf(ExpansionException.class)
                .hasMessageStartingWith("template: line:1:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{$x := printf \"%01000000d\" 1}}{{range 1000}}{{humanize $x}}{{end}}",
                "{{$x := printf \"%01000000d\" 1}}{{range 100000}}{{match \"(a*)*b\" $x}}{{end}}",
                "{{$x := printf \"%01000000d\" 1}}{{reReplaceAll \"0\" $x $x}}",
                "{{range 1000}}{{title (printf \"%01000000d\" 1) | toUpper | safeHtml | len}}{{end}}",
                "{{$x := args}}{{range 100000}}{{$x = args $x}}{{end}}{{$x}}",
                "{{$x := args}}{{range 100}}{{$x = args $x $x}}{{end}}{{$x}}",
                "{{range 1000000}}{{match (print \"a{1000}\" .) \"a\"}}{{end}}",
                "{{define \"r\"}}{{template \"r\" (args .)}}{{end}}{{template \"r\" .}}",
            })
    void endsInAnErrorInAlerts(String template) {
        AlertData data = new AlertData(Map.of(), 1, Map.of(), "", Instant.EPOCH);

        assertThatThrownBy(() -> AlertTemplate.parse("A", template).expand(data))
                .isInstanceOf(ExpansionException.class)
                .hasMessageStartingWith("template: __alert_A:1:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{$x := list}}{{range 1000000}}{{$x = append $x 1}}{{end}}",
                "{{$x := list}}{{range 100000}}{{$x = list $x}}{{end}}{{toJson $x}}",
                "{{$x := list}}{{range 100000}}{{$x = list $x}}{{end}}{{$x}}",
                "{{$x := list}}{{range 100}}{{$x = list $x $x}}{{end}}{{toJson $x}}",
                "{{$x := dict}}{{range 100}}{{$x = dict \"a\" $x \"b\" $x}}{{end}}{{$x}}",
                "{{range 10000000}}{{$x := $.CommonLabels.SortedPairs.Names.Join \"a\"}}{{end}}",
                "{{range 1000}}{{base64encode (printf \"%1000000d\" 1) | base64decode | len}}{{end}}",
                "{{$x := printf \"%1000000d\" 1}}{{join $x (stringSlice $x $x $x $x $x $x $x $x $x)}}",
                "{{range 100000}}{{toJson $}}{{end}}",
            })
    void endsInAnErrorInNotifications(String template) {
        NotificationData data = NotificationData.of("r", Map.of(), List.of(), "");

        assertThatThrownBy(() -> NotificationTemplate.parse(template).expand(data, Instant.EPOCH))
                .isInstanceOf(ExpansionException.class)
                .hasMessageStartingWith("template: :1:");
    }

    @Test
    void aWidthThatGoDoesNotKnowIsNone() throws Exception {
        assertThat(expand("{{printf \"%1000000000d\" 1}}")).isEqualTo("%!(NOVERB)%!(EXTRA int=1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{if .a}}", "{{(", "{{range .a}}", "{{if .a}}x{{else ", "{{with .a}}{{len (print "})
    void whatNestsTooDeepIsRefused(String opening) {
        assertThatThrownBy(() -> LineTemplate.ofLine(opening.repeat(50_000))).isInstanceOf(IllegalValueException.class);
    }

    @Test
    void aTemplateThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> LineTemplate.ofLine("{{.a}}".repeat(200_000)))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageContaining("longer than 1000000 bytes");
    }

    @Test
    void theDeepestOfEachKindFitsASmallStack() throws Exception {
        int parentheses = Parser.DEEPEST - 2;
        String deepest = "{{if .a}}".repeat(Parser.DEEPEST - 1) + "x" + "{{end}}".repeat(Parser.DEEPEST - 1)
                + "{{" + "(".repeat(parentheses) + ".a" + ")".repeat(parentheses) + "}}"
                + "{{fromJson `" + "[".repeat(JsonText.DEEPEST) + "]".repeat(JsonText.DEEPEST) + "` | len}}";

        assertThat(onSmallStack(deepest)).isEqualTo("xaé1");
        assertThat(onSmallStack("{{define \"r\"}}{{if .}}{{template \"r\" (((.)))}}{{end}}{{end}}{{template \"r\" .}}"))
                .contains("exceeded maximum template depth (100000)");
    }

    @Test
    void aListThatNestsAsDeepAsItIsWrittenFitsASmallStack() throws Exception {
        String nested = "{{$x := list}}{{range 498}}{{$x = list $x}}{{end}}{{toJson $x | len}} {{print $x | len}}";

        assertThat(onSmallStack(() -> NotificationTemplate.parse(nested)
                        .expand(NotificationData.of("r", Map.of(), List.of(), ""), Instant.EPOCH)))
                .isEqualTo("998 998");
        assertThat(onSmallStack(() -> NotificationTemplate.parse(nested.replace("498", "5000"))
                        .expand(NotificationData.of("r", Map.of(), List.of(), ""), Instant.EPOCH)))
                .contains("nests deeper than");
        assertThat(onSmallStack(() -> NotificationTemplate.parse(
                                nested.replace("498", "5000").replace("toJson $x", "``"))
                        .expand(NotificationData.of("r", Map.of(), List.of(), ""), Instant.EPOCH)))
                .contains("nests deeper than");
    }

    @FunctionalInterface
    private interface Expansion {
        String text() throws ExpansionException;
    }

    private static @Nullable String onSmallStack(String template) throws InterruptedException {
        return onSmallStack(() -> expand(template));
    }

    private static @Nullable String onSmallStack(Expansion expansion) throws InterruptedException {
        AtomicReference<@Nullable String> answer = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        answer.set(expansion.text());
                    } catch (ExpansionException e) {
                        answer.set(e.getMessage());
                    } catch (StackOverflowError e) {
                        answer.set(e.toString());
                    }
                },
                "small",
                512 * 1024);
        thread.start();
        thread.join();
        return answer.get();
    }
}
