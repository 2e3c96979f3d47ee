package io.auditrules.live;

import io.auditrules.alertmanager.Routing;
import io.auditrules.diagnostic.IllegalValueException;

/** Where an Alertmanager comes from that plays: from a program that we start, or from one that runs. */
interface Alertmanagers {
    /**
     * One that is a scenario's until it is closed, and knows nothing of another; waits until there is one.
     *
     * @param scenario for whom its receivers tell us
     * @throws IllegalValueException if there is none
     */
    AlertmanagerPeer engage(Routing routing, String scenario) throws InterruptedException;
}
