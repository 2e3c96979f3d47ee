/** Text as Go holds it: bytes that should be UTF-8 but need not be. */
@NullMarked
package io.auditrules.bytes;

import org.jspecify.annotations.NullMarked;
