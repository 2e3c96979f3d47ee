package io.auditrules.logql;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of the Loki that a query is for. The language is that of v3.7.6 for all; where an older one is known to answer
 * differently, {@link #NUMBER_FILTERS_DROP} and its like say since when.
 *
 * @param major 3
 * @param minor 7
 */
public record LokiVersion(int major, int minor) implements Comparable<LokiVersion> {

    /** The one whose answers we agree with. */
    public static final LokiVersion NEWEST = new LokiVersion(3, 7);

    /**
     * Before it, a filter on a number, a duration or a size let a line with an error pass, whatever its labels (2.9 and
     * older; grafana/loki#12378).
     */
    public static final LokiVersion NUMBER_FILTERS_DROP = new LokiVersion(3, 0);

    /**
     * Before it, a query did not see the lines of the very nanosecond for which it was asked, or of the last of several (3.1
     * and older; grafana/loki#13448): a rule counts them at its next evaluation.
     */
    public static final LokiVersion ENDS_COUNT = new LokiVersion(3, 2);

    /** Before it, {@code keep}, flags of {@code logfmt} and negative offsets were no LogQL. */
    static final LokiVersion KEEP = new LokiVersion(2, 9);

    /** Before it, patterns and {@code or} in line filters, and words in capitals, were no LogQL. */
    static final LokiVersion PATTERN_FILTERS = new LokiVersion(3, 0);

    /** Before it, a label filter could not compare with a number that has a sign, or that Go cannot read. */
    static final LokiVersion SIGNED_FILTERS = new LokiVersion(3, 1);

    /**
     * Before it, a regular expression in a matcher could have no bytes that are not UTF-8: since then Prometheus takes texts with
     * {@code |} between them for what they are, without compiling them.
     */
    static final LokiVersion BROKEN_ALTERNATIVES = new LokiVersion(3, 2);

    /** Before it, {@code approx_topk} was no LogQL. */
    static final LokiVersion APPROX_TOPK = new LokiVersion(3, 3);

    /** Before it, {@code variants} was no LogQL. */
    static final LokiVersion VARIANTS = new LokiVersion(3, 5);

    private static final Pattern VERSION = Pattern.compile("v?([0-9]{1,4})\\.([0-9]{1,4})(?:\\..*)?");

    /** The version in {@code 2.8}, {@code 3.7.6} or {@code v3.1.0-rc.1}. */
    public static LokiVersion parse(String text) {
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalValueException(Text.shown(text) + " is not a version of Loki", "write it like 3.7");
        }
        return new LokiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Whether this version is the other or a later one. */
    public boolean isAtLeast(LokiVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(LokiVersion other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
