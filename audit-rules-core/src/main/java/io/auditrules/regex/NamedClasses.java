package io.auditrules.regex;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The classes of characters that have names: Perl's, POSIX' and Unicode's categories and scripts. */
final class NamedClasses {
    private static final Map<String, Runes> PERL = Map.of(
            "d", new Runes('0', '9'),
            "s", new Runes('\t', '\n', '\f', '\r', ' ', ' '),
            "w", new Runes('0', '9', 'A', 'Z', '_', '_', 'a', 'z'));

    private static final Map<String, Runes> POSIX = Map.ofEntries(
            Map.entry("alnum", new Runes('0', '9', 'A', 'Z', 'a', 'z')),
            Map.entry("alpha", new Runes('A', 'Z', 'a', 'z')),
            Map.entry("ascii", new Runes(0, 0x7F)),
            Map.entry("blank", new Runes('\t', '\t', ' ', ' ')),
            Map.entry("cntrl", new Runes(0, 0x1F, 0x7F, 0x7F)),
            Map.entry("digit", new Runes('0', '9')),
            Map.entry("graph", new Runes('!', '~')),
            Map.entry("lower", new Runes('a', 'z')),
            Map.entry("print", new Runes(' ', '~')),
            Map.entry("punct", new Runes('!', '/', ':', '@', '[', '`', '{', '~')),
            Map.entry("space", new Runes('\t', '\r', ' ', ' ')),
            Map.entry("upper", new Runes('A', 'Z')),
            Map.entry("word", new Runes('0', '9', 'A', 'Z', '_', '_', 'a', 'z')),
            Map.entry("xdigit", new Runes('0', '9', 'A', 'F', 'a', 'f')));

    /** Unicode's categories by their names in Go 1.26, as the types that Java gives a character. */
    private static final Map<String, Integer> CATEGORIES = categories();

    /** What was looked for already; to find a class takes a look at every character. */
    private static final Map<String, Runes> UNICODE = new ConcurrentHashMap<>();

    private NamedClasses() {}

    /** The class of a letter after a backslash, without regard to its case. */
    static @Nullable Runes perl(char letter) {
        return PERL.get(String.valueOf(Character.toLowerCase(letter)));
    }

    /** The class of a name between {@code [:} and {@code :]}. */
    static @Nullable Runes posix(String name) {
        return POSIX.get(name);
    }

    /** The class of a name after {@code \p}: a category, a script, or {@code Any}. */
    static @Nullable Runes unicode(String name) {
        Runes known = UNICODE.get(name);
        if (known != null) {
            return known;
        }
        Runes found = look(name);
        if (found != null) {
            UNICODE.put(name, found);
        }
        return found;
    }

    private static @Nullable Runes look(String name) {
        if (name.equals("Any")) {
            return new Runes(0, Runes.MAX);
        }
        Integer types = CATEGORIES.get(name);
        if (types != null) {
            return ranges(rune -> ((types >> Character.getType(rune)) & 1) != 0);
        }
        Character.UnicodeScript script = script(name);
        return script == null ? null : ranges(rune -> Character.UnicodeScript.of(rune) == script);
    }

    private static Character.@Nullable UnicodeScript script(String name) {
        for (Character.UnicodeScript script : Character.UnicodeScript.values()) {
            if (script != Character.UnicodeScript.UNKNOWN && nameInGo(script).equals(name)) {
                return script;
            }
        }
        return null;
    }

    private static String nameInGo(Character.UnicodeScript script) {
        if (script.name().equals("SIGNWRITING")) {
            return "SignWriting";
        }
        StringBuilder name = new StringBuilder();
        for (String word : script.name().split("_", -1)) {
            name.append(name.length() == 0 ? "" : "_")
                    .append(word.charAt(0))
                    .append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private static Runes ranges(IntPredicate isIn) {
        Runes ranges = new Runes();
        int from = -1;
        for (int rune = 0; rune <= Runes.MAX + 1; rune++) {
            boolean in = rune <= Runes.MAX && isIn.test(rune);
            if (in && from < 0) {
                from = rune;
            } else if (!in && from >= 0) {
                ranges.add(from);
                ranges.add(rune - 1);
                from = -1;
            }
        }
        return ranges;
    }

    private static Map<String, Integer> categories() {
        Map<String, Integer> byName = new HashMap<>(Map.ofEntries(
                Map.entry("Lu", 1 << Character.UPPERCASE_LETTER),
                Map.entry("Ll", 1 << Character.LOWERCASE_LETTER),
                Map.entry("Lt", 1 << Character.TITLECASE_LETTER),
                Map.entry("Lm", 1 << Character.MODIFIER_LETTER),
                Map.entry("Lo", 1 << Character.OTHER_LETTER),
                Map.entry("Mn", 1 << Character.NON_SPACING_MARK),
                Map.entry("Me", 1 << Character.ENCLOSING_MARK),
                Map.entry("Mc", 1 << Character.COMBINING_SPACING_MARK),
                Map.entry("Nd", 1 << Character.DECIMAL_DIGIT_NUMBER),
                Map.entry("Nl", 1 << Character.LETTER_NUMBER),
                Map.entry("No", 1 << Character.OTHER_NUMBER),
                Map.entry("Pc", 1 << Character.CONNECTOR_PUNCTUATION),
                Map.entry("Pd", 1 << Character.DASH_PUNCTUATION),
                Map.entry("Pe", 1 << Character.END_PUNCTUATION),
                Map.entry("Pf", 1 << Character.FINAL_QUOTE_PUNCTUATION),
                Map.entry("Pi", 1 << Character.INITIAL_QUOTE_PUNCTUATION),
                Map.entry("Po", 1 << Character.OTHER_PUNCTUATION),
                Map.entry("Ps", 1 << Character.START_PUNCTUATION),
                Map.entry("Sc", 1 << Character.CURRENCY_SYMBOL),
                Map.entry("Sk", 1 << Character.MODIFIER_SYMBOL),
                Map.entry("Sm", 1 << Character.MATH_SYMBOL),
                Map.entry("So", 1 << Character.OTHER_SYMBOL),
                Map.entry("Zl", 1 << Character.LINE_SEPARATOR),
                Map.entry("Zp", 1 << Character.PARAGRAPH_SEPARATOR),
                Map.entry("Zs", 1 << Character.SPACE_SEPARATOR),
                Map.entry("Cc", 1 << Character.CONTROL),
                Map.entry("Cf", 1 << Character.FORMAT),
                Map.entry("Cn", 1 << Character.UNASSIGNED),
                Map.entry("Co", 1 << Character.PRIVATE_USE),
                Map.entry("Cs", 1 << Character.SURROGATE)));
        byName.put(
                "LC",
                (1 << Character.UPPERCASE_LETTER)
                        | (1 << Character.LOWERCASE_LETTER)
                        | (1 << Character.TITLECASE_LETTER));
        for (String group : "L M N P S Z C".split(" ", -1)) {
            int types = 0;
            for (Map.Entry<String, Integer> category : byName.entrySet()) {
                types |= category.getKey().startsWith(group) ? category.getValue() : 0;
            }
            byName.put(group, types);
        }
        return Map.copyOf(byName);
    }
}
