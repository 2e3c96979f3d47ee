package io.auditrules.live;

import io.auditrules.alert.AlertingGroup;
import java.io.IOException;
import java.util.List;

/** A Loki that plays, with a ruler: each scenario is a tenant. */
interface LokiPeer extends AutoCloseable {
    /** What a tenant may do. */
    record Tenant(String name, int maxQuerySeries, int maxLineSize) {}

    LokiApi api();

    /** Gives a tenant these groups and no others; its ruler finds them at its next look. */
    void load(String tenant, List<AlertingGroup> groups) throws IOException, InterruptedException;

    /** Takes all groups of a tenant away, as soon as it can. */
    void unload(String tenant);

    @Override
    void close();
}
