/**
 * What the stages of a LogQL pipeline make of one line: the line, its labels, and errors that are labels too. One class a
 * stage; each does as Loki v3.7.6 does, accidents included, since those decide whether an alert fires.
 */
@NullMarked
package io.auditrules.pipeline;

import org.jspecify.annotations.NullMarked;
