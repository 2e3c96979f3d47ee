package io.auditrules.check.admission;

import io.auditrules.check.Check;
import java.util.List;

/** The checks of this package. */
public final class AdmissionChecks {
    private AdmissionChecks() {}

    /** All of them, in the order of their pages. */
    public static List<Check> all() {
        return List.of(
                new ForPrometheus(),
                new NotServed(),
                new ObjectName(),
                new MissingField(),
                new WrongType(),
                new UnknownField(),
                new Tenant(),
                new TenantValidation(),
                new GroupName(),
                new Interval(),
                new Pending(),
                new UnreadableExpression(),
                new LogQuery(),
                new NamespaceMatcher(),
                new Severity(),
                new NeededAnnotation("summary"),
                new NeededAnnotation("description"),
                new RecordName());
    }
}
