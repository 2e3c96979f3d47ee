/** Regular expressions as Loki reads them: what Go accepts, bounded so that a hostile one ends at once. */
@NullMarked
package io.auditrules.regex;

import org.jspecify.annotations.NullMarked;
