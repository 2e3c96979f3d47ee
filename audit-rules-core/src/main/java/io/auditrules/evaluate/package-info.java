/** What a LogQL query yields on a log at a given time: the answer that Loki v3.7.6 would give. */
@NullMarked
package io.auditrules.evaluate;

import org.jspecify.annotations.NullMarked;
