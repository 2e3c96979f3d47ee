/** Scenarios as tests of JUnit 5, for projects that write rules in Java. Needs {@code junit-jupiter-api} on the classpath. */
@NullMarked
package io.auditrules.junit;

import org.jspecify.annotations.NullMarked;
