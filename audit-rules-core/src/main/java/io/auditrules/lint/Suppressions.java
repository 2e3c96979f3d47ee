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
 * line of its own is about what follows, with all that is below it; one at the end of a line is about that line and what is below
 * it. Before the first key of a document, it is about the document. What is below a line is indented further, or a list at the
 * indentation of its key. In an expression of many lines, comments of LogQL count as well; what stands in quotes is no comment.
 */
final class Suppressions {
    private static final String WORD = "lint:";
    private static final Pattern COMMENT = Pattern.compile("(?<![^\\s])#\\s*" + WORD + "\\s*ignore\\b[ \\t]*");
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
        if (!source.text().contains(WORD)) {
            return;
        }
        Comments comments = new Comments(source, WORD);
        List<String> lines = source.lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher comment = COMMENT.matcher(line);
            while (comment.find()) {
                int column = line.codePointCount(0, comment.start()) + 1;
                String text = line.substring(comment.start()).stripTrailing();
                Place place = source.place(i + 1, column, text.codePointCount(0, text.length()));
                if (comments.has(place)) {
                    boolean isAlone = line.substring(0, comment.start()).isBlank();
                    String words = line.substring(comment.end()).stripTrailing();
                    read(place, words, isAlone ? below(lines, i) : block(lines, i), ids, findings);
                    break;
                }
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
            findings.add(MALFORMED, place.narrowedTo(id), "\"" + id + "\" is not the id of a check");
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
                findings.add(MALFORMED, place.narrowedTo(words.group(2)), "\"" + words.group(2) + "\" is not a date");
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

    /** The first and the last line, from 1, of what a comment in a line of its own is about. */
    private static int[] below(List<String> lines, int comment) {
        int begin = comment;
        while (begin > 0 && isBlankOrComment(lines.get(begin - 1))) {
            begin--;
        }
        boolean isFirst = begin == 0 || isMark(lines.get(begin - 1));
        int first = next(lines, comment);
        if (isFirst && first < lines.size() && isMark(lines.get(first))) {
            first = next(lines, first + 1);
        }
        if (first >= lines.size()) {
            return new int[] {comment + 1, comment + 1};
        }
        String line = lines.get(first);
        return isFirst && indent(line) == 0 && !isItem(line) ? document(lines, first) : block(lines, first);
    }

    private static int next(List<String> lines, int from) {
        int next = from;
        while (next < lines.size() && isBlankOrComment(lines.get(next))) {
            next++;
        }
        return next;
    }

    private static int[] document(List<String> lines, int first) {
        int last = first;
        while (last + 1 < lines.size() && !isMark(lines.get(last + 1))) {
            last++;
        }
        return new int[] {first + 1, last + 1};
    }

    /** A line with what is below it. */
    private static int[] block(List<String> lines, int first) {
        String key = lines.get(first);
        int indent = indent(key);
        int last = first;
        for (int i = first + 1; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean isBelow = indent(line) > indent || (indent(line) == indent && isItem(line) && !isItem(key));
            if (!isBlankOrComment(line)) {
                if (!isBelow || isMark(line)) {
                    break;
                }
                last = i;
            }
        }
        return new int[] {first + 1, last + 1};
    }

    private static boolean isItem(String line) {
        String text = line.stripLeading();
        return text.equals("-") || text.startsWith("- ");
    }

    private static boolean isMark(String line) {
        return line.startsWith("---");
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
                findings.add(
                        UNUSED,
                        suppression.place().narrowedTo(suppression.id()),
                        "nothing here is found by \"" + suppression.id() + "\"");
            } else if (isExpired(suppression, today)) {
                String until = suppression.until().orElseThrow().toString();
                findings.add(
                        EXPIRED,
                        suppression.place().narrowedTo(until),
                        "\"" + suppression.id() + "\" was to be ignored until " + until);
            }
        }
    }
}
