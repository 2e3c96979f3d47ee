/** Targets for Jazzer, which looks for inputs that break what they say; {@code CONTRIBUTING.md} tells how to run it. */
@NullMarked
package io.auditrules.fuzz;

import org.jspecify.annotations.NullMarked;
