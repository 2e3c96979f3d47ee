package io.auditrules.live;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/** An Alertmanager while it is a scenario's. Its receivers tell us. */
interface AlertmanagerPeer extends AutoCloseable {
    /** Where it says that it is reached, in texts. */
    String EXTERNAL_URL = "http://alertmanager";

    URI address();

    /** When it began to dispatch, by which some of its rhythms go. */
    Instant start();

    /** Why it could not tell somebody, in its words, each once, as far as it says so. */
    List<String> complaints();

    @Override
    void close();
}
