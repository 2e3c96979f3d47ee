package io.auditrules.check;

import io.auditrules.logql.Matcher;
import io.auditrules.regex.Regex;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** All texts that an expression stands for, if it lists them: {@code create|get}, {@code ^(create|get)$}. */
final class Texts implements Regex.Visitor<Optional<Set<String>>> {
    private static final int MOST = 200;
    private static final Optional<Set<String>> MANY = Optional.empty();
    private static final Set<String> NOTHING = Set.of("");

    private Texts() {}

    /** The values that a matcher wants, if it lists them. */
    static Optional<Set<String>> of(Matcher matcher) {
        return switch (matcher.operator()) {
            case EQ -> Optional.of(Set.of(matcher.value()));
            case RE -> Regex.parse(matcher.value()).accept(new Texts());
            case NEQ, NRE -> MANY;
        };
    }

    private static Optional<Set<String>> bounded(Set<String> texts) {
        return texts.size() <= MOST ? Optional.of(texts) : MANY;
    }

    @Override
    public Optional<Set<String>> noMatch(Regex.NoMatch node) {
        return Optional.of(Set.of());
    }

    @Override
    public Optional<Set<String>> emptyMatch(Regex.EmptyMatch node) {
        return Optional.of(NOTHING);
    }

    @Override
    public Optional<Set<String>> literal(Regex.Literal node) {
        return node.ignoresCase() ? MANY : Optional.of(Set.of(node.text()));
    }

    @Override
    public Optional<Set<String>> charClass(Regex.CharClass node) {
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < node.ranges().size(); i += 2) {
            for (int rune = node.ranges().get(i); rune <= node.ranges().get(i + 1); rune++) {
                texts.add(Character.toString(rune));
                if (texts.size() > MOST) {
                    return MANY;
                }
            }
        }
        return Optional.of(texts);
    }

    @Override
    public Optional<Set<String>> anyChar(Regex.AnyChar node) {
        return MANY;
    }

    @Override
    public Optional<Set<String>> anyCharNotNewline(Regex.AnyCharNotNewline node) {
        return MANY;
    }

    /** A label's filter is anchored anyway. */
    @Override
    public Optional<Set<String>> assertion(Regex.Assertion node) {
        return node == Regex.Assertion.WORD_BOUNDARY || node == Regex.Assertion.NO_WORD_BOUNDARY
                ? MANY
                : Optional.of(NOTHING);
    }

    @Override
    public Optional<Set<String>> capture(Regex.Capture node) {
        return node.sub().accept(this);
    }

    @Override
    public Optional<Set<String>> star(Regex.Star node) {
        return MANY;
    }

    @Override
    public Optional<Set<String>> plus(Regex.Plus node) {
        return MANY;
    }

    @Override
    public Optional<Set<String>> quest(Regex.Quest node) {
        return node.sub().accept(this).flatMap(texts -> {
            Set<String> all = new LinkedHashSet<>(texts);
            all.add("");
            return bounded(all);
        });
    }

    @Override
    public Optional<Set<String>> concat(Regex.Concat node) {
        Optional<Set<String>> texts = Optional.of(NOTHING);
        for (Regex sub : node.subs()) {
            Optional<Set<String>> next = sub.accept(this);
            texts = texts.flatMap(before -> next.flatMap(after -> joined(before, after)));
        }
        return texts;
    }

    private static Optional<Set<String>> joined(Set<String> before, Set<String> after) {
        if (before.size() * after.size() > MOST) {
            return MANY;
        }
        Set<String> joined = new LinkedHashSet<>();
        before.forEach(start -> after.forEach(end -> joined.add(start + end)));
        return Optional.of(joined);
    }

    @Override
    public Optional<Set<String>> alternate(Regex.Alternate node) {
        Set<String> all = new LinkedHashSet<>();
        for (Regex sub : node.subs()) {
            Optional<Set<String>> texts = sub.accept(this);
            if (texts.isEmpty()) {
                return MANY;
            }
            all.addAll(texts.get());
        }
        return bounded(all);
    }
}
