package io.auditrules.catalogue;

import java.util.Arrays;
import java.util.List;

/**
 * What others look for and one expression of LogQL cannot say.
 *
 * @param rules rules of public sets that do
 * @param reason why it cannot
 * @param instead detections that are near
 */
record NotExpressible(String id, String title, List<String> rules, String reason, List<String> instead) {
    NotExpressible {
        rules = List.copyOf(rules);
        instead = List.copyOf(instead);
    }

    static List<NotExpressible> all() {
        return Resource.rows(Resource.text("not-expressible.tsv"), 5).stream()
                .map(row ->
                        new NotExpressible(row.get(0), row.get(1), words(row.get(2)), row.get(3), words(row.get(4))))
                .toList();
    }

    private static List<String> words(String cell) {
        return Arrays.stream(cell.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
