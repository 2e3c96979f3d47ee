/** What Alertmanager tells whom, and when: groups, inhibition, time intervals and repetition on a simulated clock. */
@NullMarked
package io.auditrules.notification;

import org.jspecify.annotations.NullMarked;
