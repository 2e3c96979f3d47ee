/** A made-up OpenShift cluster and who lives in it: what its API servers write into the audit log. */
@NullMarked
package io.auditrules.catalogue.cluster;

import org.jspecify.annotations.NullMarked;
