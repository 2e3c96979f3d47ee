/** The detections that ship with us, and what is written about them. */
@NullMarked
package io.auditrules.catalogue;

import org.jspecify.annotations.NullMarked;
