package io.auditrules.pipeline;

import io.auditrules.event.Batch;
import io.auditrules.event.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * What a line must have for a label that is parsed out of its JSON to pass a filter on it: {@code | json | verb="create"} needs
 * {@code create} somewhere, or an escape that could stand for a part of it. Looking for that is far cheaper than reading JSON.
 */
final class ImpliedTexts {
    /** Only this escape yields a character that stands in a plain part. */
    private static final String ESCAPE = "\\u";

    /** Labels that begin so are set by Loki too. */
    private static final String RESERVED = "__";

    /** Shorter parts stand in nearly every line. */
    private static final int SHORTEST = 3;

    private final String label;
    private final List<Needle> needles;

    private ImpliedTexts(String label, List<Needle> needles) {
        this.label = label;
        this.needles = needles;
    }

    /**
     * What the filters say that follow a JSON stage, which follows nothing but line filters.
     *
     * @param stages of a pipeline, in the order in which they run
     */
    static List<ImpliedTexts> of(List<PipelineStage> stages) {
        List<ImpliedTexts> implied = new ArrayList<>();
        int i = 0;
        while (i < stages.size() && stages.get(i) instanceof LineFilterStage) {
            i++;
        }
        if (i == stages.size() || !(stages.get(i) instanceof JsonLabels json)) {
            return implied;
        }
        for (PipelineStage stage : stages.subList(i + 1, stages.size())) {
            if (!(stage instanceof SingleLabelFilter) && !(stage instanceof JoinedFilterStage)) {
                break;
            }
            if (stage instanceof TextFilterStage filter
                    && json.sets(filter.label())
                    && !filter.label().startsWith(RESERVED)) {
                add(filter, implied);
            }
        }
        return implied;
    }

    private static void add(TextFilterStage filter, List<ImpliedTexts> implied) {
        List<Needle> needles = new ArrayList<>();
        for (String text : filter.neededTexts()) {
            String part = longestPlainPart(text);
            if (part.length() < SHORTEST) {
                return;
            }
            needles.add(new Needle(part));
        }
        if (!needles.isEmpty()) {
            needles.add(new Needle(ESCAPE));
            implied.add(new ImpliedTexts(filter.label(), needles));
        }
    }

    /** Of characters that JSON writes as they are or with the escape above, and that nothing else becomes in a label. */
    private static String longestPlainPart(String text) {
        String longest = "";
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isPlain(text.charAt(i))) {
                if (i - from > longest.length()) {
                    longest = text.substring(from, i);
                }
                from = i + 1;
            }
        }
        return longest;
    }

    private static boolean isPlain(char c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '/';
    }

    /** Whether a line could pass the filter; that it cannot is only known if the label can come from nowhere else. */
    boolean mayPass(Batch batch, int line, Labels stream, Labels structuredMetadata) {
        if (stream.has(label) || !structuredMetadata.isEmpty()) {
            return true;
        }
        for (Needle needle : needles) {
            if (needle.isIn(batch, line)) {
                return true;
            }
        }
        return false;
    }

    List<Needle> needles() {
        return needles;
    }
}
