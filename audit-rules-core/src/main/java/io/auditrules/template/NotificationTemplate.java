package io.auditrules.template;

import io.auditrules.diagnostic.IllegalValueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A text of an Alertmanager receiver, as Alertmanager 0.34 expands it with the alerts of a notification. Threads may share
 * it.
 *
 * <p>Alertmanager 0.25 knows fewer functions: {@code toUpper}, {@code toLower}, {@code title}, {@code join},
 * {@code match}, {@code safeHtml}, {@code reReplaceAll} and {@code stringSlice}. Then came, as its changelog tells,
 * {@code trimSpace} in 0.26.0; {@code date}, {@code tz}, {@code since} and {@code humanizeDuration} in 0.28;
 * {@code toJson}, {@code safeUrl} and {@code urlUnescape} in 0.30; {@code list}, {@code append} and
 * {@code dict} in 0.32; {@code now} in 0.33; {@code toDate}, {@code mustToDate} and {@code routeLabels} in 0.34.
 * {@code base64encode}, {@code base64decode}, the method {@code Join} and maps that print as pairs are newer than
 * 0.25 as well.
 *
 * <p>Differences to Alertmanager: HTML, which bodies of mail are, is not supported. The texts of Alertmanager's own
 * templates are not known, so that to invoke one fails. The words with which {@code mustToDate} fails are others, what
 * {@code now} returns prints without the reading of the machine's clock, and {@code append} never changes another list.
 * A machine without a zone of its own is in UTC. The limits are those of {@link Template}.
 */
public final class NotificationTemplate {
    /** Those of Alertmanager 0.34 (template/default.tmpl and email.tmpl): receiver, and what is set there. */
    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry(
                    "slack",
                    "title username fallback callbackid pretext titlelink iconemoji iconurl text footer color"),
            Map.entry("pagerduty", "description client clientURL instances"),
            Map.entry("opsgenie", "message description source"),
            Map.entry("wechat", "message to_user to_party to_tag agent_id"),
            Map.entry("victorops", "state_message entity_display_name monitoring_tool"),
            Map.entry("pushover", "title message url"),
            Map.entry("sns", "subject message"),
            Map.entry("telegram", "message"),
            Map.entry("discord", "content title message"),
            Map.entry("webex", "message"),
            Map.entry("msteams", "summary title text"),
            Map.entry("msteamsv2", "title text"),
            Map.entry("jira", "summary description"),
            Map.entry("rocketchat", "title alias titlelink emoji iconurl text"),
            Map.entry("mattermost", "color username title titlelink fallback text"),
            Map.entry("email", "subject html"));

    private static final Set<String> OWN_NAMES = ownNames();

    private final Template template;

    private NotificationTemplate(Template template) {
        this.template = template;
    }

    private static Set<String> ownNames() {
        Set<String> names = new HashSet<>(Set.of(
                "__alertmanager",
                "__alertmanagerURL",
                "__subject",
                "__description",
                "__text_alert_list",
                "__text_alert_list_markdown"));
        OWN.forEach((receiver, fields) -> {
            for (String field : fields.split(" ", -1)) {
                names.add(receiver + ".default." + field);
            }
        });
        return names;
    }

    /**
     * A text that stands alone.
     *
     * @throws IllegalValueException with Go's words if Alertmanager refuses it
     */
    public static NotificationTemplate parse(String text) {
        return parse(text, Map.of());
    }

    /**
     * A text that can invoke what template files define.
     *
     * @param files by name, without their directory; Alertmanager reads them in the order of their names
     * @throws IllegalValueException with Go's words if Alertmanager refuses it or one of the files
     */
    public static NotificationTemplate parse(String text, Map<String, String> files) {
        List<Template.Source> sources = new ArrayList<>();
        new TreeMap<>(files).forEach((name, content) -> sources.add(Template.Source.of(name, content)));
        return new NotificationTemplate(
                Template.parse(sources, Template.Source.of("", text), Functions.NOTIFICATION, OWN_NAMES));
    }

    /**
     * The text with everything filled in.
     *
     * @param now the time of the notification, for {@code now} and {@code since}
     * @throws ExpansionException with Go's words if a function fails or a value does not fit; Alertmanager cannot send then
     */
    public String expand(NotificationData data, Instant now) throws ExpansionException {
        GoTime moment = GoTime.unix(now.getEpochSecond(), now.getNano());
        Function.Notification notification = new Function.Notification(data.routeLabels(), moment);
        return Utf8.textOf(template.expand(NotificationValues.of(data), notification));
    }
}
