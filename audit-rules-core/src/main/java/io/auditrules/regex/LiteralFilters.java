package io.auditrules.regex;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a tree into filters for plain texts where Loki v3.7.6 does so; what it cannot turn is null. */
final class LiteralFilters {
    /** Loki takes no longer concatenations apart. */
    private static final int LONGEST_CONCAT = 3;

    private LiteralFilters() {}

    static @Nullable RegexFilter ofLine(Regex regex) {
        return finished(draft(regex, false));
    }

    static @Nullable RegexFilter ofLabel(Regex regex) {
        return finished(draft(regex, true));
    }

    /** A filter whose texts may still be overwritten. */
    private sealed interface Draft {
        void addTo(List<RegexFilter> filters);

        default boolean isEverything() {
            return false;
        }
    }

    private record Finished(RegexFilter filter) implements Draft {
        @Override
        public void addTo(List<RegexFilter> filters) {
            filters.add(filter);
        }

        @Override
        public boolean isEverything() {
            return filter instanceof RegexFilter.Everything;
        }
    }

    private record Containing(GrowingBytes text) implements Draft {
        @Override
        public void addTo(List<RegexFilter> filters) {
            filters.add(new RegexFilter.Contains(ByteText.of(text.toByteArray()), false));
        }
    }

    /** One of several; it grows, so that it does not nest as deep as there are legs. */
    private record Either(List<Draft> drafts) implements Draft {
        @Override
        public void addTo(List<RegexFilter> filters) {
            drafts.forEach(draft -> draft.addTo(filters));
        }
    }

    private static @Nullable RegexFilter finished(@Nullable Draft draft) {
        if (draft == null) {
            return null;
        }
        List<RegexFilter> filters = new ArrayList<>();
        draft.addTo(filters);
        return filters.size() == 1 ? filters.get(0) : new RegexFilter.AnyOf(filters);
    }

    /** A leg that is always true gets lost. */
    private static Draft either(@Nullable Draft left, Draft right) {
        if (left == null || left.isEverything()) {
            return right;
        }
        if (right.isEverything()) {
            return left;
        }
        Either either = left instanceof Either growing ? growing : new Either(new ArrayList<>(List.of(left)));
        either.drafts().add(right);
        return either;
    }

    private static @Nullable Draft draft(Regex regex, boolean isLabel) {
        if (regex instanceof Regex.Alternate alternate) {
            return alternate(alternate, isLabel);
        }
        if (regex instanceof Regex.Concat concat) {
            return concat(concat, null);
        }
        if (regex instanceof Regex.Capture capture) {
            return draft(capture.sub(), isLabel);
        }
        if (regex instanceof Regex.Literal literal) {
            return isLabel
                    ? equalTo(literal)
                    : containing(GrowingBytes.NONE.append(bytes(literal)), literal.ignoresCase());
        }
        if (isAnyText(regex) || regex instanceof Regex.EmptyMatch) {
            return new Finished(new RegexFilter.Everything());
        }
        if (regex instanceof Regex.Plus plus && plus.sub() instanceof Regex.AnyCharNotNewline) {
            return new Finished(new RegexFilter.NotEmpty());
        }
        return null;
    }

    private static boolean isAnyText(Regex regex) {
        return regex instanceof Regex.Star star && star.sub() instanceof Regex.AnyCharNotNewline;
    }

    private static byte[] bytes(Regex.Literal literal) {
        return literal.text().getBytes(StandardCharsets.UTF_8);
    }

    private static Draft equalTo(Regex.Literal literal) {
        String text = literal.ignoresCase() ? lower(literal.text()) : literal.text();
        return new Finished(new RegexFilter.EqualTo(ByteText.of(text), literal.ignoresCase()));
    }

    private static Draft containing(GrowingBytes text, boolean ignoresCase) {
        if (!ignoresCase) {
            return new Containing(text);
        }
        String lower = lower(new String(text.toByteArray(), StandardCharsets.UTF_8));
        return new Finished(new RegexFilter.Contains(ByteText.of(lower), true));
    }

    /** Each character by itself, whatever the language. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return lower.toString();
    }

    private static @Nullable Draft alternate(Regex.Alternate alternate, boolean isLabel) {
        Draft all = null;
        for (Regex leg : alternate.subs()) {
            Draft filter = draft(leg, isLabel);
            if (filter == null) {
                return null;
            }
            all = all == null ? filter : either(all, filter);
        }
        return all;
    }

    /** A text and what may stand around it: anything, or alternatives of how it goes on. */
    private static @Nullable Draft concat(Regex.Concat concat, @Nullable GrowingBytes before) {
        List<Regex> subs = new ArrayList<>();
        for (Regex sub : concat.subs()) {
            Regex bare = withoutCapture(sub, concat.subs());
            if (!(bare instanceof Regex.EmptyMatch)) {
                subs.add(bare);
            }
        }
        if (subs.size() > LONGEST_CONCAT) {
            return null;
        }
        GrowingBytes text = before;
        Draft alternatives = null;
        boolean hasLiteral = false;
        boolean ignoresCase = false;
        for (Regex sub : subs) {
            if (sub instanceof Regex.Literal literal && !hasLiteral) {
                hasLiteral = true;
                text = (text == null ? GrowingBytes.NONE : text).append(bytes(literal));
                ignoresCase = literal.ignoresCase();
            } else if (sub instanceof Regex.Alternate alternate && text != null) {
                alternatives = endings(alternate, text, alternatives, ignoresCase);
                if (alternatives == null) {
                    return null;
                }
            } else if (!isAnyText(sub)) {
                return null;
            }
        }
        if (alternatives != null) {
            return alternatives;
        }
        return text == null ? null : containing(text, ignoresCase);
    }

    /** Loki takes a capturing group away for each time that it meets it, and the copies of a repeat are one and the same. */
    private static Regex withoutCapture(Regex sub, List<Regex> siblings) {
        Regex bare = sub;
        for (Regex sibling : siblings) {
            if (isSame(sibling, sub) && bare instanceof Regex.Capture capture) {
                bare = capture.sub();
            }
        }
        return bare;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Regex one, Regex other) {
        return one == other;
    }

    /** The text with each of its alternative endings. */
    private static @Nullable Draft endings(
            Regex.Alternate alternate, GrowingBytes text, @Nullable Draft before, boolean ignoresCase) {
        Draft all = before;
        for (Regex ending : alternate.subs()) {
            Draft filter;
            if (!ignoresCase && isInAnyCase(ending)) {
                return null;
            }
            if (ending instanceof Regex.EmptyMatch || isAnyText(ending)) {
                filter = containing(text, ignoresCase);
            } else if (ending instanceof Regex.Literal literal) {
                filter = containing(GrowingBytes.NONE.append(text.toByteArray()).append(bytes(literal)), ignoresCase);
            } else if (ending instanceof Regex.Concat concat) {
                filter = concat(concat, text);
            } else {
                return null;
            }
            if (filter == null) {
                return null;
            }
            all = either(all, filter);
        }
        return all;
    }

    private static boolean isInAnyCase(Regex regex) {
        return (regex instanceof Regex.Literal literal && literal.ignoresCase())
                || (regex instanceof Regex.EmptyMatch empty && empty.ignoresCase())
                || (regex instanceof Regex.Star star && star.ignoresCase());
    }
}
