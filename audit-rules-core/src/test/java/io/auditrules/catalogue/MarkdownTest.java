package io.auditrules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words come out of Markdown as they went in. */
class MarkdownTest {
    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
                    plain words, (in brackets); #1          ! plain words, (in brackets); #1
                    system:* and eks:*                      ! system:\\* and eks:\\*
                    list|watch                              ! list\\|watch
                    audit_rules keeps, _this_ does not      ! audit_rules keeps, \\_this\\_ does not
                    <none>                                  ! \\<none>
                    a & b, &amp; \\u0026                    ! a & b, \\&amp; \\\\u0026
                    containers[0] costs $1 or `so` or ~2~   ! containers\\[0\\] costs \\$1 or \\`so\\` or \\~2\\~
                    """)
    void isNotTakenForMarkup(String words, String markdown) {
        assertThat(Markdown.text(words)).isEqualTo(markdown);
    }
}
