package io.auditrules.report;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Suggestion;
import io.auditrules.lint.LintReport;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The forms in which findings of lint are written. */
public enum LintFormat {
    /** For people, in a terminal. */
    TEXT(LintText::of),
    /** For programs. */
    JSON(LintJson::of),
    /** SARIF 2.1.0, which code scanning shows in a pull request. */
    SARIF(LintSarif::of),
    /** Checkstyle's XML, which CI servers show beside the source. */
    CHECKSTYLE(LintCheckstyle::of);

    @SuppressWarnings("ImmutableEnumChecker") // methods without state
    private final Function<LintReport, String> writer;

    LintFormat(Function<LintReport, String> writer) {
        this.writer = writer;
    }

    /**
     * Reads the form that people write.
     *
     * @throws IllegalValueException for any other text
     */
    public static LintFormat of(String text) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalValueException(
                        "\"" + text + "\" is not a format of findings", Suggestion.of(text, names())));
    }

    private static List<String> names() {
        return Arrays.stream(values()).map(LintFormat::toString).toList();
    }

    /** The findings in this form, with a line end. */
    public String write(LintReport report) {
        return writer.apply(report);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
