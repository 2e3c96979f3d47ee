/** What the cluster is told: AlertingRule and PrometheusRule objects, ruler files, and the kustomization that lists them. */
@NullMarked
package io.auditrules.manifest;

import org.jspecify.annotations.NullMarked;
