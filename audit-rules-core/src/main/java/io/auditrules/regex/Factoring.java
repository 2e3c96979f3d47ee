package io.auditrules.regex;

import io.auditrules.regex.ParseNode.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins nodes to a concatenation or an alternation and takes out what alternatives have in common, in Go's four rounds:
 * a text they begin with, a class they begin with, single characters side by side, empty texts side by side.
 */
final class Factoring {
    /** Called for each node that has lost its beginning. */
    private final Consumer<ParseNode> limits;

    Factoring(Consumer<ParseNode> limits) {
        this.limits = limits;
    }

    /** One node for several; nodes of the same kind dissolve in it. */
    ParseNode join(List<ParseNode> subs, Kind kind) {
        if (subs.size() == 1) {
            return subs.get(0);
        }
        ParseNode joined = new ParseNode(kind, 0);
        for (ParseNode sub : subs) {
            if (sub.is(kind)) {
                joined.subs.addAll(sub.subs);
            } else {
                joined.subs.add(sub);
            }
        }
        if (kind == Kind.ALTERNATE) {
            joined.subs = factored(joined.subs);
            return joined.subs.size() == 1 ? joined.subs.get(0) : joined;
        }
        return joined;
    }

    private List<ParseNode> factored(List<ParseNode> subs) {
        if (subs.size() < 2) {
            return subs;
        }
        return withoutRepeatedEmpty(byMergedCharacters(byFirstNode(byFirstText(subs))));
    }

    private List<ParseNode> byFirstText(List<ParseNode> subs) {
        List<ParseNode> out = new ArrayList<>();
        Runes common = new Runes();
        boolean ignoresCase = false;
        int start = 0;
        for (int i = 0; i <= subs.size(); i++) {
            Runes text = new Runes();
            boolean textIgnoresCase = false;
            if (i < subs.size()) {
                ParseNode first = firstLiteral(subs.get(i));
                if (first != null) {
                    text = first.runes;
                    textIgnoresCase = first.ignoresCase();
                }
                int same = textIgnoresCase == ignoresCase ? commonLength(common, text) : 0;
                if (same > 0) {
                    common.truncate(same);
                    continue;
                }
            }
            if (i == start + 1) {
                out.add(subs.get(start));
            } else if (i > start) {
                ParseNode prefix = new ParseNode(Kind.LITERAL, ignoresCase ? Flags.FOLD_CASE : 0);
                prefix.runes = common;
                List<ParseNode> rests = new ArrayList<>();
                for (ParseNode sub : subs.subList(start, i)) {
                    rests.add(limited(withoutText(sub, common.size())));
                }
                out.add(withBeginning(prefix, rests));
            }
            start = i;
            common = new Runes();
            common.addAll(text);
            ignoresCase = textIgnoresCase;
        }
        return out;
    }

    private List<ParseNode> byFirstNode(List<ParseNode> subs) {
        List<ParseNode> out = new ArrayList<>();
        ParseNode common = null;
        int start = 0;
        for (int i = 0; i <= subs.size(); i++) {
            ParseNode first = null;
            if (i < subs.size()) {
                first = firstNode(subs.get(i));
                if (common != null && first != null && common.isSimpleBeginning() && common.isSameBeginning(first)) {
                    continue;
                }
            }
            if (i == start + 1) {
                out.add(subs.get(start));
            } else if (i > start && common != null) {
                List<ParseNode> rests = new ArrayList<>();
                for (ParseNode sub : subs.subList(start, i)) {
                    rests.add(limited(withoutFirstNode(sub)));
                }
                out.add(withBeginning(common, rests));
            }
            start = i;
            common = first;
        }
        return out;
    }

    private static List<ParseNode> byMergedCharacters(List<ParseNode> subs) {
        List<ParseNode> out = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= subs.size(); i++) {
            if (i < subs.size() && subs.get(i).isOneCharacter()) {
                continue;
            }
            if (i > start) {
                out.add(merged(subs.subList(start, i)));
            }
            if (i < subs.size()) {
                out.add(subs.get(i));
            }
            start = i + 1;
        }
        return out;
    }

    private static ParseNode merged(List<ParseNode> characters) {
        if (characters.size() == 1) {
            return characters.get(0);
        }
        int most = 0;
        for (int i = 1; i < characters.size(); i++) {
            int order = characters.get(i).kind.compareTo(characters.get(most).kind);
            int longer =
                    characters.get(i).runes.size() - characters.get(most).runes.size();
            most = order > 0 || (order == 0 && longer > 0) ? i : most;
        }
        ParseNode into = characters.get(most);
        List<ParseNode> others = new ArrayList<>(characters);
        others.set(most, characters.get(0));
        for (ParseNode other : others.subList(1, others.size())) {
            into.merge(other);
        }
        into.clean();
        return into;
    }

    private static List<ParseNode> withoutRepeatedEmpty(List<ParseNode> subs) {
        List<ParseNode> out = new ArrayList<>();
        for (int i = 0; i < subs.size(); i++) {
            if (!(subs.get(i).is(Kind.EMPTY_MATCH)
                    && i + 1 < subs.size()
                    && subs.get(i + 1).is(Kind.EMPTY_MATCH))) {
                out.add(subs.get(i));
            }
        }
        return out;
    }

    private ParseNode withBeginning(ParseNode prefix, List<ParseNode> rests) {
        ParseNode concat = new ParseNode(Kind.CONCAT, 0);
        concat.subs.add(prefix);
        concat.subs.add(join(rests, Kind.ALTERNATE));
        return concat;
    }

    private ParseNode limited(ParseNode node) {
        limits.accept(node);
        return node;
    }

    private static int commonLength(Runes one, Runes other) {
        int same = 0;
        while (same < one.size() && same < other.size() && one.get(same) == other.get(same)) {
            same++;
        }
        return same;
    }

    private static @Nullable ParseNode firstLiteral(ParseNode node) {
        ParseNode first = node.is(Kind.CONCAT) && !node.subs.isEmpty() ? node.subs.get(0) : node;
        return first.is(Kind.LITERAL) ? first : null;
    }

    private static @Nullable ParseNode firstNode(ParseNode node) {
        ParseNode first = node.is(Kind.CONCAT) && !node.subs.isEmpty() ? node.subs.get(0) : node;
        return first.is(Kind.EMPTY_MATCH) ? null : first;
    }

    private static ParseNode withoutText(ParseNode node, int length) {
        if (node.is(Kind.CONCAT) && !node.subs.isEmpty()) {
            ParseNode first = withoutText(node.subs.get(0), length);
            if (!first.is(Kind.EMPTY_MATCH)) {
                return node;
            }
            node.subs.remove(0);
            return node.subs.size() == 1 ? node.subs.get(0) : node;
        }
        if (node.is(Kind.LITERAL)) {
            node.runes.removeFirst(length);
            if (node.runes.size() == 0) {
                node.kind = Kind.EMPTY_MATCH;
            }
        }
        return node;
    }

    private static ParseNode withoutFirstNode(ParseNode node) {
        if (node.is(Kind.CONCAT) && !node.subs.isEmpty()) {
            node.subs.remove(0);
            return node.subs.size() == 1 ? node.subs.get(0) : node;
        }
        return new ParseNode(Kind.EMPTY_MATCH, 0);
    }
}
