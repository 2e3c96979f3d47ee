/** A detection becomes LogQL. */
@NullMarked
package io.auditrules.translate;

import org.jspecify.annotations.NullMarked;
