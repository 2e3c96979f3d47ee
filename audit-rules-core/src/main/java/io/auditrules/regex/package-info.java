/**
 * Regular expressions as Loki reads them: what Go accepts, its tree, and what a filter makes of it, bounded so that a hostile
 * one ends at once.
 */
@NullMarked
package io.auditrules.regex;

import org.jspecify.annotations.NullMarked;
