/** Rules that fire and say what is not so: a wrong count, an empty name, another alert each time. */
@NullMarked
package io.auditrules.check.wrong;

import org.jspecify.annotations.NullMarked;
