/** What the Loki Operator's webhook refuses, and what is no field of its objects. */
@NullMarked
package io.auditrules.check.admission;

import org.jspecify.annotations.NullMarked;
