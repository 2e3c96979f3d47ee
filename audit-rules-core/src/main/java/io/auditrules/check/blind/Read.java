package io.auditrules.check.blind;

import io.auditrules.logql.BinaryOperation;
import io.auditrules.logql.LabelReplace;
import io.auditrules.logql.Literal;
import io.auditrules.logql.LogRange;
import io.auditrules.logql.Metric;
import io.auditrules.logql.RangeAggregation;
import io.auditrules.logql.Variants;
import io.auditrules.logql.Vector;
import io.auditrules.logql.VectorAggregation;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lines that are aggregated.
 *
 * @param sum the sum that directly is made of it: Loki then has the parsers read no more labels than are used
 */
record Read(RangeAggregation aggregation, Optional<VectorAggregation> sum) {

    /** All that a query reads. */
    static Stream<Read> of(Metric query) {
        return query.accept(new Walk());
    }

    LogRange range() {
        return aggregation.range();
    }

    private static final class Walk implements Metric.Visitor<Stream<Read>> {
        @Override
        public Stream<Read> rangeAggregation(RangeAggregation query) {
            return Stream.of(new Read(query, Optional.empty()));
        }

        @Override
        public Stream<Read> vectorAggregation(VectorAggregation query) {
            return query.operation() == VectorAggregation.Operation.SUM
                            && query.operand() instanceof RangeAggregation read
                    ? Stream.of(new Read(read, Optional.of(query)))
                    : query.operand().accept(this);
        }

        @Override
        public Stream<Read> binaryOperation(BinaryOperation query) {
            return Stream.concat(query.left().accept(this), query.right().accept(this));
        }

        @Override
        public Stream<Read> literal(Literal query) {
            return Stream.empty();
        }

        @Override
        public Stream<Read> labelReplace(LabelReplace query) {
            return query.operand().accept(this);
        }

        @Override
        public Stream<Read> vector(Vector query) {
            return Stream.empty();
        }

        @Override
        public Stream<Read> variants(Variants query) {
            return query.variants().stream().flatMap(variant -> variant.accept(this));
        }
    }
}
