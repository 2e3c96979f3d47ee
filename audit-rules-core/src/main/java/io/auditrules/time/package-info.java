/** Durations as Prometheus, Loki and Alertmanager write them. */
@NullMarked
package io.auditrules.time;

import org.jspecify.annotations.NullMarked;
