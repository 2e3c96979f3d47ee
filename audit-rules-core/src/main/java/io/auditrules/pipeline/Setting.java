package io.auditrules.pipeline;

import io.auditrules.logql.LokiVersion;

/**
 * What a pipeline runs in.
 *
 * @param version the Loki that it does as
 * @param now what templates take for the present, in nanoseconds since 1970
 */
public record Setting(LokiVersion version, long now) {}
