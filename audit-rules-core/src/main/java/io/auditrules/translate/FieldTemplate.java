package io.auditrules.translate;

import io.auditrules.rule.Field;
import io.auditrules.rule.FieldFunction;

/** A Go template that applies the functions of a field to its label, with the functions of Loki 2.8 and later. */
final class FieldTemplate {
    private FieldTemplate() {}

    static String of(Field field) {
        String start = "";
        String value = "." + field.raw().label();
        for (FieldFunction function : field.functions()) {
            if (function == FieldFunction.LAST) {
                start = "{{$last := \"\"}}" + ElementTemplate.last(field.raw(), "$last");
                value = "$last";
            } else {
                value = "(" + apply(function, value) + ")";
            }
        }
        return start + "{{" + value.replaceFirst("^\\((.*)\\)$", "$1") + "}}";
    }

    private static String apply(FieldFunction function, String value) {
        return switch (function) {
            // Go refuses a text with a stray %, and a line that the template fails on would not count: it is dropped
            // here, as
            // the API server ignores such a parameter but answers the request.
            case URLDECODE -> "regexReplaceAll \"(%[0-9a-fA-F]{2})|%\" " + value + " \"${1}\" | urldecode";
            case B64DEC -> "b64dec " + value;
            case PEM -> "regexReplaceAll \"-----[^-]*-----|[^A-Za-z0-9+/=]\" " + value + " \"\" | b64dec";
            case LAST -> throw new IllegalArgumentException("a loop, not a function");
        };
    }
}
