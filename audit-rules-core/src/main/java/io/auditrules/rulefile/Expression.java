package io.auditrules.rulefile;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.Metric;
import io.auditrules.yaml.EmbeddedText;
import io.auditrules.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The expression of a rule: its text, the query that it is, and where each part of the query stands in the file. */
public final class Expression {
    private final YamlScalar text;
    private final Optional<Metric> query;
    private final List<Problem> problems;
    private final Places places;
    private final UnaryOperator<Place> inFile;

    private Expression(
            YamlScalar text,
            Optional<Metric> query,
            List<Problem> problems,
            Places places,
            UnaryOperator<Place> inFile) {
        this.text = text;
        this.query = query;
        this.problems = problems;
        this.places = places;
        this.inFile = inFile;
    }

    /** Reads LogQL that stands in a file. */
    public static Expression read(YamlScalar text) {
        EmbeddedText embedded = new EmbeddedText(text);
        Places places = new Places();
        try {
            Metric query = LogQl.parseMetric(embedded.source(), places);
            return new Expression(text, Optional.of(query), List.of(), places, embedded::inFile);
        } catch (ProblemsException e) {
            List<Problem> problems = e.problems().stream()
                    .map(problem ->
                            new Problem(embedded.inFile(problem.place()), problem.message(), problem.advice()))
                    .toList();
            return new Expression(text, Optional.empty(), problems, places, embedded::inFile);
        }
    }

    /**
     * A query that was built from something else.
     *
     * @param text its place is where that stands
     * @param places of those parts that somebody wrote
     * @param inFile finds such a place in the file
     */
    static Expression of(Metric query, YamlScalar text, Places places, UnaryOperator<Place> inFile) {
        return new Expression(text, Optional.of(query), List.of(), places, inFile);
    }

    /** As it is written. */
    public YamlScalar text() {
        return text;
    }

    /** Empty if Loki could not read it. */
    public Optional<Metric> query() {
        return query;
    }

    /** Why Loki cannot read it, at places in the file. */
    public List<Problem> problems() {
        return problems;
    }

    /** Where a part of the query stands: this very node, or this very text in one; all of the expression if nobody wrote it. */
    public Place placeOf(Object part) {
        Place nowhere = text.place();
        Place place = places.of(part, nowhere);
        return place == nowhere ? nowhere : inFile.apply(place);
    }
}
