/** The Alertmanager's routing tree: what it says, which receivers a label set reaches, and the documents that carry it. */
@NullMarked
package io.auditrules.alertmanager;

import org.jspecify.annotations.NullMarked;
