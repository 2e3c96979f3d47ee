package io.auditrules.regex;

import io.auditrules.regex.ParseNode.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Go's simplification: no more counted repeats, no repeat of the empty text, no repeat of the same repeat. */
final class Simplification {
    private static final Regex NO_MATCH = new Regex.NoMatch();
    private static final Regex EMPTY_MATCH = new Regex.EmptyMatch(false);
    private static final Regex ANY_CHAR = new Regex.AnyChar();
    private static final Regex ANY_CHAR_NOT_NEWLINE = new Regex.AnyCharNotNewline();

    private Simplification() {}

    static Regex of(ParseNode node) {
        return switch (node.kind) {
            case NO_MATCH -> NO_MATCH;
            case EMPTY_MATCH -> new Regex.EmptyMatch(node.ignoresCase());
            case LITERAL -> new Regex.Literal(node.runes.toList(), node.ignoresCase());
            case CHAR_CLASS -> new Regex.CharClass(node.runes.toList());
            case ANY_CHAR_NOT_NEWLINE -> ANY_CHAR_NOT_NEWLINE;
            case ANY_CHAR -> ANY_CHAR;
            case BEGIN_LINE -> Regex.Assertion.BEGIN_LINE;
            case END_LINE -> Regex.Assertion.END_LINE;
            case BEGIN_TEXT -> Regex.Assertion.BEGIN_TEXT;
            case END_TEXT -> Regex.Assertion.END_TEXT;
            case WORD_BOUNDARY -> Regex.Assertion.WORD_BOUNDARY;
            case NO_WORD_BOUNDARY -> Regex.Assertion.NO_WORD_BOUNDARY;
            case CAPTURE -> new Regex.Capture(of(node.subs.get(0)));
            case STAR, PLUS, QUEST -> repeat(node.kind, node, of(node.subs.get(0)));
            case REPEAT -> counted(node);
            case CONCAT -> new Regex.Concat(all(node.subs));
            case ALTERNATE -> new Regex.Alternate(all(node.subs));
            case LEFT_PAREN, VERTICAL_BAR -> throw new IllegalStateException("a mark is no part of an expression");
        };
    }

    private static List<Regex> all(List<ParseNode> nodes) {
        List<Regex> all = new ArrayList<>(nodes.size());
        nodes.forEach(node -> all.add(of(node)));
        return all;
    }

    private static Regex repeat(Kind kind, ParseNode node, Regex sub) {
        if (sub instanceof Regex.EmptyMatch) {
            return sub;
        }
        boolean isLazy = node.isLazy();
        Regex repeat = kind == Kind.STAR
                ? new Regex.Star(sub, isLazy, node.ignoresCase())
                : kind == Kind.PLUS ? new Regex.Plus(sub, isLazy) : new Regex.Quest(sub, isLazy);
        boolean isRepeatedAlready = (sub instanceof Regex.Star star && kind == Kind.STAR && star.isLazy() == isLazy)
                || (sub instanceof Regex.Plus plus && kind == Kind.PLUS && plus.isLazy() == isLazy)
                || (sub instanceof Regex.Quest quest && kind == Kind.QUEST && quest.isLazy() == isLazy);
        return isRepeatedAlready ? sub : repeat;
    }

    /** A counted repeat as so many copies, the last ones within each other: {@code x{2,4}} is {@code xx(x(x)?)?}. */
    private static Regex counted(ParseNode node) {
        int least = node.least;
        int most = node.most;
        if (most == 0) {
            return EMPTY_MATCH;
        }
        Regex sub = of(node.subs.get(0));
        if (most < 0 && least <= 1) {
            return repeat(least == 0 ? Kind.STAR : Kind.PLUS, node, sub);
        }
        if (most < 0) {
            List<Regex> copies = new ArrayList<>(Collections.nCopies(least - 1, sub));
            copies.add(repeat(Kind.PLUS, node, sub));
            return new Regex.Concat(copies);
        }
        if (least == 1 && most == 1) {
            return sub;
        }
        List<Regex> copies = new ArrayList<>(Collections.nCopies(least, sub));
        if (most > least) {
            Regex rest = repeat(Kind.QUEST, node, sub);
            for (int i = least + 1; i < most; i++) {
                rest = repeat(Kind.QUEST, node, new Regex.Concat(List.of(sub, rest)));
            }
            if (least == 0) {
                return rest;
            }
            copies.add(rest);
        }
        return new Regex.Concat(copies);
    }
}
