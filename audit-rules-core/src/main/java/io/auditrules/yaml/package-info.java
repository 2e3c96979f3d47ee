/**
 * Reading YAML with positions, by SnakeYAML, and writing it the same bytes every time, by Jackson; nothing outside knows
 * either.
 */
@NullMarked
package io.auditrules.yaml;

import org.jspecify.annotations.NullMarked;
