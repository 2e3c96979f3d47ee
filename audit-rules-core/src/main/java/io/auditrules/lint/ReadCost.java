package io.auditrules.lint;

import io.auditrules.check.PlacedRule;
import io.auditrules.check.Scene;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What rules make Loki read: at each evaluation all of the window, so in a day the log as many times as the interval goes into
 * the window. Filters on lines make reading cheaper, but nothing is left out for them.
 *
 * @param volume how many bytes the audit log takes a day, if that is known
 * @param groups how many times each group reads the log of a day, in the order of the files
 * @param rules the same of each rule, the most expensive first
 */
public record ReadCost(OptionalLong volume, Map<String, Double> groups, List<OfRule> rules) {

    /**
     * What a rule makes Loki read.
     *
     * @param name of the rule
     * @param times how many times it reads the log of a day
     */
    public record OfRule(String name, double times) {}

    static ReadCost of(Scene scene) {
        Map<String, Double> groups = new LinkedHashMap<>();
        List<OfRule> rules = new ArrayList<>();
        for (PlacedRule rule : scene.rules()) {
            double times = times(rule);
            groups.merge(rule.group().name().map(name -> name.text()).orElse(""), times, Double::sum);
            rules.add(new OfRule(rule.rule().name(), times));
        }
        rules.sort(Comparator.comparingDouble(OfRule::times).reversed().thenComparing(OfRule::name));
        return new ReadCost(scene.platform().volume(), groups, List.copyOf(rules));
    }

    private static double times(PlacedRule rule) {
        double interval = rule.interval().toNanos();
        return interval == 0
                ? 0
                : rule.ranges().stream()
                        .mapToDouble(range -> range.range().value().toNanos() / interval)
                        .sum();
    }

    /** How many times all rules together read the log of a day. */
    public double times() {
        return rules.stream().mapToDouble(OfRule::times).sum();
    }
}
