package io.auditrules.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MustacheTextTest {
    private static final Map<String, Object> DATA = Map.of(
            "user",
            "eve <&\"'>",
            "count",
            3,
            "yes",
            true,
            "no",
            false,
            "blank",
            "",
            "verbs",
            List.of("get", "list"),
            "none",
            List.of(),
            "rule",
            Map.of("title", "Exec", "source", Map.of("file", "a.yaml")),
            "users",
            List.of(Map.of("name", "a", "admin", true), Map.of("name", "b", "admin", false)));

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '`',
            value = {
                "<%user%>                                       => eve <&\"'>",
                "<% user %>                                     => eve <&\"'>",
                "<%& user %>                                    => eve <&\"'>",
                "<%&user%>                                      => eve <&\"'>",
                "<<%count%>>                                    => <3>",
                "<%count%><%count%>                             => 33",
                "<%yes%> <%no%>                                 => true false",
                "[<%blank%>]                                    => []",
                "{{ $labels.x }} {{{y}}} <% count %> }}         => {{ $labels.x }} {{{y}}} 3 }}",
                "100 %> 50 < % user % >                         => 100 %> 50 < % user % >",
                "<% rule.title %> <% rule.source.file %>        => Exec a.yaml",
                "<%# rule %><% title %>/<% count %><%/ rule %>  => Exec/3",
                "<%#verbs%>[<%.%>]<%/verbs%>                    => [get][list]",
                "<%#users%><%name%><%#admin%>!<%/admin%> <%/users%>. => a! b .",
                "<%#users%><%^admin%><%name%><%/admin%><%/users%>    => b",
                "<%#yes%>y<%/yes%><%^yes%>n<%/yes%>             => y",
                "<%#no%>y<%/no%><%^no%>n<%/no%>                 => n",
                "<%#blank%>y<%/blank%><%^blank%>n<%/blank%>     => n",
                "<%#none%>y<%/none%><%^none%>n<%/none%>         => n",
                "<%#user%>by <%.%><%/user%>                     => by eve <&\"'>",
                "a<%! what this is for %>b                      => ab",
            })
    void rendersTags(String text, String rendered) {
        assertThat(MustacheText.of(text).render(DATA)).isEqualTo(rendered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '`',
            value = {
                // the Mustache specification: a tag alone on its line takes the line with it
                "a|<%#verbs%>|- <%.%>|<%/verbs%>|b              => a|- get|- list|b",
                "a|  <%#verbs%>  |  - <%.%>|  <%/verbs%>  |b     => a|  - get|  - list|b",
                "<%#yes%>|a|<%/yes%>                            => a|",
                "a|<%! note %>|b                                => a|b",
                "a|<%#yes%>||b|<%/yes%>||c                       => a||b||c",
                "a|<%^no%>|b|<%/no%>                            => a|b|",
                // others stay as they are
                "List:<%#verbs%>|- <%.%><%/verbs%>|end          => List:|- get|- list|end",
                "<%#yes%>a|<%/yes%>b                            => a|b",
                "a|<%count%>|b                                  => a|3|b",
                "x <%! note %>|b                                => x |b",
                "<%#yes%><%/yes%>|b                             => |b",
            })
    void treatsWhiteSpaceAsTheSpecificationSays(String text, String rendered) {
        for (String lineEnd : List.of("\n", "\r\n")) {
            assertThat(MustacheText.of(text.replace("|", lineEnd)).render(DATA))
                    .isEqualTo(rendered.replace("|", lineEnd));
        }
    }

    @Test
    void escapesValuesInHtml() {
        assertThat(MustacheText.ofHtml("<p title='<% user %>'>{{x}} <%# verbs %><% . %> <%/ verbs %></p>")
                        .render(DATA))
                .isEqualTo("<p title='eve &lt;&amp;&quot;&#39;&gt;'>{{x}} get list </p>");
    }

    @Test
    void nothingInHtmlIsLeftUnescaped() {
        for (String text : List.of("<%& user %>", "<%&user%>", "<%{user}%>")) {
            assertThatThrownBy(() -> MustacheText.ofHtml(text))
                    .isInstanceOf(IllegalTextException.class)
                    .hasMessageContaining("HTML is always escaped");
        }
    }

    @Test
    void keepsACarriageReturnOfItsOwn() {
        assertThat(MustacheText.of("a\rb<%count%>\r").render(DATA)).isEqualTo("a\rb3\r");
    }

    @Test
    void returnsATextWithoutTagsAsItIs() {
        String text = "{{ $labels.user }} did %> it";

        assertThat(MustacheText.of(text).isPlain()).isTrue();
        assertThat(MustacheText.of(text).render(Map.of())).isSameAs(text);
    }

    @Test
    void rendersTheSameAgain() {
        MustacheText text = MustacheText.of("<%#users%><%name%><%/users%>");

        assertThat(text.render(DATA)).isEqualTo(text.render(DATA)).isEqualTo("ab");
        assertThat(text).hasToString("<%#users%><%name%><%/users%>");
    }

    @Test
    void doesNotReadTagsInValues() {
        assertThat(MustacheText.of("<%x%>").render(Map.of("x", "<%y%>{{z}}"))).isEqualTo("<%y%>{{z}}");
    }

    @Test
    void rendersTheSameInATurkishLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(new Locale("tr"));
        try {
            assertThat(MustacheText.of("<%I%> <%n%>").render(Map.of("I", "i", "n", 1_000_000)))
                    .isEqualTo("i 1000000");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void tellsAllUnknownVariablesWithTheNearestKnownOnes() {
        assertThatThrownBy(() -> MustacheText.of("by <% usr %>\nin {{ x }} <%#verbs%><%namespce%><%/verbs%>")
                        .render(Map.of("user", "eve", "verbs", List.of("a", "b"), "namespace", "n")))
                .isInstanceOf(IllegalTextException.class)
                .hasMessage("""
                        text:1:4: unknown variable "usr"
                          1 | by <% usr %>
                            |    ^^^^^^^^^
                          did you mean "user"? legal here: namespace, user, verbs
                        text:2:22: unknown variable "namespce"
                          2 | in {{ x }} <%#verbs%><%namespce%><%/verbs%>
                            |                      ^^^^^^^^^^^^
                          did you mean "namespace"? legal here: namespace, user, verbs""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '`',
            value = {
                "<%#nobody%>x<%/nobody%>  => unknown variable \"nobody\"",
                "<%^nobody%>x<%/nobody%>  => unknown variable \"nobody\"",
                "<%#users%><%verb%><%/users%> => unknown variable \"verb\"",
                "<%rule.titel%>           => unknown variable \"rule.titel\"",
                "<%rule.title.x%>         => unknown variable \"rule.title.x\"",
                "<%rule.source.file.x%>   => unknown variable \"rule.source.file.x\"",
                "<%.%>                    => \".\" is an item of a list, and this is outside of a section",
                "<%verbs%>                => \"verbs\" is a list, not a text",
                "<%rule%>                 => \"rule\" is a group of values, not a text",
                "<%#users%><%.%><%/users%> => \".\" is a group of values, not a text",
            })
    void rejectsAVariableWithoutAText(String text, String message) {
        IllegalTextException exception = catchThrowableOfType(
                IllegalTextException.class, () -> MustacheText.of(text).render(DATA));

        assertThat(exception.faults())
                .extracting(IllegalTextException.Fault::message)
                .containsExactly(message);
    }

    @Test
    void suggestsNamesInsideAGroup() {
        assertThatThrownBy(() -> MustacheText.of("<%rule.titel%>").render(DATA))
                .hasMessageEndingWith("did you mean \"rule.title\"? legal here: rule.source, rule.title");
    }

    @Test
    void rejectsDataThatIsNoText() {
        assertThatThrownBy(() -> MustacheText.of("<%x%>").render(Map.of("x", new Object())))
                .hasStackTraceContaining("no text form for class java.lang.Object");
        assertThatThrownBy(() -> MustacheText.of("<%#x%><%/x%>").render(Map.of("x", (Runnable) () -> {})))
                .hasStackTraceContaining("no text form for class");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '`',
            value = {
                "a <% b                  => 2-4 \"<%\" is never closed",
                "a <% b <% c %>          => 2-4 \"<%\" is never closed",
                "<%& b                   => 0-2 \"<%\" is never closed",
                "<%%>                    => 0-4 this tag is empty",
                "<%  %>                  => 0-6 this tag is empty",
                "a<%# x %>b              => 1-9 the section \"x\" is never closed",
                "<%#x%><%^y%><%/y%>      => 0-6 the section \"x\" is never closed",
                "<%/x%>                  => 0-6 no section \"x\" is open here",
                "<%#x%><%#y%><%/x%>      => 12-18 no section \"x\" is open here",
                "<%> part %>             => 0-11 a text cannot include another one",
                "<%=[[ ]]=%>             => 0-11 the delimiters <% and %> cannot be changed",
                "<%{x}%>                 => 0-7 braces are not needed: nothing is escaped here",
                "<%$x%>                  => 0-6 \"$x\" is not the name of a variable",
                "<%<x%>                  => 0-6 \"<x\" is not the name of a variable",
                "<%*x%>                  => 0-6 \"*x\" is not the name of a variable",
                "<%%x%>                  => 0-6 \"%x\" is not the name of a variable",
                "<%?x%>                  => 0-6 \"?x\" is not the name of a variable",
                "<%a b%>                 => 0-7 \"a b\" is not the name of a variable",
                "<%a..b%>                => 0-8 \"a..b\" is not the name of a variable",
                "<%#%>                   => 0-5 \"#\" is not the name of a variable",
            })
    void rejectsATagThatIsNone(String text, String fault) {
        IllegalTextException exception = catchThrowableOfType(IllegalTextException.class, () -> MustacheText.of(text));

        assertThat(exception.faults())
                .extracting(f -> f.start() + "-" + f.end() + " " + f.message())
                .containsExactly(fault);
    }

    @Test
    void rejectsSectionsWithoutEnd() {
        assertThatThrownBy(() -> MustacheText.of("<%#x%>".repeat(100_000)))
                .hasMessageContaining("sections are nested deeper than 50 levels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "note: \"ä <% user %> <% usr %> <% usr %>\"",
                "note: ä <% user %> <% usr %> <% usr %>",
                "# <% usr %>\nnote: |\n  ä <% user %>\n  <% usr %> <% usr %>\n",
                "note: 'it''s ä <% user %> <% usr %>\n  <% usr %>'\n"
            })
    void reportsTheTagWhereItWasWrittenInAFile(String yaml) {
        Source file = new Source("a.yaml", yaml);
        int colon = yaml.indexOf("note:") + 5;
        Problems problems = new Problems();
        try {
            MustacheText.of("ä <% user %> <% usr %> <% usr %>").render(Map.of("user", "eve"));
        } catch (IllegalTextException e) {
            e.addTo(problems, file.placeAt(colon + 1, colon + 2));
        }

        assertThat(problems.list())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.place().length()).isEqualTo(9));
        int first = yaml.indexOf("<% usr", colon);
        assertThat(problems.list().get(0).place()).isEqualTo(file.placeAt(first, first + 9));
        int second = yaml.indexOf("<% usr", first + 1);
        assertThat(problems.list().get(1).place()).isEqualTo(file.placeAt(second, second + 9));
    }

    @Test
    void reportsTheWholeTextWhereTheTagIsNotFound() {
        Source file = new Source("a.yaml", "note: \"<% \\x75sr %>\"");
        Problems problems = new Problems();
        try {
            MustacheText.of("<% usr %>").render(Map.of());
        } catch (IllegalTextException e) {
            e.addTo(problems, file.place(1, 7, 14));
        }

        assertThat(problems.list().get(0).place()).isEqualTo(file.place(1, 7, 14));
    }
}
