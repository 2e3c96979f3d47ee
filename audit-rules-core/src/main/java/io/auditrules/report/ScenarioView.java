package io.auditrules.report;

import io.auditrules.notification.Notification;
import io.auditrules.notification.Withheld;
import io.auditrules.scenario.Mismatch;
import io.auditrules.scenario.Outcome;
import io.auditrules.scenario.Since;
import io.auditrules.scenario.Verdict;
import io.auditrules.template.FloatText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A scenario as the page's template shows it.
 *
 * @param when from when to when it plays
 * @param timeLines none of a scenario that could not be played
 * @param quiet the rules that had nothing to show, in one text
 * @param moreAlerts how many are not shown; empty if all are; so too for the others
 */
record ScenarioView(
        boolean isPassed,
        String name,
        String place,
        String amounts,
        String when,
        List<MismatchView> mismatches,
        List<TimeLine> timeLines,
        String quiet,
        boolean hasAlerts,
        List<AlertView> alerts,
        String moreAlerts,
        boolean hasNotifications,
        List<NotificationView> notifications,
        String moreNotifications,
        boolean hasWithheld,
        List<NotificationView> withheld,
        String moreWithheld) {
    private static final int MOST_ALERTS = 50;
    private static final int MOST_NOTIFICATIONS = 100;
    private static final int MOST_QUIET = 10;

    /** What was different, and more about it. */
    record MismatchView(String message, boolean hasDetails, List<String> details) {}

    /** An alert in words. */
    record AlertView(String alert, String labels, String times, List<Annotation> annotations) {}

    /** A text of an alert. */
    record Annotation(String name, String text) {}

    /** What somebody was told, or not told, and why. */
    record NotificationView(String at, String receiver, String by, String alerts, String why) {}

    static ScenarioView of(Verdict verdict) {
        Outcome outcome = verdict.outcome();
        boolean isPlayed = !outcome.histories().isEmpty() || !outcome.entries().isEmpty();
        List<AlertLife> lives = AlertLife.of(outcome);
        Since since = new Since(outcome.start());
        return new ScenarioView(
                verdict.isPassed(),
                verdict.scenario().name(),
                Words.place(verdict.place()),
                Words.amounts(verdict),
                outcome.start().toString().replace('T', ' ').replace("Z", " UTC") + ", "
                        + Since.text(Duration.between(outcome.start(), outcome.end())) + " long",
                verdict.mismatches().stream().map(ScenarioView::mismatch).toList(),
                isPlayed ? List.of(TimeLines.of(verdict)) : List.of(),
                quiet(verdict),
                !lives.isEmpty(),
                lives.stream()
                        .limit(MOST_ALERTS)
                        .map(life -> alert(life, since))
                        .toList(),
                more(lives.size() - MOST_ALERTS),
                !outcome.notifications().isEmpty(),
                outcome.notifications().stream()
                        .limit(MOST_NOTIFICATIONS)
                        .map(notification -> told(notification, since))
                        .toList(),
                more(outcome.notifications().size() - MOST_NOTIFICATIONS),
                !outcome.withheld().isEmpty(),
                outcome.withheld().stream()
                        .limit(MOST_NOTIFICATIONS)
                        .map(withheld -> notTold(withheld, verdict, since))
                        .toList(),
                more(outcome.withheld().size() - MOST_NOTIFICATIONS));
    }

    private static String more(int number) {
        return number > 0 ? "and " + number + " more" : "";
    }

    private static MismatchView mismatch(Mismatch mismatch) {
        return new MismatchView(mismatch.message(), !mismatch.details().isEmpty(), mismatch.details());
    }

    private static String quiet(Verdict verdict) {
        List<String> names = new ArrayList<>(verdict.outcome().histories().stream()
                .filter(history -> !TimeLines.isShown(verdict, history))
                .map(history -> history.rule().alert())
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        int more = names.size() - MOST_QUIET;
        return more <= 0
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_QUIET)) + " and " + more + " more";
    }

    private static AlertView alert(AlertLife life, Since since) {
        List<Annotation> annotations = new ArrayList<>();
        life.annotations().forEach((name, text) -> annotations.add(new Annotation(name, text)));
        return new AlertView(
                life.alert(),
                Words.labels(life.labels().asMap()),
                Words.times(life, since, "to the end") + ", value " + FloatText.plain(life.value()),
                annotations);
    }

    private static NotificationView told(Notification notification, Since since) {
        return new NotificationView(
                since.text(notification.at()),
                notification.receiver(),
                notification.integration(),
                Words.alerts(notification),
                Words.occasion(notification));
    }

    private static NotificationView notTold(Withheld withheld, Verdict verdict, Since since) {
        return new NotificationView(
                since.text(withheld.at()),
                withheld.receiver(),
                "",
                Words.name(withheld.labels()) + " " + Words.labels(withheld.labels()),
                Words.cause(withheld, verdict));
    }
}
