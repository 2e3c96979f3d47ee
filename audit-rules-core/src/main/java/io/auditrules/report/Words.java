package io.auditrules.report;

import io.auditrules.diagnostic.Place;
import io.auditrules.notification.Notification;
import io.auditrules.notification.NotifiedAlert;
import io.auditrules.notification.Reason;
import io.auditrules.notification.Status;
import io.auditrules.notification.Withheld;
import io.auditrules.scenario.CauseWords;
import io.auditrules.scenario.Mismatch;
import io.auditrules.scenario.Since;
import io.auditrules.scenario.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The words that all reports use for the same things. */
final class Words {
    private static final long MINUTE = 60_000;

    private Words() {}

    /** {@code file.yaml:12}. */
    static String place(Place place) {
        return place.line() == 0 ? place.source().path() : place.source().path() + ":" + place.line();
    }

    /** How much there was in a scenario: {@code 3 lines, 2 alerts, 41 ms}. */
    static String amounts(Verdict verdict) {
        return count(verdict.outcome().entries().size(), "line") + ", "
                + count(verdict.outcome().firings().size(), "alert") + ", " + roughly(verdict.took());
    }

    /** How long something took, as a person wants to know it: {@code 41 ms}, {@code 1.2 s}, {@code 2m5s}. */
    private static String roughly(Duration took) {
        long milliseconds = took.toMillis();
        if (milliseconds < 1_000) {
            return milliseconds + " ms";
        }
        return milliseconds < MINUTE
                ? String.format(Locale.ROOT, "%.1f s", milliseconds / 1000.0)
                : Since.text(Duration.ofSeconds(took.toSeconds()));
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** What was different: the message, and below it each detail in one line with a margin. */
    static List<String> lines(Mismatch mismatch) {
        List<String> lines = new ArrayList<>(List.of(mismatch.message()));
        mismatch.details().forEach(detail -> lines.add("  " + detail));
        return lines;
    }

    /** {@code firing, new alerts}. */
    static String occasion(Notification notification) {
        return status(notification.status()) + ", " + reason(notification.reason());
    }

    static String status(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static String reason(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What somebody is told of: {@code PodExec (2), 1 of them resolved}. */
    static String alerts(Notification notification) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        notification.alerts().forEach(alert -> counts.merge(name(alert.labels()), 1, Integer::sum));
        counts.forEach((name, count) -> words.add(count == 1 ? name : name + " (" + count + ")"));
        long resolved = notification.alerts().stream()
                .map(NotifiedAlert::status)
                .filter(status -> status == Status.RESOLVED)
                .count();
        boolean isMixed = resolved > 0 && resolved < notification.alerts().size();
        return String.join(", ", words) + (isMixed ? "; " + resolved + " of them resolved" : "");
    }

    /** {@code pending from 2m firing from 4m to 8m}; of an alert that never ends, {@code otherwise} stands last. */
    static String times(AlertLife life, Since since, String otherwise) {
        List<String> times = new ArrayList<>();
        if (life.wasPending()) {
            times.add("pending from " + since.text(life.activeAt()));
        }
        life.firedAt().ifPresent(time -> times.add("firing from " + since.text(time)));
        times.add(life.end().map(time -> "to " + since.text(time)).orElse(otherwise));
        return String.join(" ", times).strip();
    }

    static String name(Map<String, String> labels) {
        return labels.getOrDefault("alertname", "");
    }

    /** Labels as people tell an alert, without its name: {@code {namespace="prod"}}; nothing if there are none. */
    static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .filter(label -> !label.getKey().equals("alertname"))
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), text -> text.isEmpty() ? "" : "{" + text + "}"));
    }

    static String cause(Withheld withheld, Verdict verdict) {
        return withheld.cause().accept(new CauseWords(verdict.outcome().start()));
    }
}
