/** Log entries: a time, labels and a line; and the batches in which a log of any size passes by. */
@NullMarked
package io.auditrules.event;

import org.jspecify.annotations.NullMarked;
