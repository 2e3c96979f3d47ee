package io.auditrules.check.loading;

import io.auditrules.check.Check;
import java.util.List;

/** The checks of this package. */
public final class LoadingChecks {
    private LoadingChecks() {}

    /** All of them, in the order of their pages. */
    public static List<Check> all() {
        return List.of(
                new Template(),
                new LabelName(),
                new UnknownField(),
                new DroppedField(),
                new SecondDocument(),
                new GroupName(),
                new RuleKind(),
                new RecordName(),
                new AlertFields(),
                new NoExpression(),
                new UnreadableExpression(),
                new LogQuery(),
                new CannotRun(),
                new Durations(),
                new Limit());
    }
}
