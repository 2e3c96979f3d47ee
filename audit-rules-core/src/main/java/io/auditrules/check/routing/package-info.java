/** Alerts that reach nobody, or are swallowed on the way, or tell who should not know. */
@NullMarked
package io.auditrules.check.routing;

import org.jspecify.annotations.NullMarked;
