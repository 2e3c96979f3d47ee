/** Mustache, strict: every variable has a value or is an error, and nothing is escaped; nothing outside knows the library. */
@NullMarked
package io.auditrules.text;

import org.jspecify.annotations.NullMarked;
