/** What rules make Loki read, and what would cost less. */
@NullMarked
package io.auditrules.check.cost;

import org.jspecify.annotations.NullMarked;
