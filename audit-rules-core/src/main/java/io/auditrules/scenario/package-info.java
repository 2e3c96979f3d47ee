/** Rule tests: these events happen, these alerts fire with these texts, and these receivers are told. */
@NullMarked
package io.auditrules.scenario;

import org.jspecify.annotations.NullMarked;
