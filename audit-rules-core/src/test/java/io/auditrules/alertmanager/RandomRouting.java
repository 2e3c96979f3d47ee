package io.auditrules.alertmanager;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Routing trees and label sets at random, few enough labels and values that most routes are met, with every way to write
 * a matcher that Alertmanager 0.25 reads.
 */
final class RandomRouting {
    private static final List<String> LABELS = List.of("severity", "ns", "tenant_id", "x:y");
    private static final List<String> VALUES =
            List.of("", "critical", "info", "a.b", "ab", "é", "q\"t", "back\\slash", "two\nlines", "a b", "日本", "💥");
    private static final List<String> PATTERNS = List.of(
            "",
            ".*",
            ".+",
            "critical|info",
            "crit.*",
            "a.b",
            "a\\.b",
            "[^a]+",
            "(?i)CRITICAL",
            "\\w+",
            "\\PL+",
            "a?b?",
            "(a|b){1,2}",
            "two.lines",
            "(?s)two.lines",
            "^info$",
            "back\\\\slash",
            "q\"t",
            "\\pL\\pL",
            "[é-日]+",
            "a b|info",
            "(crit)|(info)|x",
            "c{1}ritical",
            ".",
            "\\x{1F4A5}",
            "[[:alpha:]]+",
            "\\Qa.b\\E",
            "(?:)",
            "x*|critical");
    private static final int RECEIVERS = 6;

    private final Random random;
    private final StringBuilder yaml = new StringBuilder();

    private RandomRouting(Random random) {
        this.random = random;
    }

    /** An alertmanager.yaml that Alertmanager 0.25 accepts. */
    static String tree(Random random) {
        return new RandomRouting(random).tree();
    }

    /** The labels of an alert. */
    static Map<String, String> labels(Random random) {
        Map<String, String> labels = new TreeMap<>();
        for (String label : LABELS) {
            if (random.nextInt(4) > 0) {
                labels.put(label, pick(random, VALUES));
            }
        }
        return labels;
    }

    private String tree() {
        yaml.append("route:\n  receiver: r0\n");
        children(1);
        yaml.append("receivers:\n");
        for (int i = 0; i < RECEIVERS; i++) {
            yaml.append("  - name: r").append(i).append('\n');
        }
        return yaml.toString();
    }

    private void children(int depth) {
        int count = depth == 1 ? 3 + random.nextInt(5) : random.nextInt(4 - Math.min(depth, 3));
        if (count == 0) {
            return;
        }
        line(depth, "routes:");
        for (int i = 0; i < count; i++) {
            line(depth, "  - continue: " + random.nextBoolean());
            if (random.nextInt(5) > 0) {
                line(depth, "    receiver: r" + random.nextInt(RECEIVERS));
            }
            matchers(depth);
            children(depth + 2);
        }
    }

    private void matchers(int depth) {
        switch (random.nextInt(6)) {
            case 0 -> {
                line(depth, "    match:");
                line(depth, "      " + pick(List.of("severity", "ns")) + ": " + quoted(pick(VALUES)));
            }
            case 1 -> {
                line(depth, "    match_re:");
                line(depth, "      " + pick(List.of("severity", "ns")) + ": " + quoted(pick(PATTERNS)));
                line(depth, "      tenant_id: " + quoted(pick(PATTERNS)));
            }
            default -> {
                line(depth, "    matchers:");
                for (int i = random.nextInt(2); i >= 0; i--) {
                    line(depth, "      - " + quoted(text()));
                }
            }
        }
    }

    /** A text of one or several matchers, with or without braces. */
    private String text() {
        String text = matcher();
        if (random.nextInt(5) == 0) {
            text += (random.nextBoolean() ? ", " : ",") + matcher();
        }
        if (random.nextInt(8) == 0) {
            text += ",";
        }
        // An unquoted value may end in the brace that closes the list, and then lose it.
        boolean braces = random.nextInt(6) == 0;
        return braces ? "{" + text + "}" : text;
    }

    private String matcher() {
        Matcher.Operator operator = pick(List.of(Matcher.Operator.values()));
        String label = pick(LABELS);
        String space = random.nextInt(3) == 0 ? " " : "";
        String value = operator.isRegexp() ? pick(PATTERNS) : pick(VALUES);
        return label + space + operator.symbol() + space + written(value);
    }

    private String written(String value) {
        boolean plain = value.matches("[^\\s{}!=~,\\\\\"'`]*");
        if (plain && random.nextInt(3) == 0) {
            return value;
        }
        String newline = value.replace("\"", "\\\"").replace("\n", "\\n");
        // One backslash where two are meant: the classic parser lets it pass.
        boolean lax =
                !value.contains("\"") && !value.contains("\\x") && !value.contains("\\\\") && random.nextInt(3) == 0;
        return "\""
                + (lax
                        ? newline
                        : Matcher.equal("a", value).toString().substring(5).replaceAll("\"$", "")) + "\"";
    }

    /** As YAML in double quotes. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private void line(int depth, String text) {
        yaml.append("  ".repeat(depth)).append(text).append('\n');
    }

    private <T> T pick(List<T> from) {
        return pick(random, from);
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
