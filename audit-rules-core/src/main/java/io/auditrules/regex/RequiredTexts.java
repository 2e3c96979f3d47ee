package io.auditrules.regex;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts of which at least one occurs in whatever an expression matches. For each part it knows either all texts that the
 * part matches, if they are few, or some texts of which the part's matches have one; parts side by side extend each other.
 */
final class RequiredTexts implements Regex.Visitor<RequiredTexts.Known> {
    /** How many texts are worth to be looked for instead of the expression. */
    private static final int MOST = 16;
    /** A class of more characters is as good as any character. */
    private static final int LARGEST_CLASS = 4;

    private static final Set<String> ONLY_EMPTY = Set.of("");

    /** Parts that a repeat has copied are looked at once. */
    private final IdentityHashMap<Regex, Known> known = new IdentityHashMap<>();

    private RequiredTexts() {}

    /**
     * What is known of a part.
     *
     * @param all all texts that it matches, or null if they are not few
     * @param some texts of which its matches have one; empty if nothing is known
     */
    record Known(@Nullable Set<String> all, Set<String> some) {
        static final Known NOTHING = new Known(null, Set.of());

        static Known all(Set<String> all) {
            return new Known(all, usable(all));
        }
    }

    /** Texts of which at least one occurs in each text in which the expression matches; empty if none are known. */
    static List<ByteText> of(Regex regex) {
        return withoutImplied(regex.accept(new RequiredTexts()).some().stream()
                .map(ByteText::of)
                .toList());
    }

    /** The texts in which no other of them occurs, in order. */
    static List<ByteText> withoutImplied(Collection<ByteText> texts) {
        List<ByteText> left = new ArrayList<>();
        for (ByteText text : new LinkedHashSet<>(texts)) {
            byte[] bytes = text.toByteArray();
            boolean isImplied =
                    texts.stream().anyMatch(other -> !other.equals(text) && other.isIn(bytes, 0, bytes.length));
            if (!isImplied) {
                left.add(text);
            }
        }
        left.sort(Comparator.comparing(ByteText::toString));
        return List.copyOf(left);
    }

    private static Set<String> usable(Set<String> all) {
        return all.contains("") ? Set.of() : all;
    }

    /** Which of two sets is rather looked for: the shortest text decides, then the number. */
    private static Set<String> better(Set<String> one, Set<String> other) {
        int byLength = Integer.compare(shortest(one), shortest(other));
        return byLength > 0 || (byLength == 0 && one.size() <= other.size()) ? one : other;
    }

    private static int shortest(Set<String> texts) {
        return texts.stream().mapToInt(String::length).min().orElse(0);
    }

    private Known look(Regex node) {
        Known before = known.get(node);
        if (before != null) {
            return before;
        }
        Known found = node.accept(this);
        known.put(node, found);
        return found;
    }

    @Override
    public Known noMatch(Regex.NoMatch node) {
        return Known.NOTHING;
    }

    @Override
    public Known emptyMatch(Regex.EmptyMatch node) {
        return Known.all(ONLY_EMPTY);
    }

    /** A character that has a case, or that bytes which are no character stand for, may be another one. */
    @Override
    public Known literal(Regex.Literal node) {
        Pieces pieces = new Pieces();
        for (int rune : node.runes()) {
            boolean isItself = rune != Runes.REPLACEMENT
                    && !Runes.isSurrogate(rune)
                    && !(node.ignoresCase() && CaseFolding.next(rune) != rune);
            if (isItself) {
                pieces.append(rune);
            } else {
                pieces.add(Known.NOTHING);
            }
        }
        return pieces.known();
    }

    @Override
    public Known charClass(Regex.CharClass node) {
        if (node.size() > LARGEST_CLASS || !node.all(rune -> rune != Runes.REPLACEMENT && !Runes.isSurrogate(rune))) {
            return Known.NOTHING;
        }
        Set<String> all = new LinkedHashSet<>();
        node.all(rune -> all.add(Character.toString(rune)));
        return all.isEmpty() ? Known.NOTHING : Known.all(all);
    }

    @Override
    public Known anyChar(Regex.AnyChar node) {
        return Known.NOTHING;
    }

    @Override
    public Known anyCharNotNewline(Regex.AnyCharNotNewline node) {
        return Known.NOTHING;
    }

    @Override
    public Known assertion(Regex.Assertion node) {
        return Known.all(ONLY_EMPTY);
    }

    @Override
    public Known capture(Regex.Capture node) {
        return look(node.sub());
    }

    @Override
    public Known star(Regex.Star node) {
        return Known.NOTHING;
    }

    /** At least once, and then anything. */
    @Override
    public Known plus(Regex.Plus node) {
        Pieces pieces = new Pieces();
        pieces.add(look(node.sub()));
        pieces.add(Known.NOTHING);
        return pieces.known();
    }

    @Override
    public Known quest(Regex.Quest node) {
        Set<String> all = look(node.sub()).all();
        if (all == null) {
            return Known.NOTHING;
        }
        Set<String> orEmpty = new LinkedHashSet<>(all);
        orEmpty.add("");
        return Known.all(orEmpty);
    }

    @Override
    public Known concat(Regex.Concat node) {
        Pieces pieces = new Pieces();
        for (Regex sub : node.subs()) {
            pieces.add(look(sub));
        }
        return pieces.known();
    }

    @Override
    public Known alternate(Regex.Alternate node) {
        Set<String> all = new LinkedHashSet<>();
        Set<String> some = new LinkedHashSet<>();
        boolean hasAll = true;
        boolean hasSome = true;
        for (Regex sub : node.subs()) {
            Known leg = look(sub);
            Set<String> legAll = leg.all();
            if (legAll == null) {
                hasAll = false;
            } else {
                all.addAll(legAll);
            }
            hasSome &= !leg.some().isEmpty();
            some.addAll(leg.some());
        }
        if (hasAll && all.size() <= MOST) {
            return Known.all(all);
        }
        return hasSome && some.size() <= MOST ? new Known(null, some) : Known.NOTHING;
    }

    /** Parts side by side. */
    private static final class Pieces {
        /** All texts that the parts match since the last one that matches too many. */
        private Set<String> run = ONLY_EMPTY;
        /** The same if there is only one, while it grows. */
        private final StringBuilder single = new StringBuilder();

        private Set<String> best = Set.of();
        private boolean isComplete = true;

        void append(int rune) {
            single.appendCodePoint(rune);
        }

        void add(Known part) {
            Set<String> all = part.all();
            if (all == null) {
                endRun();
                isComplete = false;
                best = better(best, part.some());
                return;
            }
            Set<String> current = currentRun();
            if ((long) current.size() * all.size() > MOST) {
                endRun();
                isComplete = false;
                run = all;
                return;
            }
            Set<String> extended = new LinkedHashSet<>();
            for (String beginning : current) {
                for (String ending : all) {
                    extended.add(beginning + ending);
                }
            }
            run = extended;
        }

        Known known() {
            if (isComplete) {
                return Known.all(currentRun());
            }
            endRun();
            return new Known(null, best);
        }

        private Set<String> currentRun() {
            if (single.length() > 0) {
                String more = single.toString();
                single.setLength(0);
                add(new Known(Set.of(more), Set.of()));
            }
            return run;
        }

        private void endRun() {
            best = better(best, usable(currentRun()));
            run = ONLY_EMPTY;
        }
    }
}
