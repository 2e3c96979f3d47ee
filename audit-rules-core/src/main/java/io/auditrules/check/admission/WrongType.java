package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.yaml.YamlScalar;

/** A value that is not of the type that the definition says. */
final class WrongType implements Check {
    private static final About ABOUT = About.of("admission/wrong-type");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        for (Form.OfWrongType field : Form.of(scene).ofWrongType()) {
            findings.add(
                    ABOUT,
                    field.value().place(),
                    "this is " + field.value().kind() + ", and has to be " + field.wanted(),
                    advice(field));
        }
    }

    private static String advice(Form.OfWrongType field) {
        return field.wanted().equals("a text") && field.value() instanceof YamlScalar scalar
                ? "put it in quotes: \"" + scalar.text() + "\""
                : "write " + field.wanted();
    }
}
