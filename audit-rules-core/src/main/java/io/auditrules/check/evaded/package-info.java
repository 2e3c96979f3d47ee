/** Rules that who knows them, or has a newer client, passes by. */
@NullMarked
package io.auditrules.check.evaded;

import org.jspecify.annotations.NullMarked;
