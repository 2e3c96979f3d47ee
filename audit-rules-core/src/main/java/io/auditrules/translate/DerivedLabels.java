package io.auditrules.translate;

import io.auditrules.logql.LabelFormat;
import io.auditrules.rule.Condition;
import io.auditrules.rule.Field;
import io.auditrules.rule.ValuePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Labels that the event does not have and a {@code label_format} stage makes with a Go template: the value of a field after
 * its functions, and marks, which are empty unless something holds that no label filter can say.
 */
final class DerivedLabels {
    private static final String MARK = "1";

    /** By template, since what is asked twice is made once. */
    private final Map<String, String> labels = new LinkedHashMap<>();

    /** The label with the value of a field after its functions; of a field without functions its own. */
    String of(Field field) {
        if (field.functions().isEmpty()) {
            return field.label();
        }
        return labels.computeIfAbsent(FieldTemplate.of(field), template -> field.label());
    }

    /** A label that is not empty if the field has the value of another. */
    String same(Field field, ValuePattern.SameAs other) {
        String template = "{{if " + TemplatePredicate.same("." + of(field), other) + "}}" + MARK + "{{end}}";
        return labels.computeIfAbsent(template, made -> unused(field.label() + "_same"));
    }

    /** A label that is not empty if an element of one of the lists fulfils the condition. */
    String some(List<Field> lists, Condition element) {
        return labels.computeIfAbsent(
                ElementTemplate.of(lists, element, MARK),
                made -> unused(lists.get(0).label() + "_some"));
    }

    /** The stage that makes all of them; empty if there are none. */
    Optional<LabelFormat> stage() {
        List<LabelFormat.Assignment> assignments = new ArrayList<>();
        labels.forEach((template, label) -> assignments.add(LabelFormat.Assignment.template(label, template)));
        return assignments.isEmpty() ? Optional.empty() : Optional.of(new LabelFormat(assignments));
    }

    private String unused(String label) {
        String name = label;
        for (int i = 2; labels.containsValue(name); i++) {
            name = label + "_" + i;
        }
        return name;
    }
}
