package io.auditrules.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.auditrules.diagnostic.IllegalValueException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A regular expression and the groups in it that have a name, in the order in which they open. */
public final class NamedGroups {
    private static final java.util.regex.Pattern REFERENCE =
            java.util.regex.Pattern.compile("\\$(?:([\\p{L}\\p{Nd}_]+)|\\{([\\p{L}\\p{Nd}_]+)\\}|\\$)");

    private static final int LONGEST = 1 << 20;

    private final Pattern pattern;
    private final List<String> names = new ArrayList<>();
    private final List<Integer> indexes = new ArrayList<>();

    private NamedGroups(Pattern pattern, List<String> groups) {
        this.pattern = pattern;
        for (int i = 0; i < groups.size(); i++) {
            if (!groups.get(i).isEmpty()) {
                names.add(groups.get(i));
                indexes.add(i);
            }
        }
    }

    /**
     * The groups of an expression that Loki reads.
     *
     * @throws IllegalValueException if it is none
     */
    public static NamedGroups of(String regex) {
        return new NamedGroups(Re2.compile(regex), Re2.groupNames(regex));
    }

    /** The expression; its groups have numbers and no names, since Go allows names that RE2/J refuses. */
    public Pattern pattern() {
        return pattern;
    }

    /** The names. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /**
     * A replacement with the groups of a match in the places of {@code $1}, {@code ${1}}, {@code $name} and
     * {@code ${name}}, as Go's Regexp.Expand puts them: a group that is not there is empty, {@code $$} is {@code $}.
     *
     * @throws IllegalValueException if the text has more than 1 MiB characters
     */
    public String expand(String replacement, Matcher match) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < replacement.length()) {
            java.util.regex.Matcher reference = REFERENCE.matcher(replacement).region(at, replacement.length());
            if (!reference.lookingAt()) {
                text.append(replacement.charAt(at++));
                continue;
            }
            String name = reference.group(1) != null ? reference.group(1) : reference.group(2);
            text.append(name == null ? "$" : group(name, match));
            at = reference.end();
            if (text.length() > LONGEST) {
                throw new IllegalValueException(
                        "the replacement makes a text of more than " + (LONGEST >> 20) + " MiB",
                        "refer to a group fewer times");
            }
        }
        return text.toString();
    }

    private String group(String name, Matcher match) {
        if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            // Go takes no number beyond 100,000,000
            int number = name.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(name);
            return number <= match.groupCount() ? orEmpty(match.group(number)) : "";
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name) && match.group(indexes.get(i)) != null) {
                return orEmpty(match.group(indexes.get(i)));
            }
        }
        return "";
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The number of the group that has the name at an index of {@link #names()}. */
    public int index(int name) {
        return indexes.get(name);
    }
}
