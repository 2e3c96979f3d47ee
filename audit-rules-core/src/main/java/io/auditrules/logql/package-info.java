/** LogQL, the query language of Loki: its syntax tree, a parser that tells all errors at once, and a printer. */
@NullMarked
package io.auditrules.logql;

import org.jspecify.annotations.NullMarked;
