package io.auditrules.template;

import static io.auditrules.template.Function.Parameter.INTERFACE;
import static io.auditrules.template.Function.Parameter.STRING;

/** The functions that the templates of alerts and those of notifications have in common. */
abstract class PrometheusFunctions extends FunctionTable {

    /**
     * All of them.
     *
     * @param isTitleLowering whether {@code title} makes the further letters of a word small
     */
    PrometheusFunctions(boolean isTitleLowering) {
        add("toUpper", given -> Strings.upper(given.text(0)), STRING);
        add("toLower", given -> Strings.lower(given.text(0)), STRING);
        add("title", given -> TitleCase.of(given.text(0), isTitleLowering), STRING);
        add("safeHtml", given -> new GoType.Text(GoType.HTML, given.text(0)), STRING);
        add(
                "match",
                given -> given.call()
                        .regexes()
                        .matches(given.text(0), given.text(1), given.call().budget()),
                STRING,
                STRING);
        add("reReplaceAll", PrometheusFunctions::replaced, STRING, STRING, STRING);
        add("humanizeDuration", given -> HumanText.duration(HumanText.number(given.value(0))), INTERFACE);
    }

    private static String replaced(Arguments given) {
        Regexes regexes = given.call().regexes();
        Budget budget = given.call().budget();
        regexes.require(given.text(0), budget);
        return regexes.replaceAll(given.text(0), given.text(2), given.text(1), false, budget);
    }
}
