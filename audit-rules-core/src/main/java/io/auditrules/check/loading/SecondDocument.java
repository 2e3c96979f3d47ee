package io.auditrules.check.loading;

import io.auditrules.check.About;
import io.auditrules.check.Check;
import io.auditrules.check.Findings;
import io.auditrules.check.Scene;
import io.auditrules.diagnostic.Source;
import io.auditrules.rulefile.RuleFile;
import java.util.IdentityHashMap;

/** Rules behind the first document of a file. */
final class SecondDocument implements Check {
    private static final About ABOUT = About.of("loading/second-document");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(Scene scene, Findings findings) {
        IdentityHashMap<Source, RuleFile> first = new IdentityHashMap<>();
        for (RuleFile file : new Ruler(scene).files()) {
            RuleFile earlier = first.putIfAbsent(file.place().source(), file);
            if (earlier != null
                    && file.document().isPresent()
                    && earlier.place().line() < file.place().line()) {
                findings.add(ABOUT, file.place(), "this is not the first document of the file");
            }
        }
    }
}
