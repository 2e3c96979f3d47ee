/** What a test produces versus files that people have read and approved. */
@NullMarked
package io.auditrules.golden;

import org.jspecify.annotations.NullMarked;
