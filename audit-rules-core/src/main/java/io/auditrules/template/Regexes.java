package io.auditrules.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.regex.Re2;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The regular expressions of a template, compiled once, and what Go's regexp does with them. */
final class Regexes {
    private static final int MOST = 100;

    private record Compiled(Pattern pattern, List<String> groups) {}

    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

    private Compiled compile(String regex) {
        Compiled known = compiled.get(regex);
        if (known == null) {
            if (compiled.size() >= MOST) {
                compiled.clear();
            }
            String text = Utf8.textOf(regex);
            if (!Utf8.bytesOf(text).equals(regex)) {
                throw new Failure("error parsing regexp: invalid UTF-8: `" + regex + "`");
            }
            try {
                known = new Compiled(Re2.compile(text), Re2.groupNames(text));
            } catch (IllegalValueException e) {
                throw new Failure(Utf8.bytesOf(refusal(text, e)));
            }
            compiled.put(regex, known);
        }
        return known;
    }

    /** Go's words where RE2/J finds the same fault. */
    private static String refusal(String regex, IllegalValueException ours) {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            return "error parsing regexp: " + e.getDescription()
                    + (e.getPattern() == null ? "" : ": `" + e.getPattern() + "`");
        }
        return "error parsing regexp: " + ours.message();
    }

    /** Matches in bytes, so that positions are Go's even where a text is no UTF-8. */
    private static Matcher matcher(Compiled regex, String text) {
        return regex.pattern.matcher(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void charge(Budget budget, String regex, String text) {
        budget.spend(text.length() * (1L + regex.length() / 8));
    }

    /** {@code len(FindAllStringIndex(text, -1))}. */
    long count(String regex, String text, Budget budget) {
        charge(budget, regex, text);
        Matcher matcher = matcher(compile(regex), text);
        long count = 0;
        int at = 0;
        int lastEnd = -1;
        while (at <= text.length() && matcher.find(at)) {
            boolean isCounted = true;
            if (matcher.end() == at) {
                isCounted = matcher.start() != lastEnd;
                at += at < text.length() ? Utf8.sizeAt(text, at) : 1;
            } else {
                at = matcher.end();
            }
            lastEnd = matcher.end();
            count += isCounted ? 1 : 0;
        }
        return count;
    }

    /** {@code ReplaceAllString}, or {@code ReplaceAllLiteralString} where the replacement is as it is. */
    String replaceAll(String regex, String text, String replacement, boolean isLiteral, Budget budget) {
        charge(budget, regex, text);
        Compiled compiledRegex = compile(regex);
        Matcher matcher = matcher(compiledRegex, text);
        StringBuilder out = new StringBuilder();
        int lastEnd = 0;
        int at = 0;
        while (at <= text.length() && matcher.find(at)) {
            out.append(text, lastEnd, matcher.start());
            if (matcher.end() > lastEnd || matcher.start() == 0) {
                if (isLiteral) {
                    out.append(replacement);
                } else {
                    budget.spend(replacement.length());
                    expand(out, replacement, text, compiledRegex, matcher);
                }
            }
            Budget.allow(out.length());
            lastEnd = matcher.end();
            int next = at + (at < text.length() ? Utf8.sizeAt(text, at) : 0);
            at = next > lastEnd ? next : at + 1 > lastEnd ? at + 1 : lastEnd;
        }
        return out.append(text, lastEnd, text.length()).toString();
    }

    private static void expand(StringBuilder out, String template, String text, Compiled regex, Matcher matcher) {
        int at = 0;
        while (at < template.length()) {
            int dollar = template.indexOf('$', at);
            if (dollar < 0) {
                break;
            }
            out.append(template, at, dollar);
            at = dollar + 1;
            if (template.startsWith("$", at)) {
                out.append('$');
                at++;
                continue;
            }
            boolean isBraced = template.startsWith("{", at);
            int start = at + (isBraced ? 1 : 0);
            int end = start;
            while (end < template.length() && isName(Utf8.runeAt(template, end))) {
                end += Utf8.sizeAt(template, end);
            }
            if (end == start || isBraced && !template.startsWith("}", end)) {
                out.append('$');
                continue;
            }
            int group = group(template.substring(start, end), regex, matcher);
            if (group >= 0 && matcher.start(group) >= 0) {
                out.append(text, matcher.start(group), matcher.end(group));
            }
            at = end + (isBraced ? 1 : 0);
        }
        out.append(template, Math.min(at, template.length()), template.length());
    }

    private static boolean isName(int rune) {
        return rune == '_' || Character.isLetter(rune) || Character.isDigit(rune);
    }

    /** The group of a number, or the first group of a name that took part in the match; -1 for none. */
    private static int group(String name, Compiled regex, Matcher matcher) {
        boolean isNumber = name.chars().allMatch(c -> c >= '0' && c <= '9')
                && name.length() <= 8
                && (name.length() == 1 || name.charAt(0) != '0');
        if (isNumber) {
            int number = Integer.parseInt(name);
            return number <= matcher.groupCount() ? number : -1;
        }
        String text = Utf8.textOf(name);
        for (int group = 1; group <= matcher.groupCount() && group < regex.groups.size(); group++) {
            if (regex.groups.get(group).equals(text) && matcher.start(group) >= 0) {
                return group;
            }
        }
        return -1;
    }
}
