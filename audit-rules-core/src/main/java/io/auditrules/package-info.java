/** The door: what a project defines, read from files or built in Java, and the manifests that it stands for. */
@NullMarked
package io.auditrules;

import org.jspecify.annotations.NullMarked;
