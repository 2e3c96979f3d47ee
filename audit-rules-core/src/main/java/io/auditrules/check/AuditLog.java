package io.auditrules.check;

import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.logql.Extraction;
import io.auditrules.logql.Json;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Stage;
import io.auditrules.rule.Platform;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which lines are those of the audit log: what is known of audit events says nothing of other logs. */
public final class AuditLog {
    private static final Set<String> STREAM_LABELS_OF_OPENSHIFT =
            Set.of("log_type", "openshift_log_type", "log_source", "openshift_log_source");
    private static final Set<String> SOURCES = Set.of("kubeAPI", "openshiftAPI");

    /** Labels that plain json makes of an audit event, and hardly of anything else. */
    private static final Pattern LABELS_OF_EVENTS = Pattern.compile(
            "objectRef_\\w+|user_username|impersonatedUser_\\w+"
                    + "|responseStatus_(code|reason)|auditID|annotations_authorization_k8s_io_\\w+"
                    + "|(requestObject|responseObject)_\\w+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PATHS_OF_EVENTS = Pattern.compile(
            "(objectRef|user\\.(username|groups)|impersonatedUser|responseStatus|auditID|requestObject|responseObject"
                    + "|annotations\\[\"authorization\\.k8s\\.io)\\b.*");

    private final List<Matcher> selector;

    /** The audit log of a platform, and what looks like one. */
    AuditLog(Platform platform) {
        this.selector = selector(platform);
    }

    private static List<Matcher> selector(Platform platform) {
        try {
            return LogQl.parseSelector(new Source("selector", platform.selector()))
                    .matchers();
        } catch (ProblemsException e) {
            // what is wrong with it is told where rules are translated
            return List.of();
        }
    }

    /** Whether these lines are audit events. */
    public boolean isReadBy(LogRange range) {
        List<Matcher> matchers = range.query().selector().matchers();
        return matchers.stream().anyMatch(matcher -> isOfOpenShift(matcher) || selector.contains(matcher))
                || range.query().pipeline().stages().stream().anyMatch(AuditLog::readsEvents)
                || new EventLines(range)
                        .filters().stream().map(EventLines::label).anyMatch(AuditLog::isLabelOfEvents);
    }

    /** Whether these lines are audit events that OpenShift Logging forwarded. */
    public static boolean isOfOpenShift(LogRange range) {
        return range.query().selector().matchers().stream().anyMatch(AuditLog::isOfOpenShift);
    }

    private static boolean isOfOpenShift(Matcher matcher) {
        return STREAM_LABELS_OF_OPENSHIFT.contains(matcher.label())
                && !matcher.operator().isNegative()
                && (LabelTest.ofSelector(matcher).passes("audit")
                        || SOURCES.stream().anyMatch(LabelTest.ofSelector(matcher)::passes))
                && LabelTest.ofSelector(matcher).fails("application");
    }

    private static boolean isLabelOfEvents(String label) {
        return LABELS_OF_EVENTS.matcher(label).matches();
    }

    private static boolean readsEvents(Stage stage) {
        return stage instanceof Json json
                && json.extractions().stream()
                        .map(Extraction::expression)
                        .anyMatch(path -> PATHS_OF_EVENTS.matcher(path).matches());
    }
}
