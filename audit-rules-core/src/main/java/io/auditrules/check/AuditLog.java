package io.auditrules.check;

import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.diagnostic.Source;
import io.auditrules.logql.Extraction;
import io.auditrules.logql.Json;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.Stage;
import io.auditrules.rule.Platform;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which lines are those of the audit log: what is known of audit events says nothing of other logs. */
final class AuditLog {
    /** Labels that plain json makes of an audit event, and hardly of anything else. */
    private static final Pattern LABELS_OF_EVENTS = Pattern.compile(
            "objectRef_\\w+|user_username|impersonatedUser_\\w+|requestURI"
                    + "|responseStatus_(code|reason)|auditID|annotations_authorization_k8s_io_\\w+"
                    + "|(requestObject|responseObject)_\\w+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PATHS_OF_EVENTS =
            Pattern.compile("(objectRef|user\\.(username|groups)|impersonatedUser|requestURI|responseStatus|auditID"
                    + "|requestObject|responseObject|annotations\\[\"authorization\\.k8s\\.io)\\b.*");

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

    /**
     * Whether lines are audit events: their selector says so, or somebody asks for fields that nothing else has.
     *
     * @param groupings the labels by which the rule that looks at them groups anywhere
     */
    boolean has(EventLines lines, Set<String> groupings) {
        return lines.isOfOpenShift()
                || isSelected(lines)
                || lines.stages().stream().anyMatch(AuditLog::readsEvents)
                || lines.filters().stream().map(LabelFilter::label).anyMatch(AuditLog::isLabelOfEvents)
                || groupings.stream().anyMatch(AuditLog::isLabelOfEvents);
    }

    private boolean isSelected(EventLines lines) {
        return !selector.isEmpty() && lines.selector().containsAll(selector);
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
