package io.auditrules.catalogue;

/** Words in Markdown, as GitHub reads it (GFM). */
final class Markdown {
    private static final String SPECIAL = "\\`*[]<|~$";

    private Markdown() {}

    /** The words as they are, whatever Markdown would make of them; they may stand in a table. */
    static String text(String words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (SPECIAL.indexOf(c) >= 0 || (c == '_' && !isInWord(words, i)) || (c == '&' && isLetter(words, i + 1))) {
                text.append('\\');
            }
            text.append(c);
        }
        return text.toString();
    }

    static String link(String words, String target) {
        return "[" + text(words) + "](" + target + ")";
    }

    private static boolean isInWord(String words, int i) {
        return isLetter(words, i - 1) && isLetter(words, i + 1);
    }

    private static boolean isLetter(String words, int i) {
        return i >= 0 && i < words.length() && (Character.isLetterOrDigit(words.charAt(i)) || words.charAt(i) == '#');
    }
}
