/** JSON as Loki reads it: values are found in the bytes of a line without reading more than is needed. */
@NullMarked
package io.auditrules.json;

import org.jspecify.annotations.NullMarked;
