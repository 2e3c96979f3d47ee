package io.auditrules.alertmanager;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.regex.Pattern;

/** The names of labels where no operator follows: {@code group_by}, {@code equal}, {@code match}. */
final class LabelName {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private LabelName() {}

    /** The name itself, if Alertmanager 0.25 accepts it. */
    static String check(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalValueException(
                    "\"" + name + "\" is not a label name",
                    "letters, digits and \"_\" are legal, not beginning with a digit");
        }
        return name;
    }
}
