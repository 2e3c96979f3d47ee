package io.auditrules.lint;

import java.util.Set;

/** Tells an expression for Prometheus from LogQL that is broken: in LogQL nothing is selected by the name of a metric. */
final class PromQl {
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan", "atan2");
    private static final Set<String> BEFORE_LABELS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

    private final String text;
    private int at;
    private boolean selectsLines;
    private boolean namesMetric;

    private PromQl(String text) {
        this.text = text;
    }

    /** Whether a text that is not LogQL is PromQL by all appearance. */
    static boolean isLikely(String text) {
        PromQl read = new PromQl(text);
        while (read.at < text.length() && !read.isPipeline()) {
            read.token();
        }
        return read.namesMetric;
    }

    /** Behind the first stage of a pipeline, names are those of labels. */
    private boolean isPipeline() {
        return selectsLines && text.charAt(at) == '|';
    }

    private void token() {
        char c = text.charAt(at);
        if (c == '"' || c == '\'' || c == '`') {
            skipQuoted(c);
        } else if (c == '#') {
            skipTo('\n');
        } else if (c == '{') {
            selectsLines = true;
            skipBraces();
        } else if (c == '[') {
            int start = at;
            skipTo(']');
            // a subquery
            namesMetric |= text.substring(start, at).contains(":");
        } else if (Character.isDigit(c)) {
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
        } else if (isName(c)) {
            name();
        } else {
            at++;
        }
    }

    private void name() {
        int start = at;
        while (at < text.length() && (isName(text.charAt(at)) || Character.isDigit(text.charAt(at)))) {
            at++;
        }
        String name = text.substring(start, at);
        skipBlanks();
        char next = at < text.length() ? text.charAt(at) : ' ';
        if (BEFORE_LABELS.contains(name)) {
            if (next == '(') {
                skipTo(')');
            }
        } else if (next != '(' && !WORDS.contains(name) && !isGrouped()) {
            namesMetric = true;
        }
    }

    /** {@code sum by (user) (…)}. */
    private boolean isGrouped() {
        return text.startsWith("by", at) || text.startsWith("without", at);
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void skipBraces() {
        at++;
        while (at < text.length() && text.charAt(at) != '}') {
            char c = text.charAt(at);
            if (c == '"' || c == '\'' || c == '`') {
                skipQuoted(c);
            } else {
                at++;
            }
        }
        at++;
    }

    private void skipQuoted(char quote) {
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            at += quote != '`' && text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipTo(char end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + 1;
    }
}
