package io.auditrules.translate;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Go template that prints a mark for each element of a list that fulfils a condition.
 *
 * <p>Each test of the condition becomes a variable, so that they can be combined. {@code with} keeps the template from
 * failing where the JSON says {@code null}: a line that it fails on would not count.
 */
final class ElementTemplate implements Condition.Visitor<String> {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern INDEX = Pattern.compile("[0-9]+");

    /** Loki 2.7 and later know the line in {@code label_format}. */
    static final String LINE = "{{with fromJson __line__}}";

    private final StringBuilder statements = new StringBuilder();
    private final Set<String> variables;

    private ElementTemplate(Set<String> variables) {
        this.variables = variables;
    }

    /**
     * The template. It reads the line once more: the {@code json} stage undoes the escapes in the text of a list (Loki 2.8 to
     * 3.7), and what is left is no JSON as soon as one text in it has a quote.
     *
     * @param lists where the lists lie in the line
     * @throws IllegalValueException if a template cannot say it
     */
    static String of(List<Field> lists, Condition element, String mark) {
        StringBuilder template = new StringBuilder();
        for (Field list : lists) {
            ElementTemplate reader = new ElementTemplate(new HashSet<>());
            reader.inside(
                    list.path(), step -> "{{range " + step + "}}" + each(element, mark, new HashSet<>()) + "{{end}}");
            template.append(reader.statements);
        }
        return LINE + template + "{{end}}";
    }

    /** A template that gives a variable the elements of a list one after another, so that it has the last in the end. */
    static String last(Field list, String variable) {
        ElementTemplate reader = new ElementTemplate(new HashSet<>());
        reader.inside(list.path(), step -> "{{range " + step + "}}{{" + variable + " = .}}{{end}}");
        return LINE + reader.statements + "{{end}}";
    }

    /** What is done with one element, which is the dot. */
    private static String each(Condition element, String yes, Set<String> variables) {
        ElementTemplate template = new ElementTemplate(variables);
        String test = element.accept(template);
        String body = template.statements + "{{if " + test + "}}" + yes + "{{end}}";
        // An object that is null has no fields; a text may be empty.
        return looksAtFields(element) ? "{{with .}}" + body + "{{end}}" : body;
    }

    @Override
    public String matches(Condition.Matches matches) {
        Field field = matches.field();
        if (!field.functions().isEmpty()) {
            throw new IllegalValueException(
                    "\"" + field + "\" cannot be looked at in an element", "functions are for fields of the event");
        }
        boolean isElement = field.equals(Field.ELEMENT);
        String variable = variable(isElement ? "element" : last(field));
        if (isElement) {
            statements.append("{{").append(variable).append(" := print .}}");
        } else {
            statements.append("{{").append(variable).append(" := \"\"}}");
            inside(field.path(), step -> "{{" + variable + " = print " + step + "}}");
        }
        if (LabelRegex.holdsForAbsent(matches.pattern())) {
            statements
                    .append("{{if eq ")
                    .append(variable)
                    .append(" \"<nil>\"}}{{")
                    .append(variable)
                    .append(" = \"\"}}{{end}}");
        }
        return TemplatePredicate.of(variable, matches.pattern());
    }

    @Override
    public String in(Condition.In in) {
        throw new IllegalArgumentException("not at a site: " + in);
    }

    @Override
    public String some(Condition.Some some) {
        Field list = some.list();
        String variable = variable(last(list));
        String found = "{{" + variable + " = true}}";
        statements.append("{{").append(variable).append(" := false}}");
        inside(list.path(), step -> "{{range " + step + "}}" + each(some.element(), found, variables) + "{{end}}");
        return variable;
    }

    @Override
    public String all(Condition.All all) {
        return joined("and", all.conditions());
    }

    @Override
    public String any(Condition.Any any) {
        return joined("or", any.conditions());
    }

    @Override
    public String not(Condition.Not not) {
        return "not (" + not.condition().accept(this) + ")";
    }

    private String joined(String function, List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return "true";
        }
        return conditions.stream()
                .map(part -> part.accept(this))
                .map(test -> test.startsWith("$") ? test : "(" + test + ")")
                .collect(Collectors.joining(" ", function + " ", ""));
    }

    /** Says something where the last key of a path can be read, if all that lead there are. */
    private void inside(List<String> path, UnaryOperator<String> last) {
        List<String> parents = path.subList(0, path.size() - 1);
        parents.forEach(step -> statements
                .append("{{with ")
                .append(key(step, false))
                .append("}}")
                .append(onlyObject(step)));
        statements.append(last.apply(key(path.get(path.size() - 1), true)));
        parents.forEach(
                step -> statements.append("{{end}}").append(onlyObject(step).isEmpty() ? "" : "{{end}}"));
    }

    /** The body of a JSON patch is a list, whose fields a template cannot be asked for. */
    private static String onlyObject(String step) {
        return step.equals("requestObject") ? "{{if eq (printf \"%T\" .) \"map[string]interface {}\"}}" : "";
    }

    private static String key(String step, boolean isArgument) {
        if (INDEX.matcher(step).matches()) {
            throw new IllegalValueException(
                    "an element cannot be looked at by number inside a list", "use some for lists in lists");
        }
        if (IDENTIFIER.matcher(step).matches()) {
            return "." + step;
        }
        String index = "index . " + TemplatePredicate.quoted(step);
        return isArgument ? "(" + index + ")" : index;
    }

    private String variable(String name) {
        String base = "$" + name.replaceAll("[^A-Za-z0-9_]", "_");
        String variable = base;
        for (int i = 2; !variables.add(variable); i++) {
            variable = base + i;
        }
        return variable;
    }

    private static String last(Field field) {
        return field.path().get(field.path().size() - 1);
    }

    private static boolean looksAtFields(Condition element) {
        return element.accept(new Condition.Visitor<>() {
            @Override
            public Boolean matches(Condition.Matches matches) {
                return !matches.field().equals(Field.ELEMENT);
            }

            @Override
            public Boolean in(Condition.In in) {
                return !in.field().equals(Field.ELEMENT);
            }

            @Override
            public Boolean some(Condition.Some some) {
                return true;
            }

            @Override
            public Boolean all(Condition.All all) {
                return all.conditions().stream().anyMatch(part -> part.accept(this));
            }

            @Override
            public Boolean any(Condition.Any any) {
                return any.conditions().stream().anyMatch(part -> part.accept(this));
            }

            @Override
            public Boolean not(Condition.Not not) {
                return not.condition().accept(this);
            }
        });
    }
}
