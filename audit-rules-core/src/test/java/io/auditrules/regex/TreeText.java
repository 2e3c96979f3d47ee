package io.auditrules.regex;

import java.util.List;

/** The text of a tree as the recorded ones have it: {@code cat{lit{foo}star{dnl}}}. */
final class TreeText implements Regex.Visitor<String> {
    private static final int MANY = 60;

    static String of(Regex regex) {
        return regex.accept(new TreeText());
    }

    @Override
    public String noMatch(Regex.NoMatch node) {
        return "no";
    }

    @Override
    public String emptyMatch(Regex.EmptyMatch node) {
        return node.ignoresCase() ? "iemp" : "emp";
    }

    @Override
    public String literal(Regex.Literal node) {
        StringBuilder text = new StringBuilder(node.ignoresCase() ? "fold{" : "lit{");
        for (int rune : node.runes()) {
            boolean isPlain = rune < 128 && (Character.isLetterOrDigit(rune) || "/_-.: ".indexOf(rune) >= 0);
            text.append(isPlain ? Character.toString(rune) : "<" + Integer.toHexString(rune) + ">");
        }
        return text.append('}').toString();
    }

    @Override
    public String charClass(Regex.CharClass node) {
        List<Integer> ranges = node.ranges();
        if (ranges.size() > MANY) {
            return "cc{many}";
        }
        StringBuilder text = new StringBuilder("cc{");
        for (int i = 0; i < ranges.size(); i += 2) {
            text.append(i == 0 ? "" : " ")
                    .append(Integer.toHexString(ranges.get(i)))
                    .append('-')
                    .append(Integer.toHexString(ranges.get(i + 1)));
        }
        return text.append('}').toString();
    }

    @Override
    public String anyChar(Regex.AnyChar node) {
        return "dot";
    }

    @Override
    public String anyCharNotNewline(Regex.AnyCharNotNewline node) {
        return "dnl";
    }

    @Override
    public String assertion(Regex.Assertion node) {
        return switch (node) {
            case BEGIN_LINE -> "bol";
            case END_LINE -> "eol";
            case BEGIN_TEXT -> "bot";
            case END_TEXT -> "eot";
            case WORD_BOUNDARY -> "wb";
            case NO_WORD_BOUNDARY -> "nwb";
        };
    }

    @Override
    public String capture(Regex.Capture node) {
        return "cap{" + of(node.sub()) + "}";
    }

    @Override
    public String star(Regex.Star node) {
        return (node.ignoresCase() ? "i" : "") + (node.isLazy() ? "nstar{" : "star{") + of(node.sub()) + "}";
    }

    @Override
    public String plus(Regex.Plus node) {
        return (node.isLazy() ? "nplus{" : "plus{") + of(node.sub()) + "}";
    }

    @Override
    public String quest(Regex.Quest node) {
        return (node.isLazy() ? "nque{" : "que{") + of(node.sub()) + "}";
    }

    @Override
    public String concat(Regex.Concat node) {
        return "cat{" + all(node.subs()) + "}";
    }

    @Override
    public String alternate(Regex.Alternate node) {
        return "alt{" + all(node.subs()) + "}";
    }

    private static String all(List<Regex> nodes) {
        StringBuilder text = new StringBuilder();
        nodes.forEach(node -> text.append(of(node)));
        return text.toString();
    }
}
