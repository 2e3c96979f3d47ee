package io.auditrules.lint;

import io.auditrules.check.About;
import io.auditrules.check.Finding;
import io.auditrules.check.Findings;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Source;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the comments of a file say is to be ignored: {@code # lint: ignore blind/unguarded until 2027-01-31: why}. A comment in a
 * line of its own is about what follows, with all that is indented below it; one at the end of a line is about that line and what
 * is indented below it.
 */
final class Suppressions {
    private static final Pattern COMMENT = Pattern.compile("#\\s*lint:\\s*ignore\\b[ \\t]*(.*)$");
    private static final Pattern WORDS =
            Pattern.compile("([a-z]+/[a-z0-9-]+)(?:[ \\t]+until[ \\t]+([^ \\t:]+))?[ \\t]*:?[ \\t]*(.*)");

    static final About MALFORMED = About.of("suppression/malformed");
    static final About EXPIRED = About.of("suppression/expired");
    static final About UNUSED = About.of("suppression/unused");

    private final List<Suppression> all = new ArrayList<>();
    private final Set<Suppression> used = new HashSet<>();

    /** What one comment says: from which line to which. */
    private record Suppression(Place place, String id, Optional<LocalDate> until, int first, int last) {
        boolean covers(Finding finding) {
            int line = finding.place().line();
            return finding.about().id().equals(id)
                    && finding.place().source().path().equals(place.source().path())
                    && line >= first
                    && line <= last;
        }
    }

    /**
     * Reads the comments of a text.
     *
     * @param ids of all checks
     * @param findings gets what is wrong with them
     */
    void read(Source source, Set<String> ids, Findings findings) {
        List<String> lines = source.lines();
        for (int i = 0; i < lines.size(); i++) {
            Matcher comment = COMMENT.matcher(lines.get(i));
            if (comment.find()) {
                Place place = source.place(i + 1, comment.start() + 1, comment.group().stripTrailing().length());
                boolean isAlone = lines.get(i).substring(0, comment.start()).isBlank();
                read(place, comment.group(1), block(lines, i, isAlone), ids, findings);
            }
        }
    }

    private void read(Place place, String text, int[] block, Set<String> ids, Findings findings) {
        Matcher words = WORDS.matcher(text);
        if (!words.matches()) {
            findings.add(MALFORMED, place, "this comment does not say what to ignore");
            return;
        }
        String id = words.group(1);
        if (!ids.contains(id)) {
            findings.add(MALFORMED, place, "\"" + id + "\" is not the id of a check");
            return;
        }
        if (words.group(3).isBlank()) {
            findings.add(MALFORMED, place, "this comment does not say why");
            return;
        }
        Optional<LocalDate> until = Optional.empty();
        if (words.group(2) != null) {
            until = date(words.group(2));
            if (until.isEmpty()) {
                findings.add(MALFORMED, place, "\"" + words.group(2) + "\" is not a date");
                return;
            }
        }
        all.add(new Suppression(place, id, until, block[0], block[1]));
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The first and the last line, from 1, of what a comment is about. */
    private static int[] block(List<String> lines, int comment, boolean isAlone) {
        int first = comment;
        while (isAlone && first < lines.size() && isBlankOrComment(lines.get(first))) {
            first++;
        }
        if (first >= lines.size()) {
            return new int[] {comment + 1, comment + 1};
        }
        int indent = indent(lines.get(first));
        int last = first;
        for (int i = first + 1; i < lines.size(); i++) {
            if (!isBlankOrComment(lines.get(i)) && indent(lines.get(i)) <= indent) {
                break;
            }
            last = i;
        }
        return new int[] {first + 1, last + 1};
    }

    private static boolean isBlankOrComment(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** Whether a finding is to be ignored on a day. */
    boolean covers(Finding finding, LocalDate today) {
        boolean isCovered = false;
        for (Suppression suppression : all) {
            if (suppression.covers(finding)) {
                used.add(suppression);
                isCovered |= !isExpired(suppression, today);
            }
        }
        return isCovered;
    }

    private static boolean isExpired(Suppression suppression, LocalDate today) {
        return suppression.until().filter(until -> until.isBefore(today)).isPresent();
    }

    /** Tells, when all findings were seen, which comments count no longer and which are about nothing. */
    void finish(LocalDate today, Findings findings) {
        for (Suppression suppression : all) {
            if (!used.contains(suppression)) {
                findings.add(UNUSED, suppression.place(), "nothing here is found by \"" + suppression.id() + "\"");
            } else if (isExpired(suppression, today)) {
                findings.add(
                        EXPIRED,
                        suppression.place(),
                        "\"" + suppression.id() + "\" was to be ignored until " + suppression.until().orElseThrow());
            }
        }
    }
}
