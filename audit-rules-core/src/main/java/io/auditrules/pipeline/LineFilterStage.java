package io.auditrules.pipeline;

import io.auditrules.logql.LineFilter;
import io.auditrules.logql.LineFilter.Alternative;
import java.util.ArrayList;
import java.util.List;

/** {@code |= "a" or "b"} and its like. */
final class LineFilterStage implements PipelineStage {
    private final boolean isNegative;
    /** With a negative operator a line may pass none of them, else it has to pass one. */
    private final List<LineTest> tests;

    LineFilterStage(LineFilter stage) {
        isNegative = stage.operator().isNegative();
        List<LineTest> all = new ArrayList<>();
        List<Alternative> alternatives = stage.effective();
        for (Alternative alternative : alternatives) {
            boolean isIp = alternative.isIp() && (isNegative || alternatives.size() == 1);
            all.add(isIp ? LineTest.ip(alternative.text()) : LineTest.of(stage.operator(), alternative.text()));
        }
        tests = isNegative ? all : withoutTrue(all);
    }

    /** Of a text that every line has and others Loki v3.7.6 forgets the former. */
    private static List<LineTest> withoutTrue(List<LineTest> tests) {
        List<LineTest> others =
                tests.stream().filter(test -> test != LineTest.TRUE).toList();
        return others.isEmpty() ? List.of(LineTest.TRUE) : others;
    }

    @Override
    public boolean process(Line line, LabelsBuilder labels) {
        for (LineTest test : tests) {
            if (test.holds(line)) {
                return !isNegative;
            }
        }
        return isNegative;
    }

    /** All texts that are looked for. */
    List<Needle> needles() {
        return tests.stream().flatMap(test -> test.needed().stream()).toList();
    }

    /** Texts of which a line needs one to pass; none if that cannot be said. */
    List<List<Needle>> needed() {
        List<Needle> needed = new ArrayList<>();
        for (LineTest test : tests) {
            if (isNegative || test.needed().isEmpty()) {
                return List.of();
            }
            needed.addAll(test.needed());
        }
        return List.of(needed);
    }
}
