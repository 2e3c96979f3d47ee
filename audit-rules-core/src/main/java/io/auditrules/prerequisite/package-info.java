/** What a cluster must record and forward so that rules see it: derived from the rules, and as objects for OpenShift. */
@NullMarked
package io.auditrules.prerequisite;

import org.jspecify.annotations.NullMarked;
