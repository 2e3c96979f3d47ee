/** Placeholder. */
@NullMarked
package io.auditrules.files;

import org.jspecify.annotations.NullMarked;
