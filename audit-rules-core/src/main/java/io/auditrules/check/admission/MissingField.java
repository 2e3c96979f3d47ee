package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;

/** A field that an object needs. */
final class MissingField implements Check {
    private static final About ABOUT = About.of("admission/missing-field");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        Form.of(scene)
                .missing()
                .forEach(field ->
                        findings.add(ABOUT, field.place(), "the field \"" + field.key() + "\" is missing here"));
    }
}
