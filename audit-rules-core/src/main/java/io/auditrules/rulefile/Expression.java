package io.auditrules.rulefile;

import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Places;
import io.auditrules.diagnostic.Problem;
import io.auditrules.diagnostic.ProblemsException;
import io.auditrules.logql.Expr;
import io.auditrules.logql.LogQl;
import io.auditrules.logql.LokiVersion;
import io.auditrules.logql.Metric;
import io.auditrules.yaml.EmbeddedText;
import io.auditrules.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The expression of a rule: its text, the query that it is, and where each part of the query stands in the file. */
public final class Expression {
    private final YamlScalar text;
    private final Optional<Metric> query;
    private final List<Problem> problems;
    private final Function<Object, Optional<Place>> places;
    private final boolean isMade;
    /** Many ask for the same. */
    private final Map<LokiVersion, Reading> readings = new ConcurrentHashMap<>();

    private Expression(
            YamlScalar text,
            Optional<Metric> query,
            List<Problem> problems,
            Function<Object, Optional<Place>> places,
            boolean isMade) {
        this.text = text;
        this.query = query;
        this.problems = problems;
        this.places = places;
        this.isMade = isMade;
    }

    /** Reads LogQL that stands in a file. */
    public static Expression read(YamlScalar text) {
        EmbeddedText embedded = new EmbeddedText(text);
        Places found = new Places();
        Function<Object, Optional<Place>> places = part -> found.find(part).map(embedded::inFile);
        try {
            Metric query = LogQl.parseMetric(embedded.source(), found);
            return new Expression(text, Optional.of(query), List.of(), places, false);
        } catch (ProblemsException e) {
            List<Problem> problems = e.problems().stream()
                    .map(problem -> new Problem(embedded.inFile(problem.place()), problem.message(), problem.advice()))
                    .toList();
            return new Expression(text, Optional.empty(), problems, places, false);
        }
    }

    /**
     * A query that was built from something else.
     *
     * @param text its place is where that stands
     * @param places where that stands in the file which a part was built from
     */
    static Expression of(Metric query, YamlScalar text, Function<Object, Optional<Place>> places) {
        return new Expression(text, Optional.of(query), List.of(), places, true);
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

    /** What a version of Loki reads in it, whether or not it could run that. */
    public Reading readBy(LokiVersion version) {
        return readings.computeIfAbsent(version, this::read);
    }

    private Reading read(LokiVersion version) {
        if (version.equals(LokiVersion.NEWEST) && query.isPresent()) {
            return new Reading(query.map(read -> read), List.of(), this::placeOf);
        }
        EmbeddedText embedded = new EmbeddedText(text);
        Places found = new Places();
        try {
            Expr read = LogQl.parseUnchecked(embedded.source(), found, version);
            return new Reading(Optional.of(read), List.of(), part -> placeOf(part, found, embedded));
        } catch (ProblemsException e) {
            return new Reading(Optional.empty(), placed(e, embedded), part -> text.place());
        }
    }

    private Place placeOf(Object part, Places found, EmbeddedText embedded) {
        return found.find(part).filter(place -> !isMade).map(embedded::inFile).orElse(text.place());
    }

    private List<Problem> placed(ProblemsException e, EmbeddedText embedded) {
        return e.problems().stream()
                .map(problem -> new Problem(
                        isMade ? text.place() : embedded.inFile(problem.place()), problem.message(), problem.advice()))
                .toList();
    }

    /**
     * What a version of Loki reads.
     *
     * @param query of lines or of numbers; empty if it cannot read it
     * @param problems why it cannot, at places in the file
     * @param places where parts of the query stand in the file
     */
    public record Reading(Optional<Expr> query, List<Problem> problems, Function<Object, Place> places) {

        /** Whether it yields lines of the log and not numbers. */
        public boolean isOfLines() {
            return query.filter(read -> !(read instanceof Metric)).isPresent();
        }

        /** Where a part of the query stands: this very node, or this very text in one. */
        public Place placeOf(Object part) {
            return places.apply(part);
        }
    }

    /** Where a part of the query stands: this very node, or this very text in one; all of the expression if nobody wrote it. */
    public Place placeOf(Object part) {
        return places.apply(part).orElse(text.place());
    }
}
