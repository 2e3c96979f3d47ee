/** How people write rules in files: YAML to model, every error with its place. */
@NullMarked
package io.auditrules.definition;

import org.jspecify.annotations.NullMarked;
