package io.auditrules.regex;

import java.util.SplittableRandom;

/** Expressions and texts of few characters, so that many match; or hostile ones. */
final class RandomRegex {
    private static final String[] CHARACTERS = {"a", "b", "c", "A", "/", "é", "ab", "bc"};
    private static final String[] HOSTILE = {
        "(",
        "(?:",
        "(?i:",
        ")",
        "|",
        "*",
        "+",
        "?",
        "{1000}",
        "{0,500}",
        "{2,}",
        "{3",
        "[",
        "]",
        "[^",
        "a-z",
        "\\pL",
        "\\",
        "\\Q",
        "\\E",
        "^",
        "$",
        "\\b",
        "(?s)",
        "(?i)",
        "(?P<n>",
        "é",
        "\ud83d\ude00",
        "\ud83d",
        "\u0000",
        "a",
        "b",
        "x",
        ".",
        "-",
        ",",
        "{"
    };

    private RandomRegex() {}

    static String regex(SplittableRandom random, int depth) {
        StringBuilder regex = new StringBuilder();
        int legs = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
        for (int leg = 0; leg < legs; leg++) {
            regex.append(leg == 0 ? "" : "|");
            for (int part = random.nextInt(5); part > 0; part--) {
                regex.append(atom(random, depth))
                        .append(pick(random, "", "", "", "", "*", "+", "?", "{2}", "{0,2}", "{1,3}"));
            }
        }
        return regex.toString();
    }

    private static String atom(SplittableRandom random, int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> pick(random, ".", "[ab]", "[^a]", "[a-e]", "\\w", "(?s:.)", "(?i:ab)", "(?:)");
            case 1 -> pick(random, "(?:^)", "(?:$)", "(?:\\b)", "(?m:^)");
            case 2, 3 -> depth > 0 ? pick(random, "(", "(?:", "(?i:") + regex(random, depth - 1) + ")" : "b";
            default -> pick(random, CHARACTERS);
        };
    }

    static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int part = random.nextInt(8); part > 0; part--) {
            text.append(pick(random, CHARACTERS)).append(random.nextInt(12) == 0 ? "\n" : "");
        }
        return text.toString();
    }

    static String hostile(SplittableRandom random) {
        StringBuilder regex = new StringBuilder();
        String repeated = pick(random, HOSTILE) + pick(random, HOSTILE) + pick(random, HOSTILE);
        for (int part = random.nextInt(60); part > 0; part--) {
            regex.append(random.nextInt(10) == 0 ? repeated.repeat(random.nextInt(200)) : pick(random, HOSTILE));
        }
        return regex.toString();
    }

    private static String pick(SplittableRandom random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
