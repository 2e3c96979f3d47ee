package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.time.PrometheusDuration;
import io.auditrules.yaml.YamlNode;
import io.auditrules.yaml.YamlScalar;
import java.util.Optional;

/** A duration that the ruler cannot read. */
final class Durations implements Check {
    private static final About ABOUT = About.of("loading/duration");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        Ruler ruler = new Ruler(scene);
        ruler.files().stream()
                .flatMap(file -> file.groups().stream())
                .forEach(group -> check(group.interval(), findings));
        ruler.rulesOfFiles().forEach(rule -> check(rule.rule().pending(), findings));
        ruler.files().stream()
                .flatMap(file -> file.document().stream())
                .flatMap(document -> ForgottenFields.of(document).stream())
                .filter(field -> field.isDuration() && ruler.version().isAtLeast(field.since()))
                .forEach(field -> check(scalar(field.value()), findings));
    }

    private static Optional<YamlScalar> scalar(YamlNode value) {
        return value instanceof YamlScalar scalar && !scalar.isNull() ? Optional.of(scalar) : Optional.empty();
    }

    private static void check(Optional<YamlScalar> duration, Findings findings) {
        duration.ifPresent(text -> {
            try {
                new PrometheusDuration(text.text());
            } catch (IllegalValueException e) {
                findings.add(
                        ABOUT, text.place(), text.text().isEmpty() ? "the empty text is not a duration" : e.message());
            }
        });
    }
}
