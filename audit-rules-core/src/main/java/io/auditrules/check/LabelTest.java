package io.auditrules.check;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.logql.And;
import io.auditrules.logql.BytesFilter;
import io.auditrules.logql.DurationFilter;
import io.auditrules.logql.IpFilter;
import io.auditrules.logql.LabelFilter;
import io.auditrules.logql.Matcher;
import io.auditrules.logql.NumberFilter;
import io.auditrules.logql.Or;
import io.auditrules.regex.RegexFilter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A filter on one label, asked of values that the label may have; the empty value stands for a label that is not there. The same
 * values are asked many times, so answers are kept.
 */
public final class LabelTest {
    private final Function<String, Optional<Boolean>> holds;
    private final Map<String, Optional<Boolean>> answers = new ConcurrentHashMap<>();
    private final Optional<Set<String>> texts;

    private LabelTest(Function<String, Optional<Boolean>> holds, Optional<Set<String>> texts) {
        this.holds = holds;
        this.texts = texts;
    }

    private LabelTest(Function<String, Optional<Boolean>> holds) {
        this(holds, Optional.empty());
    }

    /** A filter behind a parser. */
    static LabelTest of(LabelFilter filter) {
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
    static LabelTest ofSelector(Matcher matcher) {
        return of(matcher, RegexFilter::ofMatcher);
    }

    /** Of an expression that is too large for us nothing can be told. */
    private static LabelTest of(Matcher matcher, Function<String, RegexFilter> regex) {
        try {
            return ofReadable(matcher, regex);
        } catch (IllegalValueException e) {
            return new LabelTest(value -> Optional.empty());
        }
    }

    private static LabelTest ofReadable(Matcher matcher, Function<String, RegexFilter> regex) {
        Predicate<String> found;
        if (matcher.operator().isRegex()) {
            found = LineTest.quick(regex.apply(matcher.value()));
        } else {
            found = matcher.value()::equals;
        }
        return new LabelTest(
                value -> Optional.of(found.test(value) != matcher.operator().isNegative()), Texts.of(matcher));
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

    /** All values that it wants; empty if it does not list them, or says what is unwanted. */
    public Optional<Set<String>> texts() {
        return texts;
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
