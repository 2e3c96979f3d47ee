package io.auditrules.check.admission;

import io.auditrules.check.Scene;
import io.auditrules.diagnostic.Place;
import io.auditrules.rulefile.RuleFile;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import io.auditrules.yaml.YamlSequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the form of objects differs from their definition. */
final class Form {
    private final List<Missing> missing = new ArrayList<>();
    private final List<OfWrongType> ofWrongType = new ArrayList<>();
    private final List<YamlScalar> unknown = new ArrayList<>();

    /** A key that has to be there; the place is where it would be. */
    record Missing(String key, Place place) {}

    /** A value of another type, and what would be right. */
    record OfWrongType(YamlNode value, String wanted) {}

    private Form() {}

    /** Of all objects of a scene. */
    static Form of(Scene scene) {
        Form form = new Form();
        for (RuleFile file : new Webhook(scene).files()) {
            file.document().ifPresent(document -> form.compare(document, Shape.of(file.format())));
        }
        return form;
    }

    List<Missing> missing() {
        return missing;
    }

    List<OfWrongType> ofWrongType() {
        return ofWrongType;
    }

    List<YamlScalar> unknown() {
        return unknown;
    }

    private void compare(YamlNode node, Shape shape) {
        if (shape instanceof Shape.Text) {
            text(node);
        } else if (shape instanceof Shape.WholeNumber) {
            wholeNumber(node);
        } else if (shape instanceof Shape.ListOf list) {
            if (node instanceof YamlSequence sequence) {
                sequence.items().forEach(item -> compare(item, list.item()));
            } else {
                ofWrongType.add(new OfWrongType(node, "a list"));
            }
        } else if (shape instanceof Shape.Texts) {
            if (node instanceof YamlMapping mapping) {
                mapping.entries().stream()
                        .map(YamlMapping.Entry::value)
                        .filter(value -> !isNull(value))
                        .forEach(this::text);
            } else {
                ofWrongType.add(new OfWrongType(node, "a mapping"));
            }
        } else if (shape instanceof Shape.Fields fields) {
            if (node instanceof YamlMapping mapping) {
                fields(mapping, fields);
            } else {
                ofWrongType.add(new OfWrongType(node, "a mapping"));
            }
        }
    }

    private void fields(YamlMapping mapping, Shape.Fields fields) {
        for (String key : fields.required()) {
            if (mapping.get(key).filter(node -> !isNull(node)).isEmpty()) {
                missing.add(new Missing(key, mapping.place()));
            }
        }
        for (YamlMapping.Entry entry : mapping.entries()) {
            Optional<Map.Entry<String, Shape>> field = fields.fields().entrySet().stream()
                    .filter(known -> known.getKey().equals(entry.key().text()))
                    .findFirst();
            if (field.isEmpty()) {
                if (!fields.isOpen()) {
                    unknown.add(entry.key());
                }
            } else if (!isNull(entry.value())) {
                // The API server takes a field without a value for one that is not there.
                compare(entry.value(), field.get().getValue());
            }
        }
    }

    private void text(YamlNode node) {
        boolean isText = node instanceof YamlScalar scalar
                && (scalar.type() == YamlScalar.Type.STRING || scalar.type() == YamlScalar.Type.TIMESTAMP);
        if (!isText) {
            ofWrongType.add(new OfWrongType(node, "a text"));
        }
    }

    private void wholeNumber(YamlNode node) {
        boolean isNumber = node instanceof YamlScalar scalar
                && (scalar.type() == YamlScalar.Type.INTEGER || isWhole(scalar))
                && !isTooLong(scalar.text());
        if (!isNumber) {
            ofWrongType.add(new OfWrongType(node, "a whole number of 32 bits"));
        }
    }

    /** As JSON has it, {@code 1e3} is a whole number. */
    private static boolean isWhole(YamlScalar scalar) {
        try {
            return scalar.type() == YamlScalar.Type.FLOAT
                    && new BigDecimal(scalar.text()).stripTrailingZeros().scale() <= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isTooLong(String number) {
        if (!number.matches("[-+]?[0-9]+")) {
            return false;
        }
        return new BigInteger(number).bitLength() > 31;
    }

    private static boolean isNull(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.isNull();
    }
}
