package io.auditrules.check;

import io.auditrules.logql.And;
import io.auditrules.logql.BytesFilter;
import io.auditrules.logql.DurationFilter;
import io.auditrules.logql.IpFilter;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.NumberFilter;
import io.auditrules.logql.Or;
import io.auditrules.regex.RegexFilter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A filter on one label, asked of values that the label may have; the empty value stands for a label that is not there. The same
 * values are asked many times, so answers are kept.
 */
public final class LabelTest {
    private final Function<String, Optional<Boolean>> holds;
    private final Map<String, Optional<Boolean>> answers = new HashMap<>();

    private LabelTest(Function<String, Optional<Boolean>> holds) {
        this.holds = holds;
    }

    /** A filter behind a parser. */
    public static LabelTest of(LabelFilter filter) {
        return filter.accept(new LabelFilter.Visitor<>() {
            @Override
            public LabelTest matcher(Matcher matcher) {
                return of(matcher, RegexFilter::ofLabel);
            }

            @Override
            public LabelTest number(NumberFilter number) {
                return new LabelTest(value -> holds(number, value));
            }

            @Override
            public LabelTest duration(DurationFilter duration) {
                return dropsMissing();
            }

            @Override
            public LabelTest bytes(BytesFilter bytes) {
                return dropsMissing();
            }

            @Override
            public LabelTest ip(IpFilter ip) {
                return new LabelTest(value -> Optional.empty());
            }

            @Override
            public LabelTest and(And and) {
                return new LabelTest(value -> Optional.empty());
            }

            @Override
            public LabelTest or(Or or) {
                return new LabelTest(value -> Optional.empty());
            }
        });
    }

    /** A matcher of a stream selector. */
    public static LabelTest ofSelector(Matcher matcher) {
        return of(matcher, RegexFilter::ofMatcher);
    }

    private static LabelTest of(Matcher matcher, Function<String, RegexFilter> regex) {
        Predicate<String> found;
        if (matcher.operator().isRegex()) {
            RegexFilter filter = regex.apply(matcher.value());
            found = filter::test;
        } else {
            found = matcher.value()::equals;
        }
        return new LabelTest(
                value -> Optional.of(found.test(value) != matcher.operator().isNegative()));
    }

    private static LabelTest dropsMissing() {
        return new LabelTest(value -> value.isEmpty() ? Optional.of(false) : Optional.empty());
    }

    private static Optional<Boolean> holds(NumberFilter filter, String value) {
        if (value.isEmpty()) {
            return Optional.of(false);
        }
        if (!isNumber(value)) {
            return Optional.empty();
        }
        int order = Double.compare(Double.parseDouble(value), filter.value().value());
        return Optional.of(
                switch (filter.operator()) {
                    case EQ -> order == 0;
                    case NEQ -> order != 0;
                    case GT -> order > 0;
                    case GTE -> order >= 0;
                    case LT -> order < 0;
                    case LTE -> order <= 0;
                });
    }

    /** Whether a value passes; empty if that cannot be told. */
    public Optional<Boolean> holds(String value) {
        return answers.computeIfAbsent(value, holds);
    }

    /** Whether it is certain that a value passes. */
    public boolean passes(String value) {
        return holds(value).orElse(false);
    }

    /** Whether it is certain that a value does not pass. */
    public boolean fails(String value) {
        return !holds(value).orElse(true);
    }

    private static boolean isNumber(String value) {
        return value.matches("[-+]?[0-9]{1,15}(\\.[0-9]{1,15})?");
    }
}
