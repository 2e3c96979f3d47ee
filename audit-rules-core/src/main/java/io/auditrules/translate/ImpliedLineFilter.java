package io.auditrules.translate;

import io.auditrules.rule.Field;
import io.auditrules.rule.LineFilter;
import io.auditrules.rule.ValuePattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The cheap test of the raw line that every event passes which fulfils a clause. It spares Loki the parsing of most
 * lines and can never be the cause of a miss, whoever encoded the JSON: it looks for values (or keys) only, never for a
 * key together with its value, since spaces and the order of keys differ between API server and collectors; and only for
 * characters that no JSON encoder escapes.
 */
final class ImpliedLineFilter {
    /** Every audit event has this key; auditd and OVN lines in the same stream do not. */
    static final LineFilter ANY_AUDIT_EVENT = LineFilter.contains("\"auditID\"");

    /** What no JSON encoder writes as an escape; Go's, for one, escapes &lt;, &gt; and &amp;, others =, +, ' and /. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9 ._:@-]+");

    private static final Set<String> JSON_WORDS = Set.of("true", "false", "null");
    private static final Pattern PART_OF_A_NUMBER = Pattern.compile("[0-9.eE+-]*");
    private static final int SHORTEST = 3;
    private static final int MOST_ALTERNATIVES = 20;

    /** Fields by how few lines have a given value of theirs, the best first. */
    private static final List<Field> MOST_SELECTIVE = List.of(
            Field.NAME,
            Field.SUBRESOURCE,
            // Fields of bodies and annotations come here.
            Field.IMPERSONATED_USER,
            Field.USER,
            Field.RESOURCE,
            Field.USER_AGENT,
            Field.REQUEST_URI,
            Field.NAMESPACE,
            Field.REASON,
            Field.GROUPS,
            Field.API_GROUP,
            Field.CODE,
            Field.VERB,
            Field.DECISION,
            Field.STAGE);

    private ImpliedLineFilter() {}

    /** The best filter that the clause implies. */
    static LineFilter of(Clause clause) {
        return clause.accept(new Needed()).map(Literals::filter).orElse(ANY_AUDIT_EVENT);
    }

    /** Texts of which a line needs at least one. */
    private record Literals(Set<String> texts, int rank) {
        LineFilter filter() {
            if (texts.size() == 1) {
                return LineFilter.contains(texts.iterator().next());
            }
            boolean quoted =
                    texts.stream().allMatch(text -> text.length() > 2 && text.startsWith("\"") && text.endsWith("\""));
            List<String> alternatives = texts.stream()
                    .map(text -> LabelRegex.quote(quoted ? text.substring(1, text.length() - 1) : text))
                    .toList();
            String joined = String.join("|", alternatives);
            return LineFilter.matches(quoted ? "\"(" + joined + ")\"" : joined);
        }
    }

    private static final class Needed implements Clause.Visitor<Optional<Literals>> {
        @Override
        public Optional<Literals> test(Clause.Test test) {
            if (!test.field().functions().isEmpty()) {
                return test.isNegated() || test.alternatives().stream().anyMatch(LabelRegex::holdsForAbsent)
                        ? Optional.empty()
                        : keyOf(test.field());
            }
            if (test.isNegated() || test.alternatives().stream().anyMatch(LabelRegex::holdsForAbsent)) {
                return Optional.empty();
            }
            Set<String> values = new LinkedHashSet<>();
            for (ValuePattern pattern : test.alternatives()) {
                Optional<String> literal = pattern.accept(new LiteralOf());
                if (literal.isEmpty()) {
                    return keyOf(test.field());
                }
                values.add(literal.get());
            }
            // A bare number or word is in many lines, the key of a body's field in few.
            boolean bare = values.stream().noneMatch(value -> value.contains("\""));
            return Optional.of(new Literals(values, rank(test.field())))
                    .filter(literals -> !bare)
                    .or(() -> keyOf(test.field()))
                    .or(() -> Optional.of(new Literals(values, rank(test.field()))));
        }

        @Override
        public Optional<Literals> elements(Clause.Elements elements) {
            if (elements.isNegated()) {
                return Optional.empty();
            }
            List<Optional<Literals>> keys =
                    elements.lists().stream().map(Needed::keyOf).toList();
            return keys.stream().allMatch(Optional::isPresent)
                    ? Optional.of(new Literals(
                            keys.stream()
                                    .flatMap(key -> key.orElseThrow().texts().stream())
                                    .collect(Collectors.toCollection(LinkedHashSet::new)),
                            rank(elements.lists().get(0))))
                    : Optional.empty();
        }

        @Override
        public Optional<Literals> and(Clause.And and) {
            return and.parts().stream()
                    .flatMap(part -> part.accept(this).stream())
                    .min(Comparator.comparingInt(Literals::rank));
        }

        @Override
        public Optional<Literals> or(Clause.Or or) {
            Set<String> texts = new LinkedHashSet<>();
            int rank = 0;
            for (Clause part : or.parts()) {
                Optional<Literals> literals = part.accept(this);
                if (literals.isEmpty()) {
                    return Optional.empty();
                }
                texts.addAll(literals.get().texts());
                rank = Math.max(rank, literals.get().rank());
            }
            return texts.size() > MOST_ALTERNATIVES ? Optional.empty() : Optional.of(new Literals(texts, rank));
        }

        /** A key below a body or an annotation is rare enough to look for; a value that is there has its key there. */
        private static Optional<Literals> keyOf(Field field) {
            String root = field.path().get(0);
            String key = field.path().get(field.path().size() - 1);
            boolean rare = root.equals("annotations") || root.endsWith("Object");
            if (!rare || Character.isDigit(key.charAt(0))) {
                return Optional.empty();
            }
            return longest(key, true, true).map(text -> new Literals(Set.of(text), rank(field)));
        }

        private static int rank(Field field) {
            int rank = MOST_SELECTIVE.indexOf(field);
            return rank < 0 ? MOST_SELECTIVE.indexOf(Field.IMPERSONATED_USER) : rank;
        }
    }

    /** The longest text that a line has if a value in it has this look. */
    private static final class LiteralOf implements ValuePattern.Visitor<Optional<String>> {
        @Override
        public Optional<String> exact(ValuePattern.Exact exact) {
            boolean quoted = !mayBeginBare(exact.text()) || !mayEndBare(exact.text());
            return longest(exact.text(), quoted, quoted);
        }

        @Override
        public Optional<String> glob(ValuePattern.Glob glob) {
            List<String> parts = List.of(glob.text().split("\\*", -1));
            List<String> literals = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                boolean first = i == 0 && !mayBeginBare(part);
                boolean last = i == parts.size() - 1 && !mayEndBare(part);
                longest(part, first, last).ifPresent(literals::add);
            }
            return literals.stream().max(Comparator.comparingInt(String::length));
        }

        @Override
        public Optional<String> regex(ValuePattern.Regex regex) {
            // What every match of a regular expression contains is not known without taking it apart.
            return Optional.empty();
        }

        @Override
        public Optional<String> network(ValuePattern.Network network) {
            return Optional.empty();
        }

        @Override
        public Optional<String> sameAs(ValuePattern.SameAs other) {
            return Optional.empty();
        }
    }

    /** True if a value that begins so may stand in JSON without quotes: a number, true, false, null, a list, an object. */
    private static boolean mayBeginBare(String start) {
        return PART_OF_A_NUMBER.matcher(start).matches()
                || JSON_WORDS.stream().anyMatch(word -> word.startsWith(start))
                || start.startsWith("{")
                || start.startsWith("[");
    }

    private static boolean mayEndBare(String end) {
        return PART_OF_A_NUMBER.matcher(end).matches()
                || JSON_WORDS.stream().anyMatch(word -> word.endsWith(end))
                || end.endsWith("}")
                || end.endsWith("]");
    }

    /** The longest part that every encoder writes as it is, with the quotes that are certain to stand around it. */
    private static Optional<String> longest(String text, boolean quoteBefore, boolean quoteAfter) {
        List<String> parts = new ArrayList<>();
        Matcher safe = SAFE.matcher(text);
        while (safe.find()) {
            String before = quoteBefore && safe.start() == 0 ? "\"" : "";
            String after = quoteAfter && safe.end() == text.length() ? "\"" : "";
            parts.add(before + safe.group() + after);
        }
        return parts.stream().filter(part -> part.length() >= SHORTEST).max(Comparator.comparingInt(String::length));
    }
}
