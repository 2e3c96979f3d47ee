/** Rules that see something until, one day and without a word, they see nothing. */
@NullMarked
package io.auditrules.check.blind;

import org.jspecify.annotations.NullMarked;
