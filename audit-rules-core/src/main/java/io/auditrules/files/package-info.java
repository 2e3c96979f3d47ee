/** A set of files versus a directory: read, compare, write all or none, remove what is ours; nothing else touches the disk. */
@NullMarked
package io.auditrules.files;

import org.jspecify.annotations.NullMarked;
