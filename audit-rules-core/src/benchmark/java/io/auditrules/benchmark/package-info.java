/** What the performance page measures; not part of the library. */
@NullMarked
package io.auditrules.benchmark;

import org.jspecify.annotations.NullMarked;
