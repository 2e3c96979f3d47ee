/** What is wrong with rules together: the same twice, one in the shadow of another, none that watches them. */
@NullMarked
package io.auditrules.check.ruleset;

import org.jspecify.annotations.NullMarked;
