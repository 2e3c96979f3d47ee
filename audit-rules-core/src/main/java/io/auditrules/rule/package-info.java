/** What to detect and how a site wants to be told: immutable values that are legal once they exist, and their builders. */
@NullMarked
package io.auditrules.rule;

import org.jspecify.annotations.NullMarked;
