package io.auditrules.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
    @Test
    void hasTheShapeThatGoRecorded() {
        List<String> disagreements = new ArrayList<>();
        List<String[]> recorded = Recorded.lines("trees.txt");
        for (String[] columns : recorded) {
            String tree = tree(Recorded.text(columns[0]));
            if (!tree.equals(columns[1])) {
                disagreements.add(columns[0] + " is " + columns[1] + " to Go, here " + tree);
            }
        }
        assertThat(recorded).hasSizeGreaterThan(4_000);
        assertThat(disagreements).isEmpty();
    }

    private static String tree(String regex) {
        try {
            return TreeText.of(Regex.parse(regex));
        } catch (IllegalValueException e) {
            return "!";
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "exec|exit cat{lit{ex}alt{lit{ec}lit{it}}}",
                "/exec? cat{lit{/exe}que{lit{c}}}",
                "a|b|c cc{61-63}",
                "[a] lit{a}",
                "[aA] fold{A}",
                "(?i)k fold{K}",
                "(?i:a)b*|Ac* cat{fold{A}alt{star{lit{b}}star{lit{c}}}}",
                "a|b| alt{cc{61-62}emp}",
                ".|(?s:.) dot",
                "[\\s\\S] dot",
                "x{2,4} cat{lit{x}lit{x}que{cat{lit{x}que{lit{x}}}}}",
                "(?:a+)+ plus{lit{a}}",
                "\\Qa.b\\E* cat{lit{a.}star{lit{b}}}",
            })
    void isShapedAsGoShapesIt(String regex, String tree) {
        assertThat(tree(regex)).isEqualTo(tree);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", ")", "a**", "[b-a]", "\\8", "(?=a)", "\\pX", "x{1001}", "(?:x{100}){11}", "a\ud800", "[a"})
    void isNotReadFromWhatGoRefuses(String regex) {
        assertThatThrownBy(() -> Regex.parse(regex))
                .isInstanceOf(IllegalValueException.class)
                .hasMessageContaining("the regular expression is not RE2: ");
    }

    @Test
    void nestsAsDeepAsLokiReadsIt() {
        assertThat(tree("x{0,500}")).isNotEqualTo("!");
        assertThat(tree("x{0,501}")).isEqualTo("!");
    }
}
