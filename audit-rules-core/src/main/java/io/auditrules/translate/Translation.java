package io.auditrules.translate;

import io.auditrules.logql.Metric;

/**
 * A rule as a LogQL metric query.
 *
 * @param query what was built, or read where the author wrote LogQL
 * @param text as it stands in a manifest: one line, or several where one would be too long; the author's own text for an
 *     expression used as it is
 */
public record Translation(Metric query, String text) {}
