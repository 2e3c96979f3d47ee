package io.auditrules.pipeline;

import io.auditrules.event.Batch;
import io.auditrules.event.Labels;
import io.auditrules.logql.LogSelector;
import java.util.List;

/** What a log query makes of the lines of a log. Not for several threads. */
public final class LogPipeline {
    private final LineProcessor lines;

    /**
     * A pipeline for a query.
     *
     * @throws io.auditrules.diagnostic.IllegalValueException if Loki would refuse a template in it
     */
    public LogPipeline(LogSelector query, Setting setting) {
        List<PipelineStage> stages = StageCompiler.compile(query.pipeline().stages(), setting);
        lines = new LineProcessor(new StreamMatcher(query.selector()), stages, ParserHints.ofLogQuery(stages));
    }

    /** The texts that its line filters look for, to be found together with those of other queries. */
    public List<Needle> needles() {
        return lines.needles();
    }

    /** The next line of a batch, at or after one, that could pass; {@link Batch#NO_LINE} if none could. */
    public int next(Batch batch, int fromLine) {
        return lines.next(batch, fromLine);
    }

    /** Whether a line passes. */
    public boolean passes(Batch batch, int line) {
        return lines.passes(batch, line);
    }

    /** The line that passed last, as the stages left it. */
    public String line() {
        return lines.line().text();
    }

    /** The labels of the line that passed last. */
    public Labels labels() {
        return lines.labels().result();
    }
}
