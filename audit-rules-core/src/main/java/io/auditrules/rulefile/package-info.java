/**
 * Rules as a cluster reads them, with the place of every word: read from files that people have, whoever wrote them, or made
 * of our own rules. Nothing is refused here that can be read; what is wrong with it is for others to say.
 */
@NullMarked
package io.auditrules.rulefile;

import org.jspecify.annotations.NullMarked;
