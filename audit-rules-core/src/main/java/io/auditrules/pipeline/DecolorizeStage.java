package io.auditrules.pipeline;

import com.google.re2j.Pattern;

/** {@code | decolorize}: the line without ANSI escape sequences. */
final class DecolorizeStage implements PipelineStage {
    /**
     * An escape or a CSI character, then either parameters up to a bell or a sequence with its final character: what Loki
     * v3.7.6 removes.
     */
    private static final Pattern SEQUENCE = Pattern.compile("[\\x{1b}\\x{9b}][\\[\\]()#;?]*"
            + "(?:(?:(?:[a-zA-Z\\d]*(?:;[a-zA-Z\\d]*)*)?\\x07)"
            + "|(?:(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PRZcf-ntqry=><~]))");

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        String text = line.text();
        if (text.indexOf(0x1b) >= 0 || text.indexOf(0x9b) >= 0) {
            line.replace(SEQUENCE.matcher(text).replaceAll(""));
        }
        return true;
    }
}
