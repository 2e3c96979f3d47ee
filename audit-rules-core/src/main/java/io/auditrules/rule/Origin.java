package io.auditrules.rule;

import java.util.Optional;

/**
 * The detection of the catalogue that a rule places into a site.
 *
 * @param detection its id
 * @param pack as part of which it was asked for; empty if it was asked for by its id
 */
public record Origin(String detection, Optional<String> pack) {

    /** Whether a whole pack was asked for: then what the site cannot support is left out, not refused. */
    public boolean isOfPack() {
        return pack.isPresent();
    }
}
