package io.auditrules.report;

import java.util.List;

/**
 * A scenario drawn over time, as the page's template shows it: across in percent of the width, down in pixels.
 *
 * @param label what the picture shows, for those who do not see it
 */
record TimeLine(String label, int height, List<Tick> ticks, List<Bar> gaps, List<Lane> lanes) {

    /** A time that is written above and drawn through all lanes; {@code anchor} is what SVG's text-anchor says. */
    record Tick(String x, String text, String anchor) {}

    /** A while. */
    record Bar(String kind, String x, String width, int y, int height, String title) {}

    /** A moment; {@code y} is where a stroke begins. */
    record Mark(String kind, String x, int y, String title) {
        /** The same, with so many at about the same place. */
        Mark followedBy(int more) {
            return more == 0 ? this : new Mark(kind, x, y, title + "\nand " + more + " more soon after");
        }
    }

    /**
     * A label, and what happened below it.
     *
     * @param kind {@code rule} for the head of a rule's alerts
     * @param note what is said beside the label
     * @param strokes moments as upright lines
     * @param dots moments at which somebody was told
     * @param crosses moments at which somebody was not
     */
    record Lane(
            String kind,
            int y,
            String label,
            String note,
            List<Bar> bars,
            List<Mark> strokes,
            List<Mark> dots,
            List<Mark> crosses) {}
}
