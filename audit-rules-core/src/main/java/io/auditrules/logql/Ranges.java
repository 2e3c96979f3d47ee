package io.auditrules.logql;

import java.util.stream.Stream;

/** Finds the ranges that a query reads. */
final class Ranges implements Metric.Visitor<Stream<LogRange>> {
    @Override
    public Stream<LogRange> rangeAggregation(RangeAggregation query) {
        return Stream.of(query.range());
    }

    @Override
    public Stream<LogRange> vectorAggregation(VectorAggregation query) {
        return query.operand().accept(this);
    }

    @Override
    public Stream<LogRange> binaryOperation(BinaryOperation query) {
        return Stream.concat(query.left().accept(this), query.right().accept(this));
    }

    @Override
    public Stream<LogRange> literal(Literal query) {
        return Stream.empty();
    }

    @Override
    public Stream<LogRange> labelReplace(LabelReplace query) {
        return query.operand().accept(this);
    }

    @Override
    public Stream<LogRange> vector(Vector query) {
        return Stream.empty();
    }

    @Override
    public Stream<LogRange> variants(Variants query) {
        return query.variants().stream().flatMap(variant -> variant.accept(this));
    }
}
