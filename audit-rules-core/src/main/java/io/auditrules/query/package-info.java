/** A quick look into a log: queries as people type them, and answers as people and programs read them. */
@NullMarked
package io.auditrules.query;

import org.jspecify.annotations.NullMarked;
