package io.auditrules.check;

import io.auditrules.logql.Extraction;
import io.auditrules.logql.Json;
import io.auditrules.logql.LabelFormat;
import io.auditrules.logql.LineFormat;
import io.auditrules.logql.Logfmt;
import io.auditrules.logql.Pattern;
import io.auditrules.logql.Regexp;
import io.auditrules.logql.Stage;
import io.auditrules.logql.Unpack;
import java.util.List;

/** Which stages can make which labels. */
public final class MadeLabels {
    private MadeLabels() {}

    /** Whether a stage other than plain {@code json} of an event may make a label. */
    public static boolean mayHave(List<Stage> stages, String label) {
        return stages.stream().anyMatch(stage -> mayMake(stage, label));
    }

    private static boolean mayMake(Stage stage, String label) {
        if (stage instanceof Json json) {
            return isNamed(json.extractions(), label);
        }
        if (stage instanceof LabelFormat format) {
            return format.assignments().stream().anyMatch(made -> made.label().equals(label));
        }
        if (stage instanceof Logfmt logfmt) {
            return logfmt.extractions().isEmpty() || isNamed(logfmt.extractions(), label);
        }
        return stage instanceof Regexp
                || stage instanceof Pattern
                || stage instanceof Unpack
                || stage instanceof LineFormat;
    }

    private static boolean isNamed(List<Extraction> extractions, String label) {
        return extractions.stream().anyMatch(extraction -> extraction.label().equals(label));
    }
}
