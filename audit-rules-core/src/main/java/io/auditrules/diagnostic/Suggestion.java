package io.auditrules.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The nearest legal word to one that was mistyped. */
public final class Suggestion {
    private Suggestion() {}

    /** More than a person reads in one line, if one word is probably meant. */
    private static final int MOST_WORDS = 12;

    /** {@code did you mean "verb"?}, and the legal words unless they are many and one of them is near. */
    public static String of(String word, Collection<String> legal) {
        String all = "legal here: " + String.join(", ", legal);
        return nearest(word, legal)
                .map(near -> "did you mean \"" + near + "\"?" + (legal.size() > MOST_WORDS ? "" : " " + all))
                .orElse(all);
    }

    /** The word that was probably meant; empty if none is near. */
    public static Optional<String> nearest(String word, Collection<String> legal) {
        return legal.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Edit distance in which a swap of neighbours counts once and case counts nothing. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(java.util.Locale.ROOT);
        String b = right.toLowerCase(java.util.Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
