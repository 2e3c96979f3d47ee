package io.auditrules.yaml;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a text is written so that every reader on the way takes it for the same text: SnakeYAML (YAML 1.1), the Kubernetes
 * API server (sigs.k8s.io/yaml over go.yaml.in/yaml/v2), and Loki, Alertmanager and GitOps tools (yaml/v3, mostly 1.2).
 * What is in doubt is quoted.
 */
final class ScalarText {
    private static final Set<String> WORDS =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "<<", "=");
    private static final int LONGEST_WORD = 5;
    private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";

    /** Numbers in any base, times as numbers of base 60, dates and times; without underscores, which some ignore. */
    private static final Pattern TYPED = Pattern.compile(
            "[-+]?(0x[0-9a-f]*|0o[0-7]*|0b[01]*|[0-9]+(:[0-9]+)*(\\.[0-9]*)?(e[-+]?[0-9]*)?|\\.[0-9]*(e[-+]?[0-9]*)?|\\.inf|\\.nan)"
                    + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t \t].*)?",
            Pattern.DOTALL);

    private ScalarText() {}

    /** True for a text that needs no quotes. */
    static boolean isPlain(String text) {
        if (text.isEmpty()
                || INDICATORS.indexOf(text.charAt(0)) >= 0
                || text.startsWith("...")
                || text.startsWith(" ")
                || text.endsWith(" ")
                || text.endsWith(":")
                || text.contains(": ")
                || text.contains(" #")
                || !isVisible(text)) {
            return false;
        }
        if (text.length() <= LONGEST_WORD && WORDS.contains(text.toLowerCase(Locale.ROOT))) {
            return false;
        }
        boolean beginsAsNumber = "+._0123456789".indexOf(text.charAt(0)) >= 0;
        return !(beginsAsNumber
                && TYPED.matcher(text.toLowerCase(Locale.ROOT).replace("_", "")).matches());
    }

    /**
     * True for lines that can stand as they are under a {@code |} that needs no further marks. Blanks and joiners that no
     * one sees may be among them: SnakeYAML does not escape these in quotes either.
     */
    static boolean isBlock(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || isVisible(c) || isInvisibleUnicode(c))
                && !text.startsWith(" ")
                && !text.startsWith("\n")
                && !text.endsWith("\n\n")
                && !text.endsWith(" ")
                && !text.contains(" \n");
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!isVisible(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * No control character, half of one, or blank but the space. The ranges are written down, as what {@link Character}
     * knows grows with every Java.
     */
    private static boolean isVisible(int c) {
        return (c >= ' ' && c <= '~')
                || (c > 0xA0 && c < 0xD800 && !isInvisibleUnicode(c))
                || (c >= 0xF900 && c < 0xFFF0 && c != 0xFEFF)
                || (c >= 0x10000 && c < 0xE0000);
    }

    /** Blanks of many widths, joiners and marks of direction; the separators of lines are in no text that is written. */
    private static boolean isInvisibleUnicode(int c) {
        return c == 0xAD
                || c == 0x61C
                || c == 0x1680
                || c == 0x180E
                || (c >= 0x2000 && c <= 0x200F)
                || (c >= 0x2028 && c <= 0x202F)
                || (c >= 0x205F && c <= 0x206F)
                || c == 0x3000;
    }
}
