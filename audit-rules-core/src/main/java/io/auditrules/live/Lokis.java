package io.auditrules.live;

import io.auditrules.alert.RulerSettings;
import io.auditrules.diagnostic.IllegalValueException;
import java.util.List;

/** Where a Loki comes from that plays: from a program that we start, or from one that runs. */
interface Lokis {
    /** What its ruler is set to, where a plan is made for these settings. */
    RulerSettings settings(RulerSettings planned);

    /**
     * One that can be played to.
     *
     * @param settings that all these tenants share
     * @throws IllegalValueException if there is none
     */
    LokiPeer open(RulerSettings settings, List<LokiPeer.Tenant> tenants) throws InterruptedException;
}
