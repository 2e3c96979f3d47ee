package io.auditrules.check.admission;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.rulefile.RuleFile;
import java.util.regex.Pattern;

/** A name that no object can have. */
final class ObjectName implements Check {
    private static final About ABOUT = About.of("admission/object-name");

    @Override
    public About about() {
        return ABOUT;
    }

    /** RFC 1123, as Kubernetes reads it. */
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private static final int LONGEST = 253;

    @Override
    public void check(Scene scene, Findings findings) {
        for (RuleFile file : new Webhook(scene).files()) {
            file.name()
                    .filter(name -> file.document().isPresent() && !isLegal(name.text()))
                    .ifPresent(name -> findings.add(
                            ABOUT, name.place(), "\"" + name.text() + "\" cannot be the name of an object"));
        }
    }

    private static boolean isLegal(String name) {
        return name.length() <= LONGEST && NAME.matcher(name).matches();
    }
}
