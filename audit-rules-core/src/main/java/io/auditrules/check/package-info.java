/**
 * What a check of lint is: it looks at rules and routing as a cluster would read them, and finds what will go wrong. Each check
 * is a class of a package below, told apart by what would go wrong; its words stand in a file of resources, from which its page
 * is made too.
 */
@NullMarked
package io.auditrules.check;

import org.jspecify.annotations.NullMarked;
