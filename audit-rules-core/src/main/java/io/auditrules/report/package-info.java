/** What a run of scenarios has to say, to people and to programs. */
@NullMarked
package io.auditrules.report;

import org.jspecify.annotations.NullMarked;
