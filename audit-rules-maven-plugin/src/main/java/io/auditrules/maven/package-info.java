/** The Maven goals: each reads its parameters, asks the library for the manifests, and tells what came of it. */
@NullMarked
package io.auditrules.maven;

import org.jspecify.annotations.NullMarked;
