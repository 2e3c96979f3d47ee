package io.auditrules.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Source;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which token of a template is wrong: the one that Go stumbles over, or that which wants an end where there is none. */
class RefusedTokenTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    # functions, variables, fields
                    é 😀 {{ humanise $value }}            | humanise
                    {{ $value ¦ humanise }}               | humanise
                    {{ $label.user }}                     | $label
                    {{ $labels.user-name }}               | .user-name
                    {{ .user/name.first }}                | .user/name
                    {{ user-name }}                       | user-name
                    {{ "a".b.c }}                         | "a".b.c
                    {{ $labels.user ¦ "x" }}              | "x"
                    {{ $labels.user ¦ . ¦ 2 }}            | .
                    {{ 1_x }}                             | 1_x
                    {{ 1i }}                              | 1i
                    {{ "\\q" }}                           | "\\q"
                    {{ 'ab' }}                            | 'ab'
                    # what is not closed
                    x {{ $labels.user                     | {{
                    x {{- $labels.user                    | {{
                    {{/* why                              | /*
                    {{ (printf "%s" (len "a") }}          | (
                    {{ printf "%s }}                      | "%s }}
                    {{ printf `%s }}                      | `%s }}
                    {{ if $labels.user }}who              | if
                    {{ if .a }}{{ else }}who              | if
                    {{ if .a }}{{ else if .b }}who        | if
                    {{ define "a" }}who                   | define
                    {{ block "a" . }}who                  | block
                    # what does not belong there
                    {{ $labels }                          | }
                    {{ len "a") }}                        | )
                    {{ ¦ len }}                           | ¦
                    {{ len . ; }}                         | ;
                    {{ len ! }}                           | !
                    {{ len . é }}                         | é
                    {{ }}                                 | }}
                    {{ $x := }}                           | }}
                    {{ $a, $b := 1 }}                     | ,
                    {{ range $a, b }}{{ end }}            | b
                    {{ break }}                           | break
                    who{{ end }}                          | end
                    {{ define "a" }}{{ else }}{{ end }}   | else
                    {{ if 1 }}{{ else }}{{ else }}{{end}} | else
                    {{ template a }}                      | a
                    """)
    void isMarked(String template, String token) {
        String text = template.replace('¦', '|');

        assertThat(marked(text)).isEqualTo(token.replace('¦', '|'));
    }

    private static String marked(String text) {
        IllegalValueException refused =
                catchThrowableOfType(IllegalValueException.class, () -> AlertTemplate.parse("A", text));
        Place place = Objects.requireNonNull(refused).placeIn(new Source("text", text));
        int from = text.offsetByCodePoints(0, place.column() - 1);
        return text.substring(from, text.offsetByCodePoints(from, place.length()));
    }
}
