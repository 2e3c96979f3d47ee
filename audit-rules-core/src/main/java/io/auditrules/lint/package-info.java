/**
 * Lint: all checks on all rules, those that the project defines and those that people have, with what is to be ignored and how
 * it is counted.
 */
@NullMarked
package io.auditrules.lint;

import org.jspecify.annotations.NullMarked;
