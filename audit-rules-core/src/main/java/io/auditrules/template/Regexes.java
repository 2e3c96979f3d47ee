package io.auditrules.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.regex.Re2;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The regular expressions of a template, compiled once, and what Go's regexp does with them. */
final class Regexes {
    private static final int MOST = 100;
    /** A larger program is not kept. */
    private static final int LARGEST_KEPT = 10_000;
    /** To compile an instruction takes as long as to read so many bytes. */
    private static final int COMPILATION = 50;

    private record Compiled(Pattern pattern, List<String> groups) {}

    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

    /** {@code MatchString}. */
    boolean matches(String regex, String text, Budget budget) {
        Compiled known = compile(regex, budget);
        charge(budget, known, text);
        return new Matches(known, text).find(0);
    }

    /** Compiles as Go's MustCompile, which fails with other words. */
    void require(String regex, Budget budget) {
        if (!compiled.containsKey(regex)) {
            String quoted = Quoted.canBackquote(regex) ? "`" + regex + "`" : Quoted.quote(regex);
            compile(regex, budget, "regexp: Compile(" + quoted + "): ");
        }
    }

    private Compiled compile(String regex, Budget budget) {
        return compile(regex, budget, "");
    }

    private Compiled compile(String regex, Budget budget, String complaint) {
        Compiled known = compiled.get(regex);
        if (known == null) {
            if (compiled.size() >= MOST) {
                compiled.clear();
            }
            String text = Utf8.textOf(regex);
            if (!Utf8.bytesOf(text).equals(regex)) {
                throw new Failure(complaint + "error parsing regexp: invalid UTF-8: `" + regex + "`");
            }
            try {
                known = new Compiled(Re2.compile(text), Re2.groupNames(text));
            } catch (IllegalValueException e) {
                throw new Failure(complaint + Utf8.bytesOf(refusal(text, e)));
            }
            int size = known.pattern.programSize();
            budget.spend((size + regex.length()) * (long) COMPILATION);
            if (size <= LARGEST_KEPT) {
                compiled.put(regex, known);
            }
        }
        return known;
    }

    /** Go's words where RE2/J finds the same fault, with the names of groups left out as {@link Re2} does. */
    private static String refusal(String regex, IllegalValueException ours) {
        String nameless = regex.replaceAll("\\(\\?P?<\\w+>", "(");
        try {
            Pattern.compile(nameless);
        } catch (PatternSyntaxException e) {
            if ("stack underflow".equals(e.getPattern())) {
                return "error parsing regexp: unexpected ): `" + regex + "`";
            }
            String part = nameless.equals(e.getPattern()) ? regex : e.getPattern();
            return "error parsing regexp: " + e.getDescription() + (part == null ? "" : ": `" + part + "`");
        }
        return "error parsing regexp: " + ours.message();
    }

    /** The matches of one text, with positions in its bytes. A byte that is no character matches as U+FFFD, as in Go. */
    private static final class Matches {
        private final Matcher matcher;
        /** The byte at which a char of the text begins, and the other way; null if they are the same. */
        private final int @Nullable [] bytes;

        private final int @Nullable [] chars;

        Matches(Compiled regex, String text) {
            boolean isAscii = Utf8.isAscii(text);
            matcher = regex.pattern.matcher(isAscii ? text : Utf8.textOf(text));
            bytes = isAscii ? null : new int[text.length() + 1];
            chars = isAscii ? null : new int[text.length() + 1];
            if (bytes == null || chars == null) {
                return;
            }
            int at = 0;
            int i = 0;
            for (; i < text.length(); i += Utf8.sizeAt(text, i)) {
                bytes[at] = i;
                chars[i] = at;
                at += Character.charCount(Utf8.runeAt(text, i));
            }
            bytes[at] = i;
            chars[i] = at;
        }

        boolean find(int from) {
            return matcher.find(chars == null ? from : chars[from]);
        }

        int groups() {
            return matcher.groupCount();
        }

        private int inBytes(int index) {
            return bytes == null || index < 0 ? index : bytes[index];
        }

        int start(int group) {
            return inBytes(matcher.start(group));
        }

        int end(int group) {
            return inBytes(matcher.end(group));
        }
    }

    /** Each byte may meet each instruction. */
    private static void charge(Budget budget, Compiled regex, String text) {
        budget.spend(text.length() * (8L + regex.pattern.programSize() / 4));
    }

    /** {@code len(FindAllStringIndex(text, -1))}. */
    long count(String regex, String text, Budget budget) {
        Compiled known = compile(regex, budget);
        charge(budget, known, text);
        Matches matches = new Matches(known, text);
        long count = 0;
        int at = 0;
        int lastEnd = -1;
        while (at <= text.length() && matches.find(at)) {
            boolean isCounted = true;
            if (matches.end(0) == at) {
                isCounted = matches.start(0) != lastEnd;
                at += at < text.length() ? Utf8.sizeAt(text, at) : 1;
            } else {
                at = matches.end(0);
            }
            lastEnd = matches.end(0);
            count += isCounted ? 1 : 0;
        }
        return count;
    }

    /** {@code ReplaceAllString}, or {@code ReplaceAllLiteralString} where the replacement is as it is. */
    String replaceAll(String regex, String text, String replacement, boolean isLiteral, Budget budget) {
        Compiled compiledRegex = compile(regex, budget);
        charge(budget, compiledRegex, text);
        Matches matches = new Matches(compiledRegex, text);
        StringBuilder out = new StringBuilder();
        int lastEnd = 0;
        int at = 0;
        while (at <= text.length() && matches.find(at)) {
            out.append(text, /* start= */ lastEnd, /* end= */ matches.start(0));
            if (matches.end(0) > lastEnd || matches.start(0) == 0) {
                if (isLiteral) {
                    out.append(replacement);
                } else {
                    budget.spend(replacement.length());
                    expand(out, replacement, text, compiledRegex, matches);
                }
            }
            Budget.allow(out.length());
            lastEnd = matches.end(0);
            int next = at + (at < text.length() ? Utf8.sizeAt(text, at) : 0);
            at = next > lastEnd ? next : at + 1 > lastEnd ? at + 1 : lastEnd;
        }
        return out.append(text, lastEnd, text.length()).toString();
    }

    private static void expand(StringBuilder out, String template, String text, Compiled regex, Matches matches) {
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
            if (end == start || (isBraced && !template.startsWith("}", end))) {
                out.append('$');
                continue;
            }
            int group = group(template.substring(start, end), regex, matches);
            if (group >= 0 && matches.start(group) >= 0) {
                out.append(text, matches.start(group), matches.end(group));
            }
            at = end + (isBraced ? 1 : 0);
        }
        out.append(template, Math.min(at, template.length()), template.length());
    }

    private static boolean isName(int rune) {
        return rune == '_' || Character.isLetter(rune) || Character.isDigit(rune);
    }

    /** The group of a number, or the first group of a name that took part in the match; -1 for none. */
    private static int group(String name, Compiled regex, Matches matches) {
        boolean isNumber = name.chars().allMatch(c -> c >= '0' && c <= '9')
                && name.length() <= 8
                && (name.length() == 1 || name.charAt(0) != '0');
        if (isNumber) {
            int number = Integer.parseInt(name);
            return number <= matches.groups() ? number : -1;
        }
        String text = Utf8.textOf(name);
        for (int group = 1; group <= matches.groups() && group < regex.groups.size(); group++) {
            if (regex.groups.get(group).equals(text) && matches.start(group) >= 0) {
                return group;
            }
        }
        return -1;
    }
}
