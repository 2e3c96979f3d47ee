package io.auditrules.regex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which characters differ by case only: Unicode's simple case folding, which Go walks in circles ({@code K}, {@code k}, the
 * Kelvin sign, {@code K}).
 */
final class CaseFolding {
    /** The first and the last character that Go 1.26 looks at; beyond them nothing has a case. */
    static final int FIRST = 'A';

    static final int LAST = 0x1E943;

    /** The Turkish i without and with a dot: Java folds them with the others, Unicode does not. */
    private static final int DOTLESS_I = 0x131;

    private static final int DOTTED_I = 0x130;

    /** The circle of each character that has one, in order. */
    private static final Map<Integer, int[]> CIRCLES = circles();

    private CaseFolding() {}

    /** The next in the circle: the next larger character, or the smallest; the character itself if it has no case. */
    static int next(int rune) {
        int[] circle = CIRCLES.get(rune);
        if (circle == null) {
            return rune;
        }
        int at = Arrays.binarySearch(circle, rune);
        return circle[(at + 1) % circle.length];
    }

    /** The smallest in the circle. */
    static int least(int rune) {
        int[] circle = CIRCLES.get(rune);
        return circle == null ? rune : circle[0];
    }

    private static Map<Integer, int[]> circles() {
        Map<Integer, int[]> byLowerCase = new HashMap<>();
        for (int rune = FIRST; rune <= LAST; rune++) {
            if (rune == DOTLESS_I || rune == DOTTED_I) {
                continue;
            }
            int lower = Character.toLowerCase(Character.toUpperCase(rune));
            int[] circle = byLowerCase.getOrDefault(lower, new int[0]);
            circle = Arrays.copyOf(circle, circle.length + 1);
            circle[circle.length - 1] = rune;
            byLowerCase.put(lower, circle);
        }
        Map<Integer, int[]> circles = new HashMap<>();
        for (int[] circle : byLowerCase.values()) {
            for (int rune : circle) {
                if (circle.length > 1) {
                    circles.put(rune, circle);
                }
            }
        }
        return circles;
    }
}
