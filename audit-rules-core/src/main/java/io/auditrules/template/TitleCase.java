package io.auditrules.template;

import java.util.Locale;

/**
 * Words with a large first letter, as Go's golang.org/x/text/cases writes them for American English: unlike
 * {@link Strings#title} by Unicode's rules for words (as far as that package follows them), and with letters that become
 * two. Letters are those that Java knows.
 */
final class TitleCase {
    /** Characters that join two letters into one word, unless two of them follow each other. */
    private static final String MID =
            "':.\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";
    /** Signs that Unicode counts as parts of words, first and last of each range. */
    private static final int[] SIGNS_OF_WORDS = {
        0x2C2, 0x2C5, 0x2D2, 0x2D7, 0x2DE, 0x2DF, 0x2E5, 0x2EB, 0x2ED, 0x2ED, 0x2EF, 0x2FF, 0x55A, 0x55C, 0x55E, 0x55E,
        0x58A, 0x58A, 0x5F3, 0x5F3, 0x66B, 0x66B, 0x202F, 0x202F, 0x24B6, 0x24E9, 0xA708, 0xA716, 0xA720, 0xA721,
        0xA789, 0xA78A, 0xAB5B, 0xAB5B, 0x1F130, 0x1F149, 0x1F150, 0x1F169, 0x1F170, 0x1F189, 0x1F3FB, 0x1F3FF
    };
    /** Letters that are words of their own, likewise. */
    private static final int[] LETTERS_APART = {
        0xE46, 0xE46, 0xEC6, 0xEC6, 0x17D7, 0x17D7, 0x1AA7, 0x1AA7, 0x200B, 0x200B, 0x3007, 0x3007, 0x3021, 0x3029,
        0x3031, 0x3035, 0x3038, 0x303A, 0x309D, 0x309E, 0x30FC, 0x30FE, 0xA9E6, 0xA9E6, 0xAA70, 0xAA70, 0xAADD, 0xAADD,
        0xFF70, 0xFF70
    };
    /** How far Go looks for a letter behind a sigma. */
    private static final int FURTHEST = 31;

    private static final int SIGMA = 0x3A3;

    private final String text;
    private final boolean isLowering;
    private final StringBuilder out;
    private int at;
    private boolean isMidWord;

    private TitleCase(String text, boolean isLowering) {
        this.text = text;
        this.isLowering = isLowering;
        out = new StringBuilder(text.length());
    }

    /**
     * The text in title case.
     *
     * @param isLowering whether further letters become small
     */
    static String of(String bytes, boolean isLowering) {
        TitleCase title = new TitleCase(bytes, isLowering);
        boolean wasMid = false;
        while (title.at < bytes.length()) {
            int rune = title.rune();
            boolean isMid = isMid(rune);
            if (wasMid && isMid) {
                title.isMidWord = false;
            }
            title.letter(rune);
            wasMid = isMid;
        }
        return title.out.toString();
    }

    /** The character that comes next, -1 for what is none. */
    private int rune() {
        return Utf8.isBroken(text, at) ? -1 : Utf8.runeAt(text, at);
    }

    private void copy() {
        int size = Utf8.sizeAt(text, at);
        out.append(text, at, at + size);
        at += size;
    }

    private void write(String letters) {
        out.append(Utf8.bytesOf(letters));
        at += Utf8.sizeAt(text, at);
    }

    private void letter(int rune) {
        if (isCased(rune)) {
            if (!isMidWord) {
                write(title(rune));
                isMidWord = true;
            } else if (isLowering && rune == SIGMA) {
                sigma();
            } else if (isLowering) {
                write(Character.toString(rune).toLowerCase(Locale.ROOT));
            } else {
                copy();
            }
            return;
        }
        copy();
        if (isBreak(rune)) {
            isMidWord = false;
        }
    }

    /** A sigma at the end of a word looks different. */
    private void sigma() {
        int place = out.length();
        write("\u03c2");
        boolean wasMid = false;
        for (int i = 0; i < FURTHEST && at < text.length(); i++) {
            int rune = rune();
            if (!isIgnorable(rune)) {
                if (isCased(rune)) {
                    out.setCharAt(place + 1, (char) (out.charAt(place + 1) + 1));
                }
                return;
            }
            boolean isMid = isMid(rune);
            if ((wasMid && isMid) || isBreak(rune)) {
                isMidWord = false;
            }
            wasMid = isMid;
            copy();
        }
    }

    private static String title(int rune) {
        String letter = Character.toString(rune);
        int simple = Character.toTitleCase(rune);
        if (simple != rune) {
            return Character.toString(simple);
        }
        String upper = letter.toUpperCase(Locale.ROOT);
        if (upper.codePointCount(0, upper.length()) == 1 || Character.isTitleCase(rune)) {
            return letter;
        }
        if (rune == 0x149) {
            return upper;
        }
        // An iota that stood below the letter stays there.
        String rest = upper.substring(1).toLowerCase(Locale.ROOT);
        return upper.charAt(0) + (rune >= 0x1FB0 && rune <= 0x1FFF ? rest.replace('\u03b9', '\u0345') : rest);
    }

    private static boolean isCased(int rune) {
        return rune >= 0
                && (Character.isUpperCase(rune)
                        || Character.isLowerCase(rune)
                        || Character.isTitleCase(rune)
                        || rune == 0x10FC
                        || rune == 0xAB69);
    }

    private static boolean isMid(int rune) {
        return rune >= 0 && MID.indexOf(rune) >= 0;
    }

    private static boolean isIgnorable(int rune) {
        if (isMid(rune)) {
            return true;
        }
        return switch (rune < 0 ? Character.UNASSIGNED : Character.getType(rune)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.MODIFIER_LETTER,
                    Character.MODIFIER_SYMBOL -> true;
            default -> false;
        };
    }

    private static boolean isBreak(int rune) {
        return rune < 0 || (!isMid(rune) && !isOfWord(rune));
    }

    private static boolean isOfWord(int rune) {
        if (isIn(SIGNS_OF_WORDS, rune)) {
            return true;
        }
        if (isIn(LETTERS_APART, rune)) {
            return false;
        }
        return switch (Character.getType(rune)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.FORMAT -> true;
            case Character.OTHER_LETTER -> !Character.isIdeographic(rune) && hasWordsApart(rune);
            default -> false;
        };
    }

    /** Not so the scripts that write no blanks between words. */
    private static boolean hasWordsApart(int rune) {
        return switch (Character.UnicodeScript.of(rune)) {
            case THAI, LAO, KHMER, MYANMAR, HIRAGANA, KATAKANA, TAI_LE, NEW_TAI_LUE, TAI_THAM, TAI_VIET, AHOM -> false;
            default -> true;
        };
    }

    private static boolean isIn(int[] ranges, int rune) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (rune >= ranges[i] && rune <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
