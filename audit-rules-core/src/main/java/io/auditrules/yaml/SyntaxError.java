package io.auditrules.yaml;

import io.auditrules.diagnostic.Problem;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in words of ours, and at the place that has to be mended, what SnakeYAML could not read. */
final class SyntaxError {
    private static final Pattern MISSING = Pattern.compile("expected ',' or '([\\]}])', but got .*", Pattern.DOTALL);
    private static final Pattern FOUND =
            Pattern.compile("(?:expected .*, but )?found (?:character )?'([^']*)'.*", Pattern.DOTALL);
    private static final String QUOTE_IT = "quote a text that begins with this character";

    private final String problem;
    private final String context;
    private final Mark at;
    private final Mark begin;
    private final Positions positions;

    private SyntaxError(MarkedYAMLException e, Positions positions) {
        this.problem = e.getProblem() == null ? "" : e.getProblem();
        this.context = e.getContext() == null ? "" : e.getContext();
        this.at = e.getProblemMark();
        this.begin = e.getContextMark() == null ? at : e.getContextMark();
        this.positions = positions;
    }

    static Problem problem(MarkedYAMLException e, Positions positions) {
        return new SyntaxError(e, positions).problem();
    }

    /** {@code !!int} instead of {@code tag:yaml.org,2002:int}. */
    static String shortTag(String tag) {
        return tag.replaceFirst("^tag:yaml\\.org,2002:", "!!");
    }

    private Problem problem() {
        if (context.contains("quoted scalar")) {
            return inQuotes();
        }
        if (context.contains("a tag") || problem.contains("undefined tag handle")) {
            return begin("a tag cannot stand here", "values here need no tags; quote a text that begins with \"!\"");
        }
        if (context.contains("simple key")) {
            return begin(
                    "a \":\" is missing after this key",
                    "write \"key: value\"; or indent the line if it goes on from the one before");
        }
        if (context.contains("flow")) {
            return inBrackets();
        }
        if (context.contains("block scalar")) {
            return at(
                    "this cannot stand after \"|\" or \">\"",
                    "begin the text in the next line, indented; or quote a text that begins with \"|\" or \">\"");
        }
        if (context.contains("an alias") || context.contains("an anchor")) {
            return begin("\"" + positions.character(begin) + "\" needs a name", QUOTE_IT);
        }
        if (context.contains("a directive")) {
            return begin("a line cannot begin with \"%\"", QUOTE_IT);
        }
        if (problem.contains("found undefined alias")) {
            return at(
                    "nothing has the anchor \"&" + lastWord() + "\" before this",
                    "define the anchor before the alias, or quote a text that begins with \"*\"");
        }
        if (problem.contains("Global tag is not allowed")) {
            return at(
                    "the tag \"" + shortTag(lastWord()) + "\" cannot stand here",
                    "delete the tag: values here need none");
        }
        if (problem.contains("(TAB)")) {
            return at("a tab cannot stand here", "YAML is indented with spaces; replace the tab");
        }
        if (problem.contains("cannot start any token")) {
            return at("a value cannot begin with \"" + positions.character(at) + "\"", QUOTE_IT);
        }
        if (problem.contains("mapping values are not allowed")) {
            return at(
                    "a key with a value cannot stand here",
                    "quote a text that contains \": \", indent the line like its neighbours, and put a blank after each colon");
        }
        if (problem.contains("sequence entries are not allowed") || problem.contains("mapping keys are not allowed")) {
            return at(
                    "\"" + positions.character(at) + " \" cannot stand here",
                    "begin a list or mapping in a line of its own, or quote the text");
        }
        if (problem.contains("expected the node content")) {
            return at("a value cannot begin with \"" + positions.character(at) + "\"", QUOTE_IT);
        }
        if (problem.contains("expected '<document start>'")) {
            return at(
                    "this does not belong to what stands before it",
                    "check the indentation; a second document begins after a line \"---\"");
        }
        if (problem.contains("expected <block end>")) {
            return unexpected();
        }
        String words = (context.isEmpty() ? "" : context + ", ") + problem;
        return at("not valid YAML: " + words.strip(), "");
    }

    private Problem inQuotes() {
        if (problem.contains("unexpected end of stream") || problem.contains("document separator")) {
            return begin(
                    "this quote is never closed",
                    "close it; in single quotes write '' for a quote, in double ones \\\"");
        }
        if (problem.contains("unknown escape character")) {
            return at(
                    "\"\\" + positions.character(at) + "\" is not an escape that double quotes know",
                    "write \"\\\\\" for a backslash, or use single quotes, where a backslash is itself");
        }
        if (problem.contains("hexadecimal")) {
            return at("this escape is incomplete", "\\x takes 2 digits, \\u takes 4 and \\U takes 8, each 0-9 or a-f");
        }
        return at("not valid YAML: " + problem, "");
    }

    private Problem inBrackets() {
        boolean ended = problem.contains("<stream end>");
        Matcher missing = MISSING.matcher(problem);
        if (missing.matches()) {
            String open = positions.character(begin);
            return ended
                    ? begin("this \"" + open + "\" is never closed", "quote a text that begins with \"{\" or \"[\"")
                    : at(
                            "a \",\" or \"" + missing.group(1) + "\" is missing before this",
                            String.format(
                                    Locale.ROOT,
                                    "the \"%s\" stands in line %d; quote a text that begins with \"{\" or \"[\"",
                                    open,
                                    positions.lineNumber(begin)));
        }
        return ended
                ? at(
                        "the text ends inside of \"{\" or \"[\"",
                        "close it, or quote a text that begins with \"{\" or \"[\"")
                : at("a value cannot begin with \"" + positions.character(at) + "\"", QUOTE_IT);
    }

    private Problem unexpected() {
        Matcher found = FOUND.matcher(problem);
        String token = found.matches() ? found.group(1) : "";
        return switch (token) {
            case "-" ->
                at("a list item cannot stand here, among keys", "indent the list further than its key, or like it");
            case "?" -> at("a key cannot stand here, among list items", "check the indentation");
            case "<block mapping start>", "<block sequence start>" ->
                at("this line is indented like no line before it", "indent it like its neighbours");
            default ->
                at(
                        "this does not belong to what stands before it",
                        "quote the whole of a text that begins with a quote, \"{\" or \"[\", and check the indentation");
        };
    }

    private String lastWord() {
        return problem.substring(problem.lastIndexOf(' ') + 1);
    }

    private Problem at(String message, String advice) {
        return new Problem(positions.place(at), message, advice);
    }

    private Problem begin(String message, String advice) {
        return new Problem(positions.place(begin), message, advice);
    }
}
