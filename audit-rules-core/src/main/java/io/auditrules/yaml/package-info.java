/** Reading YAML with positions, and writing it the same bytes every time; nothing outside knows SnakeYAML. */
@NullMarked
package io.auditrules.yaml;

import org.jspecify.annotations.NullMarked;
