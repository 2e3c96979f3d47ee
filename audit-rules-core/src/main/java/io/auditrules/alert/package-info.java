/** Alerting rules over time, as Loki's ruler plays them: pending, firing, resolved; labels and expanded texts. */
@NullMarked
package io.auditrules.alert;

import org.jspecify.annotations.NullMarked;
