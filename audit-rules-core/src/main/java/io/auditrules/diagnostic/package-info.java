/** What is wrong, where, and what to do about it. */
@NullMarked
package io.auditrules.diagnostic;

import org.jspecify.annotations.NullMarked;
