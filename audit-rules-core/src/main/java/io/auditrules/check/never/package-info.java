/** Rules that are loaded and evaluated, and can never fire. */
@NullMarked
package io.auditrules.check.never;

import org.jspecify.annotations.NullMarked;
