/** Placeholder. */
@NullMarked
package io.auditrules;

import org.jspecify.annotations.NullMarked;
